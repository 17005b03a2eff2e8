import { describe, expect, it } from 'vitest';
import type { DeployDraft } from '../../src/plan/step.ts';
import { lambdaFunction as service } from '../../src/services/lambda-function/index.ts';
import { siblingsOf } from '../../src/services/task-order/siblings.ts';
import type { MutationTask, TaskParameters } from '../../src/task/aws-task.ts';
import { taskId } from '../../src/task/ids.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import { answer, contextFor, DEV, readerOf, task, type Answers } from './samples.ts';

const CODE = 's3://acme-artifacts/csv/1.4.0.zip';
const LEAST = { name: 'csv-splitter', runtime: 'python3.13', handler: 'app.handler', code: CODE };
const BOUNDARY = `arn:aws:iam::${DEV}:policy/AwsCoworkerBoundary`;

const versions = (...rows: readonly object[]): Answers => ({
  'S3.ListObjectVersions': answer({ Versions: rows }),
});
const LATEST = versions({ Key: 'csv/1.4.0.zip', VersionId: 'v7', IsLatest: true });

const role = (more: object = {}): Answers => ({
  'IAM.GetRole': answer({
    Role: {
      RoleName: 'exec',
      Arn: `arn:aws:iam::${DEV}:role/coworker/exec`,
      Path: '/coworker/',
      AssumeRolePolicyDocument: '%7B%22Service%22%3A%22lambda.amazonaws.com%22%7D',
      PermissionsBoundary: { PermissionsBoundaryArn: BOUNDARY },
      ...more,
    },
  }),
});

interface Given {
  readonly answers?: Answers;
  readonly tier?: Tier;
  readonly skipped?: readonly string[];
  readonly task?: Partial<MutationTask>;
}

const draft = async (parameters: TaskParameters, given: Given = {}) => {
  const { answers = LATEST, tier = 'development', skipped = [] } = given;
  const context = contextFor(task('AWS::Lambda::Function', parameters, given.task), {
    tier,
    skipped,
  });
  const reader = readerOf(answers);
  const facts = await service.readFacts(context, reader);
  return { decided: service.draft(context, facts), calls: reader.calls };
};

const deployOf = async (...given: Parameters<typeof draft>): Promise<DeployDraft> => {
  const { decided } = await draft(...given);
  if (!decided.ok) throw new Error(decided.refusal.because);
  const step = decided.value.steps[0];
  if (step?.kind !== 'deploy') throw new Error('no deploy step');
  return step;
};

const refusalOf = async (...given: Parameters<typeof draft>): Promise<string> => {
  const { decided } = await draft(...given);
  return decided.ok ? 'planned' : `${decided.refusal.code}: ${decided.refusal.because}`;
};

const typesOf = (step: DeployDraft): readonly string[] =>
  Object.values(step.template.Resources)
    .map((one) => one.Type)
    .toSorted();

const propertiesOf = (step: DeployDraft, id: string): JsonObject =>
  step.template.Resources[id]?.Properties ?? {};

describe('a new function', () => {
  it('has a role of its own, a log group with a retention, and code of one version', async () => {
    const step = await deployOf(LEAST, { tier: 'sandbox' });
    expect(typesOf(step)).toEqual([
      'AWS::IAM::Role',
      'AWS::Lambda::Function',
      'AWS::Logs::LogGroup',
    ]);
    expect(propertiesOf(step, 'CsvSplitterFunction')).toMatchObject({
      Code: { S3Bucket: 'acme-artifacts', S3Key: 'csv/1.4.0.zip', S3ObjectVersion: 'v7' },
      Timeout: 30,
      MemorySize: 256,
      Role: { 'Fn::GetAtt': ['CsvSplitterRole', 'Arn'] },
    });
    expect(propertiesOf(step, 'CsvSplitterLogs')).toMatchObject({
      LogGroupName: '/aws/lambda/csv-splitter',
      RetentionInDays: 30,
    });
    expect(step.capabilities).toEqual(['CAPABILITY_IAM']);
  });

  it('A62 its role is bounded and writes to its own log only', async () => {
    const properties = propertiesOf(await deployOf(LEAST, { tier: 'sandbox' }), 'CsvSplitterRole');
    expect(properties).toMatchObject({ Path: '/coworker/', PermissionsBoundary: BOUNDARY });
    expect(JSON.stringify(properties['Policies'])).toBe(
      JSON.stringify([
        {
          PolicyName: 'function',
          PolicyDocument: {
            Version: '2012-10-17',
            Statement: [
              {
                Sid: 'OwnLogs',
                Effect: 'Allow',
                Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
                Resource: `arn:aws:logs:us-east-1:${DEV}:log-group:/aws/lambda/csv-splitter:*`,
              },
            ],
          },
        },
      ]),
    );
  });

  it.each<readonly [string, Tier, readonly string[], readonly string[]]>([
    ['sandbox adds nothing', 'sandbox', [], []],
    ['development adds a queue for failed events', 'development', [], ['AWS::SQS::Queue']],
    ['unless it is skipped', 'development', ['LAMBDA-06'], []],
    [
      'production adds alarms, an alias and a metric',
      'production',
      [],
      ['AWS::CloudWatch::Alarm', 'AWS::Lambda::Alias', 'AWS::Logs::MetricFilter'],
    ],
  ])('%s', async (_, tier, skipped, expected) => {
    const base = ['AWS::IAM::Role', 'AWS::Lambda::Function', 'AWS::Logs::LogGroup'];
    const types = typesOf(await deployOf(LEAST, { tier, skipped }));
    expect(expected.filter((type) => !types.includes(type))).toEqual([]);
    if (tier !== 'production') expect(types).toEqual([...base, ...expected].toSorted());
  });

  it('is traced from development up, unless the request says no', async () => {
    const traced = await deployOf(LEAST);
    const plain = await deployOf({ ...LEAST, tracing: false });
    expect(propertiesOf(traced, 'CsvSplitterFunction')['TracingConfig']).toEqual({
      Mode: 'Active',
    });
    expect(JSON.stringify(propertiesOf(traced, 'CsvSplitterRole'))).toContain('ReasonXRay');
    expect(propertiesOf(plain, 'CsvSplitterFunction')['TracingConfig']).toEqual({
      Mode: 'PassThrough',
    });
  });

  it('leaves a log group that is there already, and says so', async () => {
    const answers: Answers = {
      ...LATEST,
      'CloudWatchLogs.DescribeLogGroups': answer({
        logGroups: [{ logGroupName: '/aws/lambda/csv-splitter' }],
      }),
    };
    expect(typesOf(await deployOf(LEAST, { answers, tier: 'sandbox' }))).toEqual([
      'AWS::IAM::Role',
      'AWS::Lambda::Function',
    ]);
    const { decided } = await draft(LEAST, { answers });
    expect(decided.ok && decided.value.deviations[0]?.planned).toContain('as it is');
  });

  it('takes a role that exists under the path and the boundary', async () => {
    const step = await deployOf({ ...LEAST, role: 'exec' }, { answers: { ...LATEST, ...role() } });
    expect(propertiesOf(step, 'CsvSplitterFunction')['Role']).toBe(
      `arn:aws:iam::${DEV}:role/coworker/exec`,
    );
    expect(typesOf(step)).not.toContain('AWS::IAM::Role');
  });

  it('takes a role that another task of the issue makes', async () => {
    const named = task('AWS::Lambda::Function', { ...LEAST, role: 'fx-exec' });
    const roleTask = task('AWS::IAM::Role', { name: 'fx-exec' }, { id: taskId(2) });
    const context = contextFor(named);
    const facts = await service.readFacts(context, readerOf(LATEST));
    const siblings = siblingsOf(named, [named, roleTask], new Map());
    const decided = service.draft({ ...context, siblings }, facts);
    const step = decided.ok ? decided.value.steps[0] : undefined;
    expect(step?.kind === 'deploy' && propertiesOf(step, 'CsvSplitterFunction')['Role']).toBe(
      `arn:aws:iam::${DEV}:role/coworker/fx-exec`,
    );
  });

  it('A50 looks at one version of one object and lists nothing else', async () => {
    const { calls } = await draft(LEAST);
    expect(calls.filter((call) => call.client === 'S3').map((call) => call.input)).toEqual([
      { Bucket: 'acme-artifacts', Prefix: 'csv/1.4.0.zip', MaxKeys: 1 },
    ]);
    const given = await draft({ ...LEAST, code: `${CODE}?versionId=abc` });
    expect(given.calls.filter((call) => call.client === 'S3')).toEqual([]);
  });
});

describe('a function is refused', () => {
  it.each<readonly [string, TaskParameters, Answers, RegExp]>([
    ['without code', { code: '' }, {}, /^missing-field: The code of a function is a package/],
    ['with code from elsewhere', { code: 'https://x/y.zip' }, {}, /^malformed-value/],
    ['when there is no such object', {}, versions(), /^target-not-found: There is no object/],
    [
      'when a longer key begins alike',
      {},
      versions({ Key: 'csv/1.4.0.zip.bak', VersionId: 'v', IsLatest: true }),
      /^target-not-found/,
    ],
    [
      'when the object was deleted',
      {},
      versions({ Key: 'csv/1.4.0.zip', VersionId: 'v6', IsLatest: false }),
      /^target-not-found/,
    ],
    [
      'A50 when the bucket keeps no versions',
      {},
      versions({ Key: 'csv/1.4.0.zip', VersionId: 'null', IsLatest: true }),
      /^template-unsupported: .*keeps no versions/,
    ],
    ['with an old runtime', { runtime: 'nodejs12.x' }, LATEST, /^malformed-value: .*nodejs12/],
    ['with a retention AWS has not', { logRetentionDays: 42 }, LATEST, /^malformed-value: .*42/],
    [
      'A68 with a secret in its environment',
      { environment: { API_TOKEN: 'hunter2hunter2' } },
      LATEST,
      /^secret-in-request: The variable `API_TOKEN`(?!.*hunter2)/,
    ],
    ['with a role that is not there', { role: 'nobody-1' }, LATEST, /^target-not-found: .*role/],
    [
      'A62 with a role outside the path',
      { role: 'exec' },
      { ...LATEST, ...role({ Path: '/' }) },
      /^missing-permission: .*no session of this application may pass it on/,
    ],
    [
      'A62 with a role without the boundary',
      { role: 'exec' },
      { ...LATEST, ...role({ PermissionsBoundary: undefined }) },
      /^missing-permission/,
    ],
    [
      'with a role of another service',
      { role: 'exec' },
      { ...LATEST, ...role({ AssumeRolePolicyDocument: 'ec2.amazonaws.com' }) },
      /^malformed-value: .*does not trust lambda/,
    ],
    [
      'with a name that is taken',
      {},
      { ...LATEST, 'Lambda.GetFunctionConfiguration': answer({ FunctionName: 'csv-splitter' }) },
      /^name-taken/,
    ],
  ])('%s', async (_, more, answers, expected) => {
    expect(await refusalOf({ ...LEAST, ...more }, { answers })).toMatch(expected);
  });
});

describe('a function that exists', () => {
  const loose: Answers = {
    ...LATEST,
    'Lambda.GetFunctionConfiguration': answer({ FunctionName: 'thumbnailer' }),
    'CloudFormation.DescribeStackResources': answer({ StackResources: [] }),
  };
  const update = { taskType: 'UpdateResource' } as const;

  it.each<readonly [string, TaskParameters, Partial<MutationTask>]>([
    ['changed', { name: 'thumbnailer', timeoutSeconds: 90 }, update],
    ['deleted', { name: 'thumbnailer' }, { taskType: 'DeleteResource' }],
  ])(
    'of no stack is never %s: its settings are read with its code',
    async (_, parameters, more) => {
      const refusal = await refusalOf(parameters, { answers: loose, task: more });
      expect(refusal).toMatch(/^no-route: .*address of its code/);
    },
  );

  it('says that a retention belongs to the log group', async () => {
    const parameters = { name: 'thumbnailer', logRetentionDays: 30 };
    expect(await refusalOf(parameters, { answers: loose, task: update })).toMatch(
      /^unsupported-task: The retention belongs/,
    );
  });

  it('of somebody else’s stack is left alone', async () => {
    const answers: Answers = {
      ...loose,
      'CloudFormation.DescribeStackResources': answer({
        StackResources: [
          {
            StackName: 'media',
            StackId: 'arn:media',
            LogicalResourceId: 'F',
            PhysicalResourceId: 'thumbnailer',
            ResourceType: 'AWS::Lambda::Function',
          },
        ],
      }),
      'CloudFormation.DescribeStacks': answer({
        Stacks: [{ StackName: 'media', StackId: 'arn:media', StackStatus: 'CREATE_COMPLETE' }],
      }),
    };
    const parameters = { name: 'thumbnailer', timeoutSeconds: 90 };
    expect(await refusalOf(parameters, { answers, task: update })).toMatch(/^no-route: .*media/);
  });
});
