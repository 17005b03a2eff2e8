import type { Operation } from '../service.ts';

/** Empty on purpose: which groups a user is in is a desired state, so it goes by the stack. */
export const iamUserOperations: readonly Operation[] = [];
