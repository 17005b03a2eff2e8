import type { Remedy } from '../service.ts';

/** Every type that the service's own templates may hold. */
export const EKS_NODEGROUP_TEMPLATE_TYPES: readonly string[] = [
  'AWS::EKS::Nodegroup',
  'AWS::IAM::Role',
];

/** None: zones and sizes are asked for, and the rest is set from the start. */
export const nodegroupRemedies: readonly Remedy[] = [];
