import type { Operation } from '../service.ts';

/** None: whether an alarm tells anybody is a desired state, and its state is measured. */
export const alarmOperations: readonly Operation[] = [];
