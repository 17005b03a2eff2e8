import { AwsError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import { keysOf, membersOf } from '../resources/iam-people.ts';
import { isManagedByAws } from '../resources/managed-policies.ts';
import { textsOf } from '../resources/policy-grammar.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, tagList, text, type Call, type OperationTable } from './call.ts';
import { ownResource, ownResources } from './find.ts';

const USER = 'AWS::IAM::User';
const GROUP = 'AWS::IAM::Group';
const POLICY = 'AWS::IAM::ManagedPolicy';

const noSuch = (what: string): AwsError =>
  new AwsError('NoSuchEntityException', 404, `${what} cannot be found.`);

const need = (call: Call, type: string, member: string): Resource => {
  const name = text(call.input, member);
  const found = ownResource(call, type, name);
  if (found !== undefined) return found;
  throw noSuch(`The ${type === USER ? 'user' : 'group'} with name ${name}`);
};

const userOf = (call: Call): Resource => need(call, USER, 'UserName');
const groupOf = (call: Call): Resource => need(call, GROUP, 'GroupName');

const KINDS = { [USER]: ['UserName', 'user'], [GROUP]: ['GroupName', 'group'] } as const;

const arnOr = (call: Call, type: keyof typeof KINDS): string => {
  const [member, kind] = KINDS[type];
  const name = text(call.input, member);
  return ownResource(call, type, name)?.arn ?? `arn:aws:iam::${call.accountId}:${kind}/${name}`;
};
const userArn = (call: Call): string => arnOr(call, USER);
const groupArn = (call: Call): string => arnOr(call, GROUP);

const paged = (call: Call, name: string, items: readonly unknown[]): Record<string, unknown> => {
  const page = pageOf(call, items, call.input['Marker']);
  return { [name]: page.items, IsTruncated: page.next !== undefined, Marker: page.next };
};

const pathOf = ({ properties }: Resource): string => jsonText(properties['Path']) || '/';

const userView = (user: Resource): Record<string, unknown> => ({
  Path: pathOf(user),
  UserName: user.id,
  UserId: 'AIDAEXAMPLEUSER00000',
  Arn: user.arn,
  CreateDate: user.createdAt,
});

/** What GetUser adds to a user of ListUsers. */
const fullUser = (user: Resource): unknown => {
  const boundary = user.properties['PermissionsBoundary'];
  return {
    ...userView(user),
    ...(boundary === undefined
      ? {}
      : {
          PermissionsBoundary: {
            PermissionsBoundaryType: 'Policy',
            PermissionsBoundaryArn: boundary,
          },
        }),
    Tags: tagList(user.tags),
  };
};

const groupView = (group: Resource): unknown => ({
  Path: pathOf(group),
  GroupName: group.id,
  GroupId: 'AGPAEXAMPLEGROUP0000',
  Arn: group.arn,
  CreateDate: group.createdAt,
});

const oneGroup = (call: Call): unknown => {
  const group = groupOf(call);
  const members = membersOf(call.state, group)
    .map((name) => ownResource(call, USER, name))
    .filter((each) => each !== undefined);
  return { Group: groupView(group), ...paged(call, 'Users', members.map(userView)) };
};

const groupsOfUser = (call: Call): unknown => {
  const user = userOf(call);
  const names = [...textsOf(user.properties['Groups']), ...textsOf(user.attributes['Groups'])];
  const groups = names
    .map((name) => ownResource(call, GROUP, name))
    .filter((each) => each !== undefined);
  return paged(call, 'Groups', groups.map(groupView));
};

const accessKeys = (call: Call): unknown => {
  const user = userOf(call);
  return paged(
    call,
    'AccessKeyMetadata',
    keysOf(call.state, user).map((AccessKeyId) => ({
      UserName: user.id,
      AccessKeyId,
      Status: 'Active',
      CreateDate: user.createdAt,
    })),
  );
};

const attachedView = (arns: readonly string[]): readonly unknown[] =>
  arns.map((PolicyArn) => ({ PolicyName: PolicyArn.split('/').at(-1), PolicyArn }));

const loginProfile = (call: Call): unknown => {
  const user = userOf(call);
  if (user.attributes['HasPassword'] !== true) throw noSuch(`Login Profile for User ${user.id}`);
  return { LoginProfile: { UserName: user.id, CreateDate: user.createdAt } };
};

const policyName = ({ id }: Resource): string => id.split('/').at(-1) ?? id;

/** Who has a policy, by the properties of roles and groups and by the policy's own. */
const holders = (call: Call, arn: string, type: string): readonly string[] =>
  ownResources(call, type)
    .filter(({ properties }) => textsOf(properties['ManagedPolicyArns']).includes(arn))
    .map(({ id }) => id);

const entities = (call: Call): unknown => {
  const arn = text(call.input, 'PolicyArn');
  const own = ownResource(call, POLICY, arn);
  if (own === undefined && !isManagedByAws(arn)) throw noSuch(`Policy ${arn}`);
  const roles = [
    ...new Set([...textsOf(own?.properties['Roles']), ...holders(call, arn, 'AWS::IAM::Role')]),
  ];
  return {
    PolicyRoles: roles.map((RoleName) => ({ RoleName })),
    PolicyGroups: holders(call, arn, GROUP).map((GroupName) => ({ GroupName })),
    PolicyUsers: holders(call, arn, USER).map((UserName) => ({ UserName })),
    IsTruncated: false,
  };
};

const policyView = (call: Call, policy: Resource): unknown => ({
  PolicyName: policyName(policy),
  Arn: policy.arn,
  Path: pathOf(policy),
  DefaultVersionId: 'v1',
  AttachmentCount: ['AWS::IAM::Role', GROUP, USER].flatMap((type) =>
    holders(call, policy.arn, type),
  ).length,
  CreateDate: policy.createdAt,
});

const onePolicy = (call: Call): unknown => {
  const arn = text(call.input, 'PolicyArn');
  if (isManagedByAws(arn))
    return { Policy: { PolicyName: arn.split('/').at(-1), Arn: arn, DefaultVersionId: 'v1' } };
  const own = ownResource(call, POLICY, arn);
  if (own === undefined) throw noSuch(`Policy ${arn}`);
  return { Policy: policyView(call, own) };
};

const policyArn = (call: Call): string => text(call.input, 'PolicyArn');

const listPolicies = (call: Call): unknown =>
  paged(
    call,
    'Policies',
    ownResources(call, POLICY).map((each) => policyView(call, each)),
  );

/** IAM: the reads of users, groups and managed policies. No key or password is in an answer. */
export const iamPeopleOperations: OperationTable = {
  GetUser: row('iam:GetUser', userArn, (call) => ({ User: fullUser(userOf(call)) })),
  ListUsers: row(
    'iam:ListUsers',
    () => '*',
    (call) => paged(call, 'Users', ownResources(call, USER).map(userView)),
  ),
  ListGroupsForUser: row('iam:ListGroupsForUser', userArn, groupsOfUser),
  ListAccessKeys: row('iam:ListAccessKeys', userArn, accessKeys),
  ListAttachedUserPolicies: row('iam:ListAttachedUserPolicies', userArn, (call) =>
    paged(
      call,
      'AttachedPolicies',
      attachedView(textsOf(userOf(call).properties['ManagedPolicyArns'])),
    ),
  ),
  ListUserPolicies: row('iam:ListUserPolicies', userArn, (call) =>
    paged(call, 'PolicyNames', textsOf(userOf(call).attributes['Policies'])),
  ),
  GetLoginProfile: row('iam:GetLoginProfile', userArn, loginProfile),
  GetGroup: row('iam:GetGroup', groupArn, oneGroup),
  ListGroups: row(
    'iam:ListGroups',
    () => '*',
    (call) => paged(call, 'Groups', ownResources(call, GROUP).map(groupView)),
  ),
  ListAttachedGroupPolicies: row('iam:ListAttachedGroupPolicies', groupArn, (call) =>
    paged(
      call,
      'AttachedPolicies',
      attachedView(textsOf(groupOf(call).properties['ManagedPolicyArns'])),
    ),
  ),
  GetPolicy: row('iam:GetPolicy', policyArn, onePolicy),
  ListPolicies: row('iam:ListPolicies', () => '*', listPolicies),
  ListEntitiesForPolicy: row('iam:ListEntitiesForPolicy', policyArn, entities),
};
