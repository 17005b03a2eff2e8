import type { Operation } from '../service.ts';

/** None: what is asked, and how often, is a desired state. */
export const healthCheckOperations: readonly Operation[] = [];
