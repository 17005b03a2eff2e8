import type { TypeTable } from '../service.ts';

/** Its reviewed table stands beside that of the function, whose stacks publish versions too. */
export const LAMBDA_VERSION_TYPES: readonly TypeTable[] = [];
