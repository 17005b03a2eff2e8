import type { Operation } from '../service.ts';

/** None: all that a load balancer does is a desired state. */
export const loadBalancerOperations: readonly Operation[] = [];
