import type { Operation } from '../service.ts';

/** None: a subscription is a desired state, and messages are the business of applications. */
export const sqsOperations: readonly Operation[] = [];
