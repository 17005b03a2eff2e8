import type { Operation } from '../service.ts';

/** None: who is registered is the business of the service that runs behind it. */
export const targetGroupOperations: readonly Operation[] = [];
