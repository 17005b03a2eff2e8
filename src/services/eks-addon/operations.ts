import type { Operation } from '../service.ts';

/** None: the version of an add-on is a desired state. */
export const addonOperations: readonly Operation[] = [];
