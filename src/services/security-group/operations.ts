import type { Operation } from '../service.ts';

/** None: a rule is authorized or revoked as a desired state, so that the plan shows what it was. */
export const groupOperations: readonly Operation[] = [];
