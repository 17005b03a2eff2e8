import type { Operation } from '../service.ts';

/** None: a key pair is imported or deleted. */
export const keyPairOperations: readonly Operation[] = [];
