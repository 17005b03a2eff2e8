import type { Operation } from '../service.ts';

/** None: how many nodes run, and of which version, are desired states. */
export const nodegroupOperations: readonly Operation[] = [];
