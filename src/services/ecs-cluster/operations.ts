import type { Operation } from '../service.ts';

/** None: what runs in a cluster is the business of its services. */
export const ecsClusterOperations: readonly Operation[] = [];
