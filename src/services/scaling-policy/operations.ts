import type { Operation } from '../service.ts';

/** None: what is followed, and how far, is a desired state. */
export const scalingPolicyOperations: readonly Operation[] = [];
