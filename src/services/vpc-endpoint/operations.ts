import type { Operation } from '../service.ts';

/** None: it is a desired state. */
export const vpcEndpointOperations: readonly Operation[] = [];
