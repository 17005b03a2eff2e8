import type { Operation } from '../service.ts';

/** None: how much is traced is a desired state. */
export const samplingOperations: readonly Operation[] = [];
