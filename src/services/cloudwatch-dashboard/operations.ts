import type { Operation } from '../service.ts';

/** None: what a dashboard shows is a desired state. */
export const dashboardOperations: readonly Operation[] = [];
