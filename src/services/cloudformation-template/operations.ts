import type { Operation } from '../service.ts';

/** Empty on purpose: a stack is changed by its template and nothing else. */
export const templateOperations: readonly Operation[] = [];
