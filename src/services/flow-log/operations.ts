import type { Operation } from '../service.ts';

/** None: it is a desired state. */
export const flowLogOperations: readonly Operation[] = [];
