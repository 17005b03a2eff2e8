import type { Operation } from '../service.ts';

/** None: to publish a version is to make it. */
export const lambdaVersionOperations: readonly Operation[] = [];
