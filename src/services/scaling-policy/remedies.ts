import type { Remedy } from '../service.ts';

/** Every type that the service's own templates may hold. */
export const SCALING_POLICY_TYPES: readonly string[] = [
  'AWS::AutoScaling::ScalingPolicy',
  'AWS::CloudWatch::Alarm',
];

/** None: that a group has a policy is an item of the group, which adds one. */
export const scalingPolicyRemedies: readonly Remedy[] = [];
