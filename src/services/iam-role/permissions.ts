import type { Conditions } from '../../plan/action-need.ts';
import type { Json } from '../../task/json.ts';
import { iamArn, listOf, onChange, onSet, referredName, tagActs, underBoundary } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf, type Act } from '../type-table.ts';

/** Physical ids are names, or ARNs that end with the name. */
const lastOf = (name: string): string => name.split('/').at(-1) ?? name;

/** ARNs under the path of this application, of the names that a property may give. */
export const arnsOf =
  (kind: string, property: string) =>
  (input: NeedInput): readonly string[] => [
    ...new Set(namesOf(input, property).map((name) => iamArn(kind, input, lastOf(name)))),
  ];

/** A write on a role, possible only while the role is under the boundary. */
const bounded = (action: string): Act => ({ action, conditions: underBoundary });

const managedPolicies = (input: NeedInput): readonly string[] =>
  listOf(input.properties['ManagedPolicyArns']).filter((arn) => typeof arn === 'string');

/** Attaching names the policies; without this a bounded role could still be given any of them. */
const ofPolicies = (input: NeedInput): Conditions => ({
  ...underBoundary(input),
  ArnEquals: { 'iam:PolicyARN': managedPolicies(input) },
});

const attach: Act = {
  action: 'iam:AttachRolePolicy',
  conditions: ofPolicies,
  when: (input) => managedPolicies(input).length > 0,
};

/** What a create did not put there needs not be taken away when it is rolled back. */
const unlessNew =
  (property: string) =>
  (input: NeedInput): boolean =>
    input.action !== 'create' || input.properties[property] !== undefined;

/** CloudFormation takes what is in and on a role away before it deletes it. */
const REMOVE_ROLE: readonly Act[] = [
  'iam:DeleteRole',
  {
    action: 'iam:DeleteRolePolicy',
    conditions: underBoundary,
    when: unlessNew('Policies'),
  },
  {
    action: 'iam:DetachRolePolicy',
    conditions: (input) =>
      managedPolicies(input).length > 0 ? ofPolicies(input) : underBoundary(input),
    when: unlessNew('ManagedPolicyArns'),
  },
];

/**
 * The boundary itself can be set and never be deleted. The schema leaves `iam:TagRole` out; the
 * key `iam:PermissionsBoundary` is not sent with it, so a condition there would deny always.
 */
export const roleTable: TypeTable = tableOf({
  type: 'AWS::IAM::Role',
  arns: arnsOf('role', 'RoleName'),
  slowestMinutes: 2,
  isStateful: false,
  nameProperty: 'RoleName',
  createOnly: ['RoleName', 'Path'],
  sensitiveProperties: ['*'],
  create: [bounded('iam:CreateRole')],
  remove: REMOVE_ROLE,
  read: [
    'iam:GetRole',
    'iam:GetRolePolicy',
    'iam:ListAttachedRolePolicies',
    'iam:ListRolePolicies',
  ],
  properties: {
    Policies: onSet(
      [
        bounded('iam:PutRolePolicy'),
        {
          action: 'iam:DeleteRolePolicy',
          conditions: underBoundary,
          when: (input) => input.action === 'change',
        },
      ],
      [bounded('iam:DeleteRolePolicy')],
    ),
    ManagedPolicyArns: onSet([attach], [bounded('iam:DetachRolePolicy')]),
    AssumeRolePolicyDocument: onChange('iam:UpdateAssumeRolePolicy'),
    Description: onChange('iam:UpdateRole', 'iam:UpdateRoleDescription'),
    MaxSessionDuration: onChange('iam:UpdateRole'),
    PermissionsBoundary: {
      set: [
        {
          action: 'iam:PutRolePermissionsBoundary',
          conditions: underBoundary,
          when: (input) => input.action === 'change',
        },
      ],
    },
    Tags: tagActs('iam:TagRole', 'iam:UntagRole'),
  },
});

const rolesOf = (input: NeedInput): readonly string[] =>
  listOf(input.properties['Roles'])
    .map((role: Json) => referredName(role, input))
    .filter((name) => name !== undefined)
    .map((name) => iamArn('role', input, lastOf(name)));

/** An act on the roles that a resource names, possible only while they are under the boundary. */
export const onRoles = (action: string, rest: Omit<Exclude<Act, string>, 'action'> = {}): Act => ({
  action,
  resources: rolesOf,
  conditions: underBoundary,
  when: (input) => rolesOf(input).length > 0,
  ...rest,
});

/** Putting a role into a profile passes it to EC2. */
const passToEc2: Act = {
  action: 'iam:PassRole',
  resources: rolesOf,
  conditions: () => ({ StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } }),
};

const INSTANCE_PROFILE: TypeTable = tableOf({
  type: 'AWS::IAM::InstanceProfile',
  arns: arnsOf('instance-profile', 'InstanceProfileName'),
  slowestMinutes: 3,
  isStateful: false,
  nameProperty: 'InstanceProfileName',
  createOnly: ['InstanceProfileName', 'Path'],
  sensitiveProperties: ['*'],
  create: ['iam:CreateInstanceProfile'],
  remove: ['iam:DeleteInstanceProfile', 'iam:RemoveRoleFromInstanceProfile'],
  read: ['iam:GetInstanceProfile'],
  properties: {
    Roles: onSet(
      ['iam:AddRoleToInstanceProfile', passToEc2],
      ['iam:RemoveRoleFromInstanceProfile'],
    ),
  },
});

/** Under another name, or in another role, it is put there and taken away here. */
const renamed = onSet([], [onRoles('iam:DeleteRolePolicy')]);

/** An inline policy has no ARN: everything is a write on the roles it is put into. */
const INLINE_POLICY: TypeTable = tableOf({
  type: 'AWS::IAM::Policy',
  arns: rolesOf,
  slowestMinutes: 1,
  isStateful: false,
  sensitiveProperties: ['*'],
  create: [onRoles('iam:PutRolePolicy')],
  change: [onRoles('iam:PutRolePolicy')],
  remove: [onRoles('iam:DeleteRolePolicy')],
  read: ['iam:GetRolePolicy'],
  properties: { PolicyName: renamed, Roles: renamed },
});

/** The reviewed tables of roles, profiles and policies. */
export const IAM_TYPES: readonly TypeTable[] = [roleTable, INSTANCE_PROFILE, INLINE_POLICY];
