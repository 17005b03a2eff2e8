import type { Operation } from '../service.ts';

/** None: a subscription is a desired state, and publishing is the business of applications. */
export const snsOperations: readonly Operation[] = [];
