import type { Operation } from '../service.ts';

/** Empty on purpose: attaching and detaching are a desired state, so they go by the stack. */
export const iamGroupOperations: readonly Operation[] = [];
