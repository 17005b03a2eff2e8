import type { Operation } from '../service.ts';

/** None: what a group holds is a desired state. */
export const groupOperations: readonly Operation[] = [];
