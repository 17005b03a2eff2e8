import { describe, expect, it } from 'vitest';
import { iamGroup } from '../../src/services/iam-group/index.ts';
import { iamRole } from '../../src/services/iam-role/index.ts';
import { iamUser } from '../../src/services/iam-user/index.ts';
import { managedPolicy } from '../../src/services/managed-policy/index.ts';
import type { Service } from '../../src/services/service.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import { answer, contextFor, DEV, readerOf, taskOf, type Answers } from './samples.ts';

const AWS = 'arn:aws:iam::aws:policy/';
const OWN = `arn:aws:iam::${DEV}:policy/coworker/`;

const draft = async (
  service: Service,
  [taskType, parameters]: readonly [MutationType, TaskParameters],
  given: { readonly answers?: Answers; readonly tier?: Tier } = {},
) => {
  const { answers = {}, tier = 'development' } = given;
  const context = contextFor(taskOf(service.resourceType, taskType, parameters), { tier });
  return service.draft(context, await service.readFacts(context, readerOf(answers)));
};

const refusalOf = async (...given: Parameters<typeof draft>): Promise<string> => {
  const decided = await draft(...given);
  return decided.ok ? 'planned' : `${decided.refusal.code}: ${decided.refusal.because}`;
};

const madeBy = async (...given: Parameters<typeof draft>) => {
  const decided = await draft(...given);
  const [step] = decided.ok ? decided.value.steps : [];
  return step?.kind === 'deploy' ? Object.values(step.template.Resources) : [];
};

/** What AWS says of a stack of ours that holds one resource under its physical id. */
const inOurStack = (type: string, id: string, properties: JsonObject): Answers => {
  const stack = 'aws-coworker-7-people';
  const StackId = `arn:aws:cloudformation:us-east-1:${DEV}:stack/${stack}/0a1b`;
  return {
    'CloudFormation.DescribeStackResources': answer({
      StackResources: [
        {
          StackName: stack,
          StackId,
          LogicalResourceId: 'Thing',
          PhysicalResourceId: id,
          ResourceType: type,
          ResourceStatus: 'CREATE_COMPLETE',
        },
      ],
    }),
    'CloudFormation.DescribeStacks': answer({
      Stacks: [
        {
          StackName: stack,
          StackId,
          StackStatus: 'CREATE_COMPLETE',
          Tags: [{ Key: 'CoworkerManaged', Value: 'true' }],
        },
      ],
    }),
    'CloudFormation.GetTemplate': answer({
      TemplateBody: JSON.stringify({
        Resources: { Thing: { Type: type, Properties: properties } },
      }),
    }),
  };
};

const user = (more: Answers = {}): Answers => ({
  'IAM.GetUser': answer({ User: { UserName: 'u' } }),
  'IAM.ListGroupsForUser': answer({ Groups: [] }),
  'IAM.ListAccessKeys': answer({ AccessKeyMetadata: [] }),
  'IAM.ListAttachedUserPolicies': answer({ AttachedPolicies: [] }),
  'IAM.ListUserPolicies': answer({ PolicyNames: [] }),
  ...more,
});
const ourUser = inOurStack('AWS::IAM::User', 'u', { UserName: 'u' });
const group = (Path: string, users: readonly string[] = []) =>
  answer({ Group: { GroupName: 'g', Path }, Users: users.map((UserName) => ({ UserName })) });
const ourGroup = inOurStack('AWS::IAM::Group', 'g', {
  GroupName: 'g',
  ManagedPolicyArns: [`${AWS}ReadOnlyAccess`],
});
const policy = answer({ Policies: [{ PolicyName: 'p', Arn: `${OWN}p` }] });
const ourPolicy = inOurStack('AWS::IAM::ManagedPolicy', `${OWN}p`, { ManagedPolicyName: 'p' });
const holders = (roles: readonly string[]) =>
  answer({ PolicyRoles: roles.map((RoleName) => ({ RoleName })) });

describe('a user', () => {
  it('is made under the path and the boundary, without password, policy or key', async () => {
    const [made, ...others] = await madeBy(iamUser, ['CreateResource', { name: 'u' }]);
    expect(others).toEqual([]);
    expect(made?.Properties).toMatchObject({
      UserName: 'u',
      Path: '/coworker/',
      PermissionsBoundary: `arn:aws:iam::${DEV}:policy/AwsCoworkerBoundary`,
    });
    const names = Object.keys(made?.Properties ?? {});
    expect(names.filter((name) => /Login|Polic(y|ies)$|ManagedPolicyArns/.test(name))).toEqual([]);
  });

  it('has a key only where one is asked for outright, and nobody sees it', async () => {
    const made = await madeBy(iamUser, ['CreateResource', { name: 'u', accessKey: true }]);
    expect(made.map(({ Type }) => Type)).toEqual([
      'AWS::IAM::User',
      'AWS::IAM::AccessKey',
      'AWS::SecretsManager::Secret',
    ]);
    expect(JSON.stringify(made[2]?.Properties?.['SecretString'])).toContain('SecretAccessKey');
  });

  it.each<Tier>(['staging', 'production'])('never has a key in %s', async (tier) => {
    const asked = ['CreateResource', { name: 'u', accessKey: true }] as const;
    expect(await refusalOf(iamUser, asked, { tier })).toMatch(/^never-do: No access key is made/);
  });

  const rows: readonly (readonly [string, MutationType, TaskParameters, Answers, string])[] = [
    ['of this application', 'DeleteResource', { name: 'awscoworker-x' }, {}, 'never-do'],
    ['that exists', 'CreateResource', { name: 'u' }, user(), 'name-taken'],
    ['that is not there', 'DeleteResource', { name: 'u' }, {}, 'target-not-found'],
    ['that no stack of ours made', 'DeleteResource', { name: 'u' }, user(), 'no-route'],
    [
      'with a policy of its own',
      'CreateResource',
      { name: 'u', managedPolicies: ['ReadOnlyAccess'] },
      {},
      'no-route',
    ],
    ['in a group of nobody', 'CreateResource', { name: 'u', group: 'g' }, {}, 'target-not-found'],
    [
      "in somebody else's group",
      'CreateResource',
      { name: 'u', group: 'g' },
      { 'IAM.GetGroup': group('/') },
      'no-route',
    ],
    [
      'with a key that is made later',
      'UpdateResource',
      { name: 'u', accessKey: true },
      { ...user(), ...ourUser },
      'unsupported-task',
    ],
    [
      'of whom nothing is said',
      'UpdateResource',
      { name: 'u' },
      { ...user(), ...ourUser },
      'missing-field',
    ],
    [
      'who has a key from elsewhere',
      'DeleteResource',
      { name: 'u' },
      {
        ...user({ 'IAM.ListAccessKeys': answer({ AccessKeyMetadata: [{ AccessKeyId: 'AK1' }] }) }),
        ...ourUser,
      },
      'still-in-use',
    ],
    [
      'who has a password',
      'DeleteResource',
      { name: 'u' },
      {
        ...user({ 'IAM.GetLoginProfile': answer({ LoginProfile: { UserName: 'u' } }) }),
        ...ourUser,
      },
      'still-in-use',
    ],
    [
      'who is in a group from elsewhere',
      'DeleteResource',
      { name: 'u' },
      {
        ...user({ 'IAM.ListGroupsForUser': answer({ Groups: [{ GroupName: 'g' }] }) }),
        ...ourUser,
      },
      'still-in-use',
    ],
  ];

  it.each(rows)('%s is refused', async (_name, taskType, parameters, answers, code) => {
    expect(await refusalOf(iamUser, [taskType, parameters], { answers })).toMatch(
      new RegExp(`^${code}: `),
    );
  });

  it('comes into a group and leaves it by its own stack', async () => {
    const answers = { ...user(), ...ourUser, 'IAM.GetGroup': group('/coworker/') };
    const join = await madeBy(iamUser, ['UpdateResource', { name: 'u', group: 'g' }], { answers });
    expect(join[0]?.Properties?.['Groups']).toEqual(['g']);
    const left = await draft(
      iamUser,
      ['UpdateResource', { name: 'u', group: 'g', action: 'detach' }],
      { answers },
    );
    expect(left).toMatchObject({ ok: true, value: { steps: [] } });
  });
});

describe('a group', () => {
  it('is made under the path with the policies that are named', async () => {
    const answers = { 'IAM.GetPolicy': answer({ Policy: { Arn: `${AWS}ReadOnlyAccess` } }) };
    const asked = { name: 'g', managedPolicies: ['ReadOnlyAccess'] };
    const [made] = await madeBy(iamGroup, ['CreateResource', asked], { answers });
    expect(made?.Properties).toEqual({
      GroupName: 'g',
      Path: '/coworker/',
      ManagedPolicyArns: [`${AWS}ReadOnlyAccess`],
    });
  });

  const rows: readonly (readonly [string, MutationType, TaskParameters, Answers, string])[] = [
    [
      'of administrators',
      'CreateResource',
      { name: 'g', managedPolicies: ['AdministratorAccess'] },
      {},
      'never-do',
    ],
    ['that exists', 'CreateResource', { name: 'g' }, { 'IAM.GetGroup': group('/') }, 'name-taken'],
    [
      'that nobody here made',
      'DeleteResource',
      { name: 'g' },
      { 'IAM.GetGroup': group('/') },
      'no-route',
    ],
    [
      'that somebody is in',
      'DeleteResource',
      { name: 'g' },
      { 'IAM.GetGroup': group('/coworker/', ['dana', 'eve']), ...ourGroup },
      'still-in-use',
    ],
    [
      'that does not have the policy',
      'UpdateResource',
      { name: 'g', managedPolicies: ['ViewOnlyAccess'], action: 'detach' },
      {
        'IAM.GetGroup': group('/coworker/'),
        'IAM.GetPolicy': answer({ Policy: { Arn: `${AWS}ViewOnlyAccess` } }),
        ...ourGroup,
      },
      'target-not-found',
    ],
    [
      'of which nothing is said',
      'UpdateResource',
      { name: 'g' },
      { 'IAM.GetGroup': group('/coworker/'), ...ourGroup },
      'missing-field',
    ],
  ];

  it.each(rows)('%s is refused', async (_name, taskType, parameters, answers, code) => {
    expect(await refusalOf(iamGroup, [taskType, parameters], { answers })).toMatch(
      new RegExp(`^${code}: `),
    );
  });
});

describe('a managed policy', () => {
  const read = { name: 'p', permissions: 'read objects in acme-orders' };

  it('is made under the path with whole permissions on named things', async () => {
    const answers = { 'IAM.ListPolicies': answer({ Policies: [] }) };
    const [made] = await madeBy(managedPolicy, ['CreateResource', read], { answers });
    expect(made?.Properties).toMatchObject({
      ManagedPolicyName: 'p',
      Path: '/coworker/',
      PolicyDocument: {
        Statement: [{ Action: ['s3:GetObject'], Resource: ['arn:aws:s3:::acme-orders/*'] }],
      },
    });
  });

  const none = { 'IAM.ListPolicies': answer({ Policies: [] }) };
  const rows: readonly (readonly [string, MutationType, TaskParameters, Answers, string])[] = [
    ['of everything', 'CreateResource', { ...read, permissions: 'all actions' }, none, 'never-do'],
    ['of nothing', 'CreateResource', { name: 'p' }, none, 'missing-field'],
    [
      'of what can not be read',
      'CreateResource',
      { ...read, permissions: 'do what is needed' },
      none,
      'malformed-value',
    ],
    [
      'whose name is taken under any path',
      'CreateResource',
      { ...read, name: 'P' },
      { 'IAM.ListPolicies': policy, 'IAM.ListEntitiesForPolicy': holders([]) },
      'name-taken',
    ],
    [
      'that nobody here made',
      'DeleteResource',
      { name: 'p' },
      { 'IAM.ListPolicies': policy, 'IAM.ListEntitiesForPolicy': holders([]) },
      'no-route',
    ],
    [
      'that a role has',
      'DeleteResource',
      { name: 'p' },
      { 'IAM.ListPolicies': policy, 'IAM.ListEntitiesForPolicy': holders(['r']), ...ourPolicy },
      'still-in-use',
    ],
  ];

  it.each(rows)('%s is refused', async (_name, taskType, parameters, answers, code) => {
    expect(await refusalOf(managedPolicy, [taskType, parameters], { answers })).toMatch(
      new RegExp(`^${code}: `),
    );
  });
});

describe('the policies of a role', () => {
  const ourRole = {
    'IAM.GetRole': answer({ Role: { RoleName: 'r' } }),
    ...inOurStack('AWS::IAM::Role', 'r', {
      RoleName: 'r',
      ManagedPolicyArns: [`${AWS}AdministratorAccess`, `${AWS}ReadOnlyAccess`],
    }),
  };
  const known = (arn: string) => ({ 'IAM.GetPolicy': answer({ Policy: { Arn: arn } }) });

  it('stay when another comes', async () => {
    const answers = { ...ourRole, ...known(`${OWN}orders-read`) };
    const asked = { name: 'r', managedPolicies: ['orders-read'], action: 'attach' };
    const [made] = await madeBy(iamRole, ['UpdateResource', asked], { answers });
    expect(made?.Properties?.['ManagedPolicyArns']).toHaveLength(3);
  });

  it('of an administrator is taken away alone', async () => {
    const answers = { ...ourRole, ...known(`${AWS}AdministratorAccess`) };
    const asked = { name: 'r', managedPolicies: ['AdministratorAccess'], action: 'detach' };
    const [made] = await madeBy(iamRole, ['UpdateResource', asked], { answers });
    expect(made?.Properties?.['ManagedPolicyArns']).toEqual([`${AWS}ReadOnlyAccess`]);
  });
});
