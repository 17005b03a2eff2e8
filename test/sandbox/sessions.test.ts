import {
  CreateChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
} from '@aws-sdk/client-cloudformation';
import { EC2Client, TerminateInstancesCommand } from '@aws-sdk/client-ec2';
import {
  CreateRoleCommand,
  IAMClient,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateFunctionCommand, GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  DeleteBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  STSClient,
  type AssumeRoleCommandInput,
} from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { decide } from '../../sandbox/iam/authorize.ts';
import { policy } from '../../sandbox/iam/policy.ts';
import { openSession } from '../../sandbox/iam/sessions.ts';
import { initialState } from '../../sandbox/setup.ts';
import {
  admin,
  assume,
  bucket,
  cfn,
  clientOf,
  deployer,
  DEV,
  preview,
  previewer,
  PROD,
  reader,
  refusalOf,
  roleArn,
  sessionRead,
  stage,
  STAGING,
  template,
  virtualClock,
} from './kit.ts';

const BODY = template({ Data: bucket({ BucketName: 'acme-dev-use1-new' }) });

type Asked = Partial<AssumeRoleCommandInput> & { readonly RoleArn: string };

const DEPLOYER: Asked = {
  RoleArn: roleArn(DEV, 'AwsCoworkerDeployer'),
  Tags: [{ Key: 'cw-changeset', Value: 'cw-1' }],
};
const READER: Asked = { RoleArn: roleArn(DEV, 'AwsCoworkerReader') };

const statement = (size: number): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:CreateBucket', Resource: `arn:aws:s3:::${'a'.repeat(size)}` },
    ],
  });

/** A text that no packing makes shorter. */
const noise = (length: number): string => {
  let seed = 7;
  return Array.from({ length }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'.charAt(seed % 62);
  }).join('');
};

describe('AssumeRole', () => {
  it('S1 a session has the role, the name and the identity that were asked for', async () => {
    const at = stage();
    const keys = await assume(at, 'aws-coworker-deployer', DEPLOYER);
    const sts = clientOf(at, STSClient, { credentials: keys });
    expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(
      `arn:aws:sts::${DEV}:assumed-role/AwsCoworkerDeployer/session-1`,
    );
    await cfn(at, keys).send(new DescribeStacksCommand({}));
    expect(at.world.calls.at(-1)?.sourceIdentity).toBe('gh-42-ada');
  });

  const refused: readonly (readonly [string, 'reader' | 'deployer', Asked, string])[] = [
    ['S2 without the external id', 'reader', { ...READER, ExternalId: undefined }, 'AccessDenied'],
    ['S2 with another external id', 'reader', { ...READER, ExternalId: 'guess' }, 'AccessDenied'],
    [
      'S2 without a source identity',
      'reader',
      { ...READER, SourceIdentity: undefined },
      'AccessDenied',
    ],
    [
      'S2 with another source identity',
      'reader',
      { ...READER, SourceIdentity: 'gh-1-eve' },
      'AccessDenied',
    ],
    [
      'S2 a reader with a session tag',
      'reader',
      { ...READER, Tags: [{ Key: 'a', Value: 'b' }] },
      'AccessDenied',
    ],
    ['S2 a deployer without a tag', 'deployer', { ...DEPLOYER, Tags: undefined }, 'AccessDenied'],
    [
      'S2 a deployer with another tag',
      'deployer',
      { ...DEPLOYER, Tags: [{ Key: 'x', Value: 'y' }] },
      'AccessDenied',
    ],
    [
      'S2 a deployer named like a reader',
      'deployer',
      { ...DEPLOYER, SourceIdentity: 'aws-coworker' },
      'AccessDenied',
    ],
    [
      'S2 a role that is not there',
      'reader',
      { RoleArn: roleArn(DEV, 'NoSuchRole') },
      'AccessDenied',
    ],
    ['S3 for more than an hour', 'reader', { ...READER, DurationSeconds: 3601 }, 'ValidationError'],
    [
      'S3 for less than 15 minutes',
      'reader',
      { ...READER, DurationSeconds: 899 },
      'ValidationError',
    ],
    [
      'S4 an inline policy of more than 2,048 characters',
      'deployer',
      { ...DEPLOYER, Policy: statement(2000) },
      'ValidationError',
    ],
    [
      'S4 a policy that does not pack',
      'deployer',
      { ...DEPLOYER, Policy: statement(10).replace('aaaa', noise(1900)) },
      'PackedPolicyTooLarge',
    ],
    [
      'S4 eleven managed policies',
      'deployer',
      { ...DEPLOYER, PolicyArns: Array.from({ length: 11 }, () => ({ arn: sessionRead(DEV) })) },
      'ValidationError',
    ],
    [
      'S4 a managed policy of another account',
      'deployer',
      { ...DEPLOYER, PolicyArns: [{ arn: sessionRead(PROD) }] },
      'MalformedPolicyDocument',
    ],
    [
      'S5 a policy that is not JSON',
      'deployer',
      { ...DEPLOYER, Policy: '{' },
      'MalformedPolicyDocument',
    ],
    [
      'S5 a policy that is none',
      'deployer',
      { ...DEPLOYER, Policy: '{"Statement":[{"Effect":"Maybe"}]}' },
      'MalformedPolicyDocument',
    ],
    [
      'S6 a source identity with a space',
      'deployer',
      { ...DEPLOYER, SourceIdentity: 'gh-1 eve' },
      'ValidationError',
    ],
    [
      'S6 a source identity of one letter',
      'deployer',
      { ...DEPLOYER, SourceIdentity: 'g' },
      'AccessDenied',
    ],
    [
      'S6 a session name with a slash',
      'reader',
      { ...READER, RoleSessionName: 'a/b' },
      'ValidationError',
    ],
    [
      'S7 a tag value with a hash',
      'deployer',
      { ...DEPLOYER, Tags: [{ Key: 'cw-changeset', Value: 'cw#1' }] },
      'ValidationError',
    ],
    [
      'S7 a tag value of 257 characters',
      'deployer',
      { ...DEPLOYER, Tags: [{ Key: 'cw-changeset', Value: 'c'.repeat(257) }] },
      'ValidationError',
    ],
  ];
  it.each(refused)('%s is refused', async (_name, worker, input, error) => {
    const refusal = await refusalOf(assume(stage(), `aws-coworker-${worker}`, input));
    expect(refusal.name).toBe(error);
  });

  it('S8 a source identity stays for the next role and can not be changed', async () => {
    const at = stage();
    const first = await assume(at, 'aws-coworker-deployer', DEPLOYER);
    const sts = clientOf(at, STSClient, { credentials: first });
    const refusal = await refusalOf(
      sts.send(
        new AssumeRoleCommand({
          RoleArn: roleArn(DEV, 'AwsCoworkerReader'),
          RoleSessionName: 'again',
          SourceIdentity: 'aws-coworker',
          ExternalId: at.world.externalId,
        }),
      ),
    );
    expect(refusal.name).toBe('AccessDenied');
  });

  it('S9 credentials that are unknown or an hour old are refused', async () => {
    const at = stage();
    const keys = await reader(at);
    const call = (credentials: unknown): Promise<unknown> =>
      clientOf(at, STSClient, { credentials }).send(new GetCallerIdentityCommand({}));
    expect((await refusalOf(call({ ...keys, sessionToken: 'forged' }))).name).toBe(
      'InvalidClientTokenId',
    );
    const forged = { ...keys, secretAccessKey: 'guess' };
    expect((await refusalOf(call(forged))).name).toBe('SignatureDoesNotMatch');
    await at.clock.sleep(3_599_999);
    await call(keys);
    await at.clock.sleep(1);
    expect((await refusalOf(call(keys))).name).toBe('ExpiredToken');
  });
});

describe('isolation', () => {
  it('I1 the reader identity can not become the deployer or the operator', async () => {
    for (const role of ['AwsCoworkerDeployer', 'AwsCoworkerOperator']) {
      const input = { ...DEPLOYER, RoleArn: roleArn(DEV, role), SourceIdentity: 'gh-42-ada' };
      const refusal = await refusalOf(assume(stage(), 'aws-coworker-reader', input));
      expect(refusal.name).toBe('AccessDenied');
      expect(refusal.message).toContain('is not authorized to perform: sts:AssumeRole');
    }
  });

  it('I1 the deployer identity can not become the reader', async () => {
    const input = { ...READER, SourceIdentity: 'aws-coworker' };
    expect((await refusalOf(assume(stage(), 'aws-coworker-deployer', input))).name).toBe(
      'AccessDenied',
    );
  });

  it('I2 the previewer can not execute or delete', async () => {
    const at = stage();
    const client = cfn(at, await previewer(at));
    const { id } = await preview(at, client, { TemplateBody: BODY });
    const refusal = await refusalOf(
      client.send(new ExecuteChangeSetCommand({ ChangeSetName: id })),
    );
    expect(refusal.name).toBe('AccessDenied');
    expect(refusal.message).toContain('cloudformation:ExecuteChangeSet');
    expect(refusal.message).toContain('with an explicit deny in an identity-based policy');
  });

  it('I2 the previewer can not name a service role', async () => {
    const at = stage();
    const refusal = await refusalOf(
      preview(at, cfn(at, await previewer(at)), {
        TemplateBody: BODY,
        RoleARN: roleArn(DEV, 'ci-deploy-dev'),
      }),
    );
    expect(refusal.name).toBe('AccessDenied');
  });

  it('I3 a deployer without a session policy makes no change set', async () => {
    const at = stage();
    const client = cfn(at, await deployer(at, 'cw-1', null));
    const refusal = await refusalOf(
      client.send(
        new CreateChangeSetCommand({
          StackName: 'aws-coworker-1-s',
          ChangeSetName: 'c',
          TemplateBody: BODY,
        }),
      ),
    );
    expect(refusal.message).toContain('cloudformation:CreateChangeSet');
    expect(refusal.name).toBe('AccessDenied');
  });

  it('I3 a deployer without a session policy executes only what it is tagged for', async () => {
    const at = stage();
    const { id } = await preview(at, cfn(at, await previewer(at)), { TemplateBody: BODY });
    const execute = async (tag: string): Promise<unknown> =>
      cfn(at, await deployer(at, tag, null)).send(
        new ExecuteChangeSetCommand({ ChangeSetName: id }),
      );
    expect((await refusalOf(execute('cw-2'))).name).toBe('AccessDenied');
    expect((await refusalOf(execute('cw'))).name).toBe('AccessDenied');
    await execute('cw-1');
  });

  type Direct = readonly [
    string,
    (at: ReturnType<typeof stage>, keys: unknown) => Promise<unknown>,
  ];
  const DIRECT: readonly Direct[] = [
    [
      'I4 delete a bucket',
      (at, keys) =>
        clientOf(at, S3Client, { credentials: keys }).send(
          new DeleteBucketCommand({ Bucket: 'acme-dev-use1-reports' }),
        ),
    ],
    [
      'I4 open a bucket',
      (at, keys) =>
        clientOf(at, S3Client, { credentials: keys }).send(
          new PutBucketPolicyCommand({ Bucket: 'acme-dev-use1-reports', Policy: '{}' }),
        ),
    ],
    [
      'I4 list the buckets',
      (at, keys) => clientOf(at, S3Client, { credentials: keys }).send(new ListBucketsCommand({})),
    ],
    [
      'I4 list another bucket',
      (at, keys) =>
        clientOf(at, S3Client, { credentials: keys }).send(
          new ListObjectsV2Command({ Bucket: 'acme-dev-use1-reports' }),
        ),
    ],
    [
      'I4 terminate an instance',
      (at, keys) =>
        clientOf(at, EC2Client, { credentials: keys }).send(
          new TerminateInstancesCommand({ InstanceIds: ['i-0a11b22c33d44e55f'] }),
        ),
    ],
    [
      'I5 change its own role',
      (at, keys) =>
        clientOf(at, IAMClient, { credentials: keys }).send(
          new PutRolePolicyCommand({
            RoleName: 'AwsCoworkerDeployer',
            PolicyName: 'p',
            PolicyDocument: '{}',
          }),
        ),
    ],
    [
      'I5 change who may assume it',
      (at, keys) =>
        clientOf(at, IAMClient, { credentials: keys }).send(
          new UpdateAssumeRolePolicyCommand({
            RoleName: 'AwsCoworkerDeployer',
            PolicyDocument: '{}',
          }),
        ),
    ],
    [
      'I5 make a role',
      (at, keys) =>
        clientOf(at, IAMClient, { credentials: keys }).send(
          new CreateRoleCommand({
            RoleName: 'mine',
            Path: '/coworker/',
            AssumeRolePolicyDocument: '{}',
          }),
        ),
    ],
    [
      'I5 pass a role',
      (at, keys) =>
        clientOf(at, LambdaClient, { credentials: keys }).send(
          new CreateFunctionCommand({
            FunctionName: 'f',
            Role: roleArn(DEV, 'ci-deploy-dev'),
            Code: {},
          }),
        ),
    ],
  ];
  it.each(DIRECT)(
    '%s: no deploy session may, with or without a session policy',
    async (_name, call) => {
      const at = stage();
      for (const given of [null, undefined] as const) {
        const refusal = await refusalOf(call(at, await deployer(at, 'cw-1', given)));
        expect(refusal.name).toMatch(/AccessDenied|UnauthorizedOperation/);
        expect(refusal.message).toContain('is not authorized to perform');
      }
    },
  );

  it.each([
    ['staging', STAGING],
    ['production', PROD],
    ['management', '111111111111'],
    ['security', '777777777777'],
  ])(
    'I6 no session can change a resource in %s: there is no role to become',
    async (_tier, account) => {
      const at = stage();
      for (const role of ['AwsCoworkerDeployer', 'AwsCoworkerOperator']) {
        const input = { ...DEPLOYER, RoleArn: roleArn(account, role) };
        expect((await refusalOf(assume(at, 'aws-coworker-deployer', input))).name).toBe(
          'AccessDenied',
        );
      }
      for (const keys of [await reader(at, account), await previewer(at, account)]) {
        const s3 = clientOf(at, S3Client, { credentials: keys });
        const refusal = await refusalOf(
          s3.send(new DeleteBucketCommand({ Bucket: 'acme-dev-use1-reports' })),
        );
        expect(refusal.name).toBe('AccessDenied');
      }
    },
  );

  it('I7 the reader gets no signed address of code', async () => {
    const at = stage();
    const lambda = clientOf(at, LambdaClient, { credentials: await reader(at) });
    const refusal = await refusalOf(
      lambda.send(new GetFunctionCommand({ FunctionName: 'thumbnailer' })),
    );
    expect(refusal.name).toBe('AccessDeniedException');
  });

  it('I8 our roles are read-only even for an administrator of the account', async () => {
    const at = stage();
    const iam = clientOf(at, IAMClient, { credentials: admin(at) });
    const refusal = await refusalOf(
      iam.send(
        new PutRolePolicyCommand({
          RoleName: 'AwsCoworkerDeployer',
          PolicyName: 'p',
          PolicyDocument: '{}',
        }),
      ),
    );
    expect(refusal.message).toContain('with an explicit deny in a service control policy');
  });
});

describe('which policy decides', () => {
  const ALL = policy({ Effect: 'Allow', Action: '*', Resource: '*' });
  const NONE = policy({ Effect: 'Allow', Action: 'ec2:DescribeRegions', Resource: '*' });
  const DENY = policy(
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: 's3:CreateBucket', Resource: '*' },
  );
  const rows = [
    ['A1 everything allows', { identity: ALL }, ''],
    [
      'A2 the identity does not',
      { identity: NONE },
      'because no identity-based policy allows the s3:CreateBucket action',
    ],
    [
      'A2 the identity denies',
      { identity: DENY },
      'with an explicit deny in an identity-based policy',
    ],
    [
      'A3 the session does not',
      { identity: ALL, session: NONE },
      'because no session policy allows the s3:CreateBucket action',
    ],
    [
      'A3 the session denies',
      { identity: ALL, session: DENY },
      'with an explicit deny in a session policy',
    ],
    [
      'A3 a session never widens',
      { identity: NONE, session: ALL },
      'because no identity-based policy allows the s3:CreateBucket action',
    ],
    [
      'A4 the boundary does not',
      { identity: ALL, boundary: NONE },
      'because no permissions boundary allows the s3:CreateBucket action',
    ],
    [
      'A4 the boundary denies',
      { identity: ALL, boundary: DENY },
      'with an explicit deny in a permissions boundary',
    ],
    [
      'A5 a service control policy denies',
      { identity: ALL, scp: DENY },
      'with an explicit deny in a service control policy',
    ],
  ] as const;
  it.each(rows)('%s', async (_name, given, expected) => {
    const layers: Partial<Record<'identity' | 'session' | 'boundary' | 'scp', typeof ALL>> = given;
    const scps =
      layers.scp === undefined ? [] : [{ target: 'Workloads', name: 'x', policy: layers.scp }];
    const state = initialState({ scps }, virtualClock());
    const session = openSession(state, {
      accountId: DEV,
      role: {
        name: 'r',
        arn: roleArn(DEV, 'r'),
        trust: ALL,
        policies: [{ name: 'p', policy: layers.identity ?? ALL }],
        ...(layers.boundary === undefined ? {} : { boundary: layers.boundary }),
      },
      sessionName: 's',
      seconds: 3600,
      isChained: true,
      tags: {},
      ...(layers.session === undefined ? {} : { policy: layers.session }),
    });
    const caller = { session, region: 'us-east-1', via: 'direct' as const };
    const demand = { action: 's3:CreateBucket', resource: 'arn:aws:s3:::any-bucket' };
    expect(await decide(state, caller, demand)).toBe(expected);
  });

  it('A6 another account is out of reach without a policy on the resource', async () => {
    const state = initialState({}, virtualClock());
    const role = state.accounts.get(DEV)?.roles.get('person-admin');
    if (role === undefined) throw new Error('no administrator');
    const session = openSession(state, {
      accountId: DEV,
      role,
      sessionName: 's',
      seconds: 3600,
      isChained: false,
      tags: {},
    });
    const reason = await decide(
      state,
      { session, region: 'us-east-1', via: 'direct' },
      { action: 's3:CreateBucket', resource: 'arn:aws:s3:::theirs', accountId: PROD },
    );
    expect(reason).toBe('because no resource-based policy allows the s3:CreateBucket action');
  });
});
