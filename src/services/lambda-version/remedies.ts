import type { Remedy } from '../service.ts';

/** Every type that the service's own templates may hold. */
export const VERSION_TEMPLATE_TYPES: readonly string[] = ['AWS::Lambda::Version'];

/** None: what is wrong with a function is mended before it is published. */
export const lambdaVersionRemedies: readonly Remedy[] = [];
