import type { TypeTable } from '../service.ts';

/** Its reviewed table stands beside that of the function, whose stacks make aliases too. */
export const LAMBDA_ALIAS_TYPES: readonly TypeTable[] = [];
