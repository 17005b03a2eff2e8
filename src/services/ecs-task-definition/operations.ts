import type { Operation } from '../service.ts';

/** None: a new revision is a desired state, and to run it is the business of a service. */
export const taskDefinitionOperations: readonly Operation[] = [];
