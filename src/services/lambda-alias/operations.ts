import type { Operation } from '../service.ts';

/** None: where an alias points is a desired state. */
export const lambdaAliasOperations: readonly Operation[] = [];
