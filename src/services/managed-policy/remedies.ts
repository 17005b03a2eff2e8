import type { Remedy } from '../service.ts';

/** Every type that the service's own templates may hold. */
export const MANAGED_POLICY_TEMPLATE_TYPES: readonly string[] = ['AWS::IAM::ManagedPolicy'];

/** None: a policy of ours names its actions and resources from the beginning. */
export const managedPolicyRemedies: readonly Remedy[] = [];
