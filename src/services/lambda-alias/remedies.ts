import type { Remedy } from '../service.ts';

/** Every type that the service's own templates may hold. */
export const ALIAS_TEMPLATE_TYPES: readonly string[] = ['AWS::Lambda::Alias'];

/** None: what is wrong with a function is mended before it is published. */
export const lambdaAliasRemedies: readonly Remedy[] = [];
