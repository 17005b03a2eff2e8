import type { Operation } from '../service.ts';

/** None: a retention is a desired state, and events are the business of applications. */
export const logGroupOperations: readonly Operation[] = [];
