import type { Remedy } from '../service.ts';

/** Every type that the service's own templates may hold. */
export const IAM_GROUP_TEMPLATE_TYPES: readonly string[] = ['AWS::IAM::Group'];

/** None: a group of ours has managed policies alone. */
export const iamGroupRemedies: readonly Remedy[] = [];
