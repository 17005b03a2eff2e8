import type { Operation } from '../service.ts';

/** None: a network is a desired state. */
export const vpcOperations: readonly Operation[] = [];
