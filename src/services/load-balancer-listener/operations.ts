import type { Operation } from '../service.ts';

/** None: all that a listener does is a desired state. */
export const listenerOperations: readonly Operation[] = [];
