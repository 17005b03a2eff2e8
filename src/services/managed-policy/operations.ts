import type { Operation } from '../service.ts';

/** None: who has a policy is a setting of the role or group that has it, so it goes by a stack. */
export const managedPolicyOperations: readonly Operation[] = [];
