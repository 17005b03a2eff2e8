import { onChange, onSet, underBoundary } from '../acts.ts';
import { arnsOf, onRoles } from '../iam-role/permissions.ts';
import type { TypeTable } from '../service.ts';
import { tableOf, type Act } from '../type-table.ts';

const attachThis: Act = onRoles('iam:AttachRolePolicy', {
  conditions: (input) => ({
    ...underBoundary(input),
    ArnLike: { 'iam:PolicyARN': arnsOf('policy', 'ManagedPolicyName')(input) },
  }),
});

/**
 * A template attaches a policy to bounded roles only: users and groups are refused there. A group
 * takes a policy by a property of its own.
 */
export const managedPolicyTable: TypeTable = tableOf({
  type: 'AWS::IAM::ManagedPolicy',
  arns: arnsOf('policy', 'ManagedPolicyName'),
  slowestMinutes: 2,
  isStateful: false,
  nameProperty: 'ManagedPolicyName',
  createOnly: ['ManagedPolicyName', 'Path', 'Description'],
  sensitiveProperties: ['*'],
  create: ['iam:CreatePolicy'],
  remove: ['iam:DeletePolicy', 'iam:DeletePolicyVersion', onRoles('iam:DetachRolePolicy')],
  read: [
    'iam:GetPolicy',
    'iam:GetPolicyVersion',
    'iam:ListEntitiesForPolicy',
    'iam:ListPolicyVersions',
  ],
  properties: {
    PolicyDocument: onChange('iam:CreatePolicyVersion', 'iam:DeletePolicyVersion'),
    Roles: onSet([attachThis], [onRoles('iam:DetachRolePolicy')]),
  },
});

/** The reviewed table of a managed policy. */
export const MANAGED_POLICY_TYPES: readonly TypeTable[] = [managedPolicyTable];
