import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import { holdsTags, noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';
import { holdsTrust } from './trust.ts';

const lastOf = (text: string): string => text.split('/').at(-1) ?? text;

const roleInput: ReadRow['input'] = (input) => ({ RoleName: input.physicalId });

const ROLE_ROWS: readonly ReadRow[] = [
  {
    name: 'exists',
    client: 'IAM',
    operation: 'GetRole',
    input: roleInput,
    holds: (output, _planned, input) => at(output, 'Role.RoleName') === input.physicalId,
  },
  {
    name: 'trust',
    property: 'AssumeRolePolicyDocument',
    client: 'IAM',
    operation: 'GetRole',
    input: roleInput,
    holds: (output, planned) => holdsTrust(at(output, 'Role.AssumeRolePolicyDocument'), planned),
  },
  {
    name: 'bounded',
    property: 'PermissionsBoundary',
    client: 'IAM',
    operation: 'GetRole',
    input: roleInput,
    holds: (output, planned) => {
      const found = at(output, 'Role.PermissionsBoundary.PermissionsBoundaryArn');
      return typeof planned === 'string' ? found === planned : found !== undefined;
    },
  },
  {
    name: 'path',
    property: 'Path',
    client: 'IAM',
    operation: 'GetRole',
    input: roleInput,
    holds: (output, planned) => at(output, 'Role.Path') === planned,
  },
  {
    name: 'policies',
    property: 'Policies',
    client: 'IAM',
    operation: 'ListRolePolicies',
    input: roleInput,
    holds: (output, planned) =>
      listOf(planned ?? undefined).every((policy) =>
        listOf(at(output, 'PolicyNames')).includes(at(policy, 'PolicyName') ?? ''),
      ),
  },
  {
    name: 'managed policies',
    property: 'ManagedPolicyArns',
    client: 'IAM',
    operation: 'ListAttachedRolePolicies',
    pages: { token: 'Marker', list: 'AttachedPolicies' },
    input: roleInput,
    holds: (output, planned) =>
      listOf(planned ?? undefined).every(
        (arn) =>
          typeof arn !== 'string' ||
          listOf(at(output, 'AttachedPolicies')).some((row) => at(row, 'PolicyArn') === arn),
      ),
  },
  {
    name: 'tagged',
    property: 'Tags',
    client: 'IAM',
    // GetRole holds all tags; ListRoleTags would give a page of them.
    operation: 'GetRole',
    input: roleInput,
    holds: (output, _planned, input) => holdsTags(at(output, 'Role.Tags'), input),
  },
];

const PROFILE_ROWS: readonly ReadRow[] = [
  {
    name: 'exists',
    client: 'IAM',
    operation: 'GetInstanceProfile',
    input: (input) => ({ InstanceProfileName: input.physicalId }),
    holds: (output) => listOf(at(output, 'InstanceProfile.Roles')).length > 0,
  },
];

const POLICY_ROWS: readonly ReadRow[] = [
  {
    name: 'exists',
    client: 'IAM',
    operation: 'GetPolicy',
    input: (input) => ({ PolicyArn: input.physicalId }),
    holds: (output, _planned, input) => at(output, 'Policy.Arn') === input.physicalId,
  },
];

/** An inline policy is read in the first role that is named in the template. */
const INLINE_ROWS: readonly ReadRow[] = [
  {
    name: 'exists',
    client: 'IAM',
    operation: 'GetRolePolicy',
    input: (input) => ({
      RoleName: listOf(input.properties['Roles'])[0] ?? '',
      PolicyName: input.properties['PolicyName'] ?? input.physicalId,
    }),
    holds: (output) => at(output, 'PolicyName') !== undefined,
  },
];

const iamArn = (input: ReadBackInput, kind: string): string =>
  `arn:aws:iam::${input.account.id}:${kind}/coworker/${lastOf(input.physicalId)}`;

/** Reads a role, a profile or a policy back by IAM's own calls. */
export const readBackIam = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  switch (input.type) {
    case 'AWS::IAM::Role':
      return await runReadBack(input, iamArn(input, 'role'), ROLE_ROWS);
    case 'AWS::IAM::InstanceProfile':
      return await runReadBack(input, iamArn(input, 'instance-profile'), PROFILE_ROWS);
    case 'AWS::IAM::ManagedPolicy':
      return await runReadBack(input, input.physicalId, POLICY_ROWS);
    case 'AWS::IAM::Policy':
      return await runReadBack(input, input.physicalId, INLINE_ROWS);
    default:
      throw noReadBack(input);
  }
};
