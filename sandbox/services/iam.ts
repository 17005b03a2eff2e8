import { AwsError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, tagList, text, type Call, type OperationTable } from './call.ts';
import { ownResource, ownResources } from './find.ts';
import { iamPeopleOperations } from './iam-people.ts';

const ROLE = 'AWS::IAM::Role';

/** A role, or one that AWS made for a service of its own. */
const roleNamed = (call: Call, name: string): Resource | undefined =>
  ownResource(call, ROLE, name) ?? ownResource(call, 'AWS::IAM::ServiceLinkedRole', name);

const noSuch = (kind: string, name: string): AwsError =>
  new AwsError('NoSuchEntityException', 404, `The ${kind} with name ${name} cannot be found.`);

const needRole = (call: Call): Resource => {
  const name = text(call.input, 'RoleName');
  const found = roleNamed(call, name);
  if (found === undefined) throw noSuch('role', name);
  return found;
};

const roleArn = (call: Call): string => {
  const name = text(call.input, 'RoleName');
  return roleNamed(call, name)?.arn ?? `arn:aws:iam::${call.accountId}:role/${name}`;
};

const encoded = (document: Json | undefined): string =>
  encodeURIComponent(JSON.stringify(document));

const boundaryOf = (role: Resource): unknown => {
  const boundary = role.properties['PermissionsBoundary'];
  return boundary === undefined
    ? undefined
    : { PermissionsBoundaryType: 'Policy', PermissionsBoundaryArn: boundary };
};

const roleView = (role: Resource): Record<string, unknown> => ({
  Path: jsonText(role.properties['Path']) || '/',
  RoleName: role.id,
  RoleId: role.attributes['RoleId'] ?? 'AROAEXAMPLEROLE00000',
  Arn: role.arn,
  CreateDate: role.createdAt,
  AssumeRolePolicyDocument: encoded(role.properties['AssumeRolePolicyDocument']),
  Description: role.properties['Description'],
  MaxSessionDuration: role.properties['MaxSessionDuration'] ?? 3600,
});

/** What GetRole adds to a role of ListRoles. */
const fullRole = (role: Resource): unknown => ({
  ...roleView(role),
  PermissionsBoundary: boundaryOf(role),
  Tags: tagList(role.tags),
  RoleLastUsed: {},
});

const inlinePolicies = (call: Call, role: Resource): readonly JsonObject[] => {
  const own = role.properties['Policies'];
  const attached = ownResources(call, 'AWS::IAM::Policy').filter((each) =>
    JSON.stringify(each.properties['Roles'] ?? []).includes(`"${role.id}"`),
  );
  return [
    ...(Array.isArray(own) ? own.filter(isJsonObject) : []),
    ...attached.map((each) => each.properties),
  ];
};

const paged = (call: Call, name: string, items: readonly unknown[]): unknown => {
  const page = pageOf(call, items, call.input['Marker']);
  return { [name]: page.items, IsTruncated: page.next !== undefined, Marker: page.next };
};

const attachedPolicies = (call: Call): unknown => {
  const arns = needRole(call).properties['ManagedPolicyArns'];
  return paged(
    call,
    'AttachedPolicies',
    (Array.isArray(arns) ? arns.map(jsonText) : []).map((PolicyArn) => ({
      PolicyName: PolicyArn.split('/').at(-1),
      PolicyArn,
    })),
  );
};

const rolePolicy = (call: Call): unknown => {
  const name = text(call.input, 'PolicyName');
  const found = inlinePolicies(call, needRole(call)).find((each) => each['PolicyName'] === name);
  if (found === undefined) throw noSuch('role policy', name);
  return {
    RoleName: text(call.input, 'RoleName'),
    PolicyName: name,
    PolicyDocument: encoded(found['PolicyDocument']),
  };
};

const profileArn = (call: Call): string =>
  `arn:aws:iam::${call.accountId}:instance-profile/${text(call.input, 'InstanceProfileName')}`;

const instanceProfile = (call: Call): unknown => {
  const name = text(call.input, 'InstanceProfileName');
  const found = ownResource(call, 'AWS::IAM::InstanceProfile', name);
  if (found === undefined) throw noSuch('instance profile', name);
  const names = found.properties['Roles'];
  const roles = (Array.isArray(names) ? names : [])
    .map((each: Json) => ownResource(call, ROLE, jsonText(each)))
    .filter((each) => each !== undefined);
  return {
    InstanceProfile: {
      Path: '/',
      InstanceProfileName: name,
      InstanceProfileId: 'AIPAEXAMPLEPROFILE00',
      Arn: found.arn,
      CreateDate: found.createdAt,
      Roles: roles.map(roleView),
    },
  };
};

/** IAM: the reads of roles and instance profiles, and of everything beside them. */
export const iamOperations: OperationTable = {
  // The root user of an account here has no keys, and signs in with a second factor.
  GetAccountSummary: row(
    'iam:GetAccountSummary',
    () => '*',
    () => ({ SummaryMap: { AccountAccessKeysPresent: 0, AccountMFAEnabled: 1 } }),
  ),
  GetRole: row('iam:GetRole', roleArn, (call) => ({ Role: fullRole(needRole(call)) })),
  ListRoles: row(
    'iam:ListRoles',
    () => '*',
    (call) => paged(call, 'Roles', ownResources(call, ROLE).map(roleView)),
  ),
  GetRolePolicy: row('iam:GetRolePolicy', roleArn, rolePolicy),
  ListRolePolicies: row('iam:ListRolePolicies', roleArn, (call) =>
    paged(
      call,
      'PolicyNames',
      inlinePolicies(call, needRole(call)).map((each) => each['PolicyName']),
    ),
  ),
  ListAttachedRolePolicies: row('iam:ListAttachedRolePolicies', roleArn, attachedPolicies),
  ListRoleTags: row('iam:ListRoleTags', roleArn, (call) =>
    paged(call, 'Tags', tagList(needRole(call).tags)),
  ),
  GetInstanceProfile: row('iam:GetInstanceProfile', profileArn, instanceProfile),
  ...iamPeopleOperations,
};
