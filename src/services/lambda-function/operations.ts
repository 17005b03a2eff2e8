import type { Operation } from '../service.ts';

/** Empty on purpose: new code and new settings are a desired state, so they go by the stack. */
export const lambdaOperations: readonly Operation[] = [];
