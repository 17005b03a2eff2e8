import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  ExecuteChangeSetCommand,
} from '@aws-sdk/client-cloudformation';
import { describe, expect, it } from 'vitest';
import type { WireCall } from '../../sandbox/plugin.ts';
import type { StackSpec } from '../../sandbox/world-spec.ts';
import type { Company } from '../conversations/company.ts';
import { approveByDigest, driveIn, type Driven } from '../conversations/drive.ts';
import { plug } from '../sandbox/kit.ts';
import {
  approveShown,
  BUCKET,
  createDriver,
  executions,
  form,
  stateOf,
  template,
  writesOf,
} from './props.ts';

const drive = createDriver();
const DEV = '333333333333';
const NAME = 'acme-dev-use1-partner-statements';

/** Somebody with every right in the account, who acts behind our back. */
const byHand = (company: Company): CloudFormationClient =>
  plug(CloudFormationClient, company.world.plugin(), {
    credentials: company.world.credentialsOf('person-admin', DEV),
  });

const BUCKET_OF_ANOTHER = JSON.stringify({
  Resources: { Other: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'acme-dev-swapped' } } },
});

const operationOf = ({ commandName }: WireCall): string => commandName.replace(/Command$/, '');

const stackOf = ({ issue }: Driven, name = NAME): string => `aws-coworker-${issue}-${name}`;

const planIdOf = async (driven: Driven): Promise<string> => (await stateOf(driven))?.planId ?? '';

const made = async ({ company }: Driven): Promise<readonly string[]> => {
  const { stacks } = await company.world.snapshot();
  return stacks.flatMap((stack) => Object.values(stack.resources)).filter((id) => id !== '');
};

/** Approves, but stops before the deployer's job. */
const releaseOnly = async (driven: Driven): Promise<void> => {
  const { company } = driven;
  company.clock.pass(30_000);
  const line = `/approve ${await driven.digest()}`;
  const said = await company.github.comment('maintainer', driven.issue, line);
  await company.deliver(said.webhooks);
  await company.runOnly('delivery');
  await company.runOnly('release');
};

describe('execution, against the running application', () => {
  it('A49 a change set of the same name with another content is not executed', async () => {
    const driven = await drive(BUCKET);
    const { company } = driven;
    const client = byHand(company);
    const where = { StackName: stackOf(driven), ChangeSetName: `cw-${await planIdOf(driven)}` };
    await client.send(new DeleteChangeSetCommand(where));
    await client.send(
      new CreateChangeSetCommand({
        ...where,
        ChangeSetType: 'CREATE',
        TemplateBody: BUCKET_OF_ANOTHER,
      }),
    );
    await approveByDigest(driven);
    expect(await driven.said()).toMatch(/change-set-(stale|differs)/);
    expect(await executions(driven)).toBe(0);
    expect(await made(driven)).toEqual([]);
  });

  it.each([
    [
      'the template',
      'GetTemplate',
      (answer: object) => ({ ...answer, TemplateBody: BUCKET_OF_ANOTHER }),
    ],
    [
      'the tags',
      'DescribeChangeSet',
      (answer: object) => ({ ...answer, Tags: [{ Key: 'Owner', Value: 'x' }] }),
    ],
    ['the changes', 'DescribeChangeSet', (answer: object) => ({ ...answer, Changes: [] })],
    [
      'the capabilities',
      'DescribeChangeSet',
      (answer: object) => ({ ...answer, Capabilities: ['CAPABILITY_AUTO_EXPAND'] }),
    ],
    [
      'the parameters',
      'DescribeChangeSet',
      (answer: object) => ({ ...answer, Parameters: [{ ParameterKey: 'a', ParameterValue: 'b' }] }),
    ],
    [
      'nested stacks',
      'DescribeChangeSet',
      (answer: object) => ({
        ...answer,
        IncludeNestedStacks: true,
        ParentChangeSetId: 'arn:aws:x',
      }),
    ],
  ] as const)(
    'A49 A50 A52 %s differ from what was approved: nothing is executed',
    async (_, operation, change) => {
      let isArmed = false;
      const driven = await drive(BUCKET, {
        intercept: async (call, send) => {
          const answer = await send();
          return isArmed && operationOf(call) === operation ? change(answer as object) : answer;
        },
      });
      await releaseOnly(driven);
      isArmed = true;
      await driven.company.settle();
      expect(await driven.said()).toMatch(
        /change-set-(stale|differs)|stack-not-ready|aws-unreachable/,
      );
      expect(await executions(driven)).toBe(0);
    },
  );

  it('A50 a template of the repository that changes after the plan changes nothing of it', async () => {
    const driven = await drive({
      title: 'Inbox',
      body: 'Deploy the template `templates/inbox.yaml` as stack inbox-queue to athena-dev, us-east-1.',
    });
    await driven.company.github.push('developer', 'main', {
      'templates/inbox.yaml':
        'Resources:\n  Inbox:\n    Type: AWS::SQS::Queue\n    Properties:\n      QueueName: swapped\n',
    });
    await approveByDigest(driven);
    expect(await driven.said()).toMatch(/^## Done /m);
    expect((await made(driven)).join()).toContain('coworker-inbox');
    expect((await made(driven)).join()).not.toContain('swapped');
  });

  /** The answer to whoever approves what the review blocks. */
  const BLOCKED = 'Not done: `plan-blocked`';

  const hidden: readonly (readonly [name: string, template: string, code: string])[] = [
    [
      'A52 a nested stack',
      'Resources:\n  Inner:\n    Type: AWS::CloudFormation::Stack\n    Properties:\n      TemplateURL: https://x.s3.amazonaws.com/t',
      'template-unsupported',
    ],
    [
      'A52 a module',
      'Resources:\n  Inner:\n    Type: Acme::Own::Thing::MODULE',
      'template-unsupported',
    ],
    [
      'A52 a macro',
      'Transform: Acme\nResources:\n  Topic:\n    Type: AWS::SNS::Topic',
      'template-unsupported',
    ],
    [
      'A67 a custom resource',
      'Resources:\n  Seed:\n    Type: Custom::Seed\n    Properties:\n      ServiceToken: arn:aws:lambda:us-east-1:333333333333:function:seed',
      'template-unsupported',
    ],
    [
      'A67 a custom resource by its long name',
      'Resources:\n  Seed:\n    Type: AWS::CloudFormation::CustomResource\n    Properties:\n      ServiceToken: arn:aws:sns:us-east-1:333333333333:dev-alerts',
      'template-unsupported',
    ],
    [
      'A50 code of no fixed version',
      'Resources:\n  Run:\n    Type: AWS::Lambda::Function\n    Properties:\n      Handler: i.h\n      Runtime: nodejs20.x\n      Role: arn:aws:iam::333333333333:role/coworker/x\n      Code: {S3Bucket: acme-dev-use1-artifacts, S3Key: a.zip}',
      'template-unsupported',
    ],
    [
      'A62 a role for everybody',
      'Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      Path: /coworker/\n      PermissionsBoundary: arn:aws:iam::333333333333:policy/AwsCoworkerBoundary\n      AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: [{Effect: Allow, Principal: "*", Action: "sts:AssumeRole"}]}',
      BLOCKED,
    ],
    [
      'A62 a role that may do everything',
      'Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      Path: /coworker/\n      PermissionsBoundary: arn:aws:iam::333333333333:policy/AwsCoworkerBoundary\n      ManagedPolicyArns: [arn:aws:iam::aws:policy/AdministratorAccess]\n      AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]}',
      BLOCKED,
    ],
    [
      'A62 a role without a boundary',
      'Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      AssumeRolePolicyDocument: {Version: "2012-10-17", Statement: [{Effect: Allow, Principal: {Service: lambda.amazonaws.com}, Action: "sts:AssumeRole"}]}',
      'template-unsupported',
    ],
    [
      'A62 a bucket for everybody',
      'Resources:\n  P:\n    Type: AWS::S3::BucketPolicy\n    Properties:\n      Bucket: acme-dev-use1-reports\n      PolicyDocument: {Version: "2012-10-17", Statement: [{Effect: Allow, Principal: "*", Action: "s3:*", Resource: "*"}]}',
      BLOCKED,
    ],
    [
      'A62 SSH for the world',
      'Resources:\n  G:\n    Type: AWS::EC2::SecurityGroup\n    Properties:\n      GroupDescription: g\n      VpcId: vpc-0123456789abcdef0\n      GroupName: open-ssh\n      SecurityGroupIngress: [{IpProtocol: tcp, FromPort: 22, ToPort: 22, CidrIp: 0.0.0.0/0}]',
      BLOCKED,
    ],
    [
      'A63 a trail that does not log',
      'Resources:\n  T:\n    Type: AWS::CloudTrail::Trail\n    Properties: {IsLogging: false, S3BucketName: x}',
      'never-do',
    ],
    [
      'A63 a detector that is off',
      'Resources:\n  D:\n    Type: AWS::GuardDuty::Detector\n    Properties: {Enable: false}',
      'never-do',
    ],
    [
      'A64 a role of the application',
      'Resources:\n  R:\n    Type: AWS::IAM::Role\n    Properties:\n      RoleName: AwsCoworkerDeployer\n      AssumeRolePolicyDocument: {}',
      'never-do',
    ],
    [
      'A68 a NoEcho parameter',
      'Parameters:\n  Word: {Type: String, NoEcho: true}\nResources:\n  T:\n    Type: AWS::SNS::Topic',
      'no-echo-parameter',
    ],
    [
      'A68 a secret as a default',
      'Parameters:\n  DbPassword: {Type: String, Default: hunter2-Secret9}\nResources:\n  T:\n    Type: AWS::SNS::Topic',
      'secret-in-request',
    ],
  ];

  it.each(hidden)('%s in a given template is never executed', async (_, text, code) => {
    const driven = await drive(template(text));
    await approveShown(driven);
    expect(await driven.said()).toContain(code);
    expect(await driven.said()).not.toMatch(/^## Done /m);
    expect(await driven.said()).not.toContain('hunter2-Secret9');
    expect(await executions(driven)).toBe(0);
  });

  it.each([
    [
      'A63 CloudTrail',
      { title: 'Trail', body: 'Delete the CloudTrail trail org-trail in athena-dev, us-east-1.' },
    ],
    ['A64 the management account', form({ Account: 'zeus-management' })],
    ['A64 the management account by id', form({ Account: '111111111111' })],
    [
      'A64 the application’s own role',
      form({
        Service: 'IAM role',
        Name: 'AwsCoworkerDeployer',
        Details: 'For lambda.amazonaws.com.',
      }),
    ],
    ['A64 the tooling account', form({ Account: 'daedalus-tooling' })],
    [
      'A68 a secret in the text',
      form({ Details: 'The key is AKIAIOSFODNN7EXAMPLE, password: hunter2-Secret9' }),
    ],
  ])('%s is never a target: refused before anything changes', async (_, request) => {
    const driven = await drive(request);
    await driven.comment('maintainer', '/approve');
    expect(await driven.said()).toMatch(/never-do|management-account|placement|secret-in-request/);
    expect(await driven.said()).not.toMatch(/AKIAIOSFODNN7EXAMPLE|hunter2-Secret9/);
    expect(await writesOf(driven)).toEqual([]);
  });

  it('A53 A54 a stack that somebody changed after the plan is not changed again by it', async () => {
    const driven = await drive(BUCKET);
    await approveByDigest(driven);
    expect(await driven.said()).toMatch(/^## Done /m);
    const { company } = driven;
    company.clock.pass(60_000);
    const update = await driveIn(
      company,
      form({ 'Task type': 'UpdateResource', Details: 'Objects expire after 30 days.' }),
    );
    expect(await update.digest()).not.toBe('');
    const client = byHand(company);
    const hand = await client.send(
      new CreateChangeSetCommand({
        StackName: stackOf(driven),
        ChangeSetName: 'by-hand',
        ChangeSetType: 'UPDATE',
        TemplateBody: BUCKET_OF_ANOTHER,
      }),
    );
    company.clock.pass(5000);
    await client.send(new ExecuteChangeSetCommand({ ChangeSetName: hand.Id }));
    company.clock.pass(600_000);
    const before = await executions(driven);
    await approveByDigest(update);
    expect(await update.said()).toMatch(/change-set-(stale|differs)|stack-not-ready/);
    expect(await executions(driven)).toBe(before);
  });

  it('A54 of two plans for one stack the later one is stale once the first has run', async () => {
    const driven = await drive(BUCKET);
    await approveByDigest(driven);
    const { company } = driven;
    const ask = (days: number): Promise<Driven> =>
      driveIn(
        company,
        form({ 'Task type': 'UpdateResource', Details: `Objects expire after ${days} days.` }),
      );
    const first = await ask(30);
    const second = await ask(60);
    await approveByDigest(first);
    expect(await first.said()).toMatch(/^## Done /m);
    const before = await executions(driven);
    await approveByDigest(second);
    expect(await second.said()).toMatch(/change-set-(stale|differs)/);
    expect(await executions(driven)).toBe(before);
  });

  it('A55 a crash between the call and its receipt is resumed, and calls no second time', async () => {
    const driven = await drive(BUCKET);
    const { store } = driven.company.opened;
    const { append } = store;
    let crashes = 0;
    Object.assign(store, {
      append: async (entry: Parameters<typeof append>[0]) => {
        if (entry.kind === 'receipt' && crashes === 0) {
          crashes += 1;
          throw new Error('the process ended here');
        }
        return append(entry);
      },
    });
    await approveByDigest(driven);
    expect(crashes).toBe(1);
    expect(await driven.said()).toMatch(/^## Done /m);
    expect(await executions(driven)).toBe(1);
  });

  it('A56 an execute job that comes three times is one execution and one receipt', async () => {
    const driven = await drive(BUCKET);
    const { queue } = driven.company.opened;
    const handler = driven.company.app.handlers['execute'];
    await queue.work('execute', async (job) => {
      await handler?.(job);
      await handler?.(job);
      await queue.send(
        'release',
        Object.fromEntries(Object.entries(job).filter(([name]) => name !== 'releaseId')),
      );
    });
    await approveByDigest(driven);
    expect((await driven.said()).match(/^## Done /gm)).toHaveLength(1);
    expect(await executions(driven)).toBe(1);
  });

  it('A58 what does not fit one session policy is refused, never widened', async () => {
    const many = Array.from({ length: 24 }, (_, n) => {
      const name = `${'abcdefgh'[n % 8] ?? 'a'}${n}-${'x'.repeat(60)}`;
      return `  T${n}:\n    Type: AWS::SNS::Topic\n    Properties: {TopicName: ${name}}\n  Q${n}:\n    Type: AWS::SQS::Queue\n    Properties: {QueueName: ${name}}`;
    });
    const driven = await drive(template(`Resources:\n${many.join('\n')}`));
    expect(await driven.said()).toContain('session-policy-too-large');
    expect(await driven.digest()).toBe('');
    expect(await executions(driven)).toBe(0);
  });

  it('A59 every role is asked for with the external id and a name; every deploy with a policy', async () => {
    const asked: Readonly<Record<string, unknown>>[] = [];
    const driven = await drive(BUCKET, {
      intercept: (call, send) => {
        if (operationOf(call) === 'AssumeRole') asked.push(call.input as Record<string, unknown>);
        return send();
      },
    });
    await approveByDigest(driven);
    expect(asked.length).toBeGreaterThan(3);
    const { externalId } = driven.company.world;
    expect(asked.every((one) => one['ExternalId'] === externalId)).toBe(true);
    expect(asked.every((one) => typeof one['SourceIdentity'] === 'string')).toBe(true);
    const deploying = asked.filter((one) => /Deployer$|Operator$/.test(String(one['RoleArn'])));
    expect(deploying.length).toBeGreaterThan(0);
    expect(deploying.every((one) => String(one['Policy']).length <= 2048)).toBe(true);
    expect(deploying.every((one) => String(one['Policy']).length > 50)).toBe(true);
    const maintainer = driven.company.github.idOf('maintainer');
    expect(
      deploying.filter((one) => one['SourceIdentity'] !== `gh-${maintainer}-maintainer`),
    ).toEqual([]);
  });

  it('A60 a deployment that outlives its session is followed to its end, and begun once', async () => {
    const driven = await drive(BUCKET, { world: { seconds: { 'AWS::S3::BucketPolicy': 5000 } } });
    await approveByDigest(driven);
    expect(await driven.said()).toMatch(/^## Done in 1 h/m);
    expect(await executions(driven)).toBe(1);
    expect((await stateOf(driven))?.status).not.toBe('InProgress');
  });

  it.each(['first', 'deployer'])(
    'A61 a session that AWS says is in another account (%s) executes nothing',
    async (which) => {
      let seen = -1;
      const driven = await drive(BUCKET, {
        intercept: async (call, send) => {
          const answer = await send();
          if (seen < 0 || operationOf(call) !== 'GetCallerIdentity') return answer;
          seen += 1;
          const isWrong = which === 'first' || seen > 1;
          return isWrong ? { ...(answer as object), Account: '222222222222' } : answer;
        },
      });
      await releaseOnly(driven);
      seen = 0;
      await driven.company.settle();
      expect(await driven.said()).toMatch(
        /wrong-account|role-missing|missing-permission|aws-unreachable/,
      );
      expect(await executions(driven)).toBe(0);
    },
  );

  it('A65 a plan that loses more than may be lost at once is refused', async () => {
    const driven = await drive(BUCKET, {
      config: (config) => ({ ...config, caps: { ...config.caps, resourcesLostOrChanged: 1 } }),
    });
    await approveByDigest(driven);
    const before = await executions(driven);
    await driven.comment('maintainer', '/rollback');
    expect(await driven.said()).toContain('too-many-resources');
    expect(await executions(driven)).toBe(before);
  });

  /** So many topics of ours, each in a stack of its own; the world holds one more. */
  const topics = (count: number): StackSpec[] =>
    Array.from({ length: count }, (_, n) => ({
      account: DEV,
      region: 'us-east-1',
      name: `aws-coworker-${n + 50}-news-${n}`,
      template: {
        Resources: { News: { Type: 'AWS::SNS::Topic', Properties: { TopicName: `news-${n}` } } },
      },
      tags: { CoworkerManaged: 'true', CoworkerIssue: `acme/platform/issues/${n + 50}` },
    }));

  const TWO_GO = {
    title: 'Old topics',
    body: 'In athena-dev, us-east-1:\n\n1. delete the SNS topic news-0\n2. delete the SNS topic news-1',
  };
  const away = { client: 'CloudControl', operation: 'ListResources' };
  const DENIED = { name: 'AccessDeniedException', httpStatus: 403, message: 'no' };

  it.each([
    ['is planned where they are a fifth', topics(9), [], /^## Plan /m],
    ['is refused where they are more', topics(8), [], /too-many-resources.*2 of 9 /s],
    [
      'is refused where AWS does not say how many there are',
      topics(10),
      [{ match: away, error: DENIED }],
      /too-many-resources.*does not say how many/s,
    ],
  ])('A65 the loss of one in each of two stacks %s', async (_, stacks, failures, expected) => {
    const driven = await drive(TWO_GO, { world: { stacks, failures } });
    expect(await driven.said()).toMatch(expected);
  });

  it('A69 a rollback that fails is told, left alone, and holds the stack', async () => {
    const denied = { name: 'InternalFailure', httpStatus: 500, message: 'no' };
    const other = await drive(BUCKET, {
      world: {
        failures: [
          { match: { type: 'AWS::S3::BucketPolicy', operation: 'create' }, error: denied },
          { match: { type: 'AWS::S3::Bucket', operation: 'delete' }, error: denied },
        ],
      },
    });
    await approveByDigest(other);
    expect(await other.said()).toMatch(/^## Failed after/m);
    expect(await other.said()).toContain('ROLLBACK_FAILED');
    expect(await other.said()).toContain('somewhere between');
    const calls = (await writesOf(other)).map(({ action }) => action);
    expect(
      calls.filter((action) => /ContinueUpdateRollback|ExecuteChangeSet/.test(action)),
    ).toEqual(['cloudformation:ExecuteChangeSet']);
    await other.comment('requester', '/plan');
    expect((await other.bodies())[0]).toMatch(/stack-not-ready|name-taken/);
    expect(await executions(other)).toBe(1);
  });
});

describe('locks and floors, against the running application', () => {
  it('A86 a redemption that can not be read or written executes nothing', async () => {
    const driven = await drive(BUCKET);
    const { store } = driven.company.opened;
    Object.assign(store, { redeem: () => Promise.reject(new Error('the lock can not be read')) });
    await approveByDigest(driven);
    expect(await executions(driven)).toBe(0);
    expect(await driven.said()).toContain('internal-error');
  });

  it('A86 a lock whose holder can not be read is taken for held: nothing is executed', async () => {
    const driven = await drive(BUCKET);
    await releaseOnly(driven);
    Object.assign(driven.company.opened.store, {
      redeem: () => Promise.resolve(false),
      readRedemption: () => Promise.reject(new Error('the lock can not be read')),
    });
    await driven.company.settle();
    expect(await executions(driven)).toBe(0);
    expect((await driven.bodies()).at(-1)).toContain('internal-error');
  });

  it('A86 a release whose plan another release used up ends by name, and calls nothing', async () => {
    const driven = await drive(BUCKET);
    await releaseOnly(driven);
    const { store } = driven.company.opened;
    const planId = (await stateOf(driven))?.planId;
    if (planId === undefined) throw new Error('no plan');
    const approvalIds = (await store.listApprovals(planId)).map((one) => one.approvalId);
    await store.insertRelease({ releaseId: 'thief', planId, approvalIds, token: 'ghs_1' });
    expect(await store.redeem(planId, 'thief')).toBe(true);
    await driven.company.settle();
    expect(await executions(driven)).toBe(0);
    expect((await driven.bodies()).at(-1)).toContain('Not done: `already-redeemed`');
    expect(await driven.said()).not.toMatch(/^## Done /m);
    await driven.comment('maintainer', '/plan');
    await approveByDigest(driven);
    expect((await driven.bodies()).at(-1)).toMatch(/^## Done /m);
    expect(await executions(driven)).toBe(1);
  });

  it('A86 two releases of one plan are one execution and one end that is told', async () => {
    const driven = await drive(BUCKET);
    const { company } = driven;
    await releaseOnly(driven);
    const planId = (await stateOf(driven))?.planId;
    if (planId === undefined) throw new Error('no plan');
    const job = {
      ...(await stateOf(driven))?.ref,
      installationId: 77,
      planId,
      releaseId: 'another',
    };
    await company.opened.queue.send('release', job, { id: 'another-release' });
    await company.runOnly('release');
    await company.settle();
    expect(await executions(driven)).toBe(1);
    expect(company.logged()).toMatch(/a second release of a plan is left alone|was used already/);
    expect((await driven.bodies()).at(-1)).toMatch(/^## Done /m);
    expect(await driven.said()).not.toContain('already-redeemed');
  });

  it('A88 nothing in the repository loosens what configuration says', async () => {
    const loose =
      'approvers:\n  roles: [read, write, triage]\nselfApproval: true\nvalidHours: 999\n';
    const driven = await drive(BUCKET, {
      files: {
        'config/approvals.yml': loose,
        '.github/aws-coworker.yml': loose,
        'config/policies.yml': 'caps:\n  resourcesLostOrChanged: 9999\n',
        'skills/aws/s3/baseline.yml': 'items: []\n',
      },
    });
    await driven.comment('developer', `/approve ${await driven.digest()}`);
    expect(await driven.said()).toContain('may-not-approve');
    expect(await executions(driven)).toBe(0);
    const read = driven.company.github.requests.map(({ path }) => path);
    expect(read.filter((path) => /contents\/(config|skills|\.github\/aws)/.test(path))).toEqual([]);
  });
});
