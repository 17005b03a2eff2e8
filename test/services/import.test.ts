import { describe, expect, it } from 'vitest';
import { previewerRole } from '../../sandbox/roles/previewer.ts';
import type { WorldSpec } from '../../sandbox/world-spec.ts';
import { draftSteps } from '../../src/services/draft-steps.ts';
import { draftImport } from '../../src/services/import/draft.ts';
import { unsayable, writableOf } from '../../src/services/import/imported.ts';
import { sharedImport } from '../../src/services/import/one-for-a-stack.ts';
import { IMPORTED_TYPES, importTypeOf } from '../../src/services/import/import-types.ts';
import { isOurStack } from '../../src/services/owner.ts';
import { serviceOf } from '../../src/services/registry.ts';
import type { MutationTask } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { AwsResourceType } from '../../src/task/resource-type.ts';
import { athena, draftOf, made, startJourney, type Journey } from '../aws/sandbox-journey.ts';
import { carryOut } from './carry-out.ts';
import { config, contextFor, DEV, issue, REGION, sure, taskOf } from './samples.ts';

const HERE = `us-east-1:${DEV}`;

interface Loose {
  readonly type: AwsResourceType;
  readonly name: string;
  readonly id: string;
  /** The one right to write that its import asks for. */
  readonly tagged: string;
  /** CloudFormation puts no tags of its own on these. */
  readonly isUnmarked?: true;
  readonly properties: JsonObject;
}

const MARKS = ['logical-id', 'stack-id', 'stack-name'].map((name) => `aws:cloudformation:${name}`);

/** One of each type that is imported, as somebody made it by hand. */
const LOOSE: readonly Loose[] = [
  {
    type: 'AWS::S3::Bucket',
    name: 'acme-dev-use1-reports',
    id: 'acme-dev-use1-reports',
    tagged: 's3:PutBucketTagging',
    properties: {
      BucketName: 'acme-dev-use1-reports',
      VersioningConfiguration: { Status: 'Enabled' },
    },
  },
  {
    type: 'AWS::SNS::Topic',
    name: 'dev-pages',
    id: `arn:aws:sns:${HERE}:dev-pages`,
    tagged: 'sns:TagResource',
    properties: { TopicName: 'dev-pages', KmsMasterKeyId: 'alias/aws/sns' },
  },
  {
    type: 'AWS::SQS::Queue',
    name: 'dev-orders',
    id: `https://sqs.us-east-1.amazonaws.com/${DEV}/dev-orders`,
    tagged: 'sqs:TagQueue',
    properties: { QueueName: 'dev-orders', SqsManagedSseEnabled: true, VisibilityTimeout: 60 },
  },
  {
    type: 'AWS::Logs::LogGroup',
    name: '/dev/orders',
    id: '/dev/orders',
    tagged: 'logs:TagResource',
    properties: { LogGroupName: '/dev/orders', RetentionInDays: 30 },
  },
  {
    type: 'AWS::DynamoDB::Table',
    name: 'carts',
    id: 'carts',
    tagged: 'dynamodb:TagResource',
    isUnmarked: true,
    properties: {
      TableName: 'carts',
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
    },
  },
  {
    type: 'AWS::CloudWatch::Alarm',
    name: 'dev-orders-age-high',
    id: 'dev-orders-age-high',
    tagged: 'cloudwatch:TagResource',
    properties: {
      AlarmName: 'dev-orders-age-high',
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: 1,
      MetricName: 'ApproximateAgeOfOldestMessage',
      Namespace: 'AWS/SQS',
      Period: 300,
      Statistic: 'Maximum',
      Threshold: 600,
    },
  },
  {
    type: 'AWS::ECS::Cluster',
    name: 'dev-tools',
    id: 'dev-tools',
    tagged: 'ecs:TagResource',
    properties: { ClusterName: 'dev-tools' },
  },
];

const COMPARED = [
  'in the stack',
  'every setting as its template says',
  'compared by CloudFormation: in sync',
];

const worldOf = (loose: readonly Loose[], more: WorldSpec = {}): WorldSpec => ({
  ...more,
  resources: loose.map(({ type, id, properties }) => ({
    account: DEV,
    region: REGION,
    type,
    id,
    properties,
  })),
});

const importOf = (
  { type, name }: Pick<Loose, 'type' | 'name'>,
  more: MutationTask['parameters'] = {},
): MutationTask => taskOf(type, 'UpdateResource', { name, action: 'import', ...more });

describe('in the sandbox, through the real doors', () => {
  it('the previewer may import what is planned, and nothing else', () => {
    const { policies } = previewerRole({} as Parameters<typeof previewerRole>[0]);
    const text = JSON.stringify(policies);
    const listed = /"cloudformation:ImportResourceTypes":(\[.*?\])/.exec(text)?.[1] ?? '';
    expect(JSON.parse(listed)).toEqual([...IMPORTED_TYPES].sort());
  });

  it('every type that is imported has a sample here', () => {
    expect(LOOSE.map(({ type }) => type).toSorted()).toEqual([...IMPORTED_TYPES].sort());
  });

  it.each(LOOSE.map((one) => [one.type, one] as const))(
    '%s is imported as it is, and planned again to nothing',
    async (_type, loose) => {
      const journey = startJourney(worldOf([loose]));
      const settings = async () =>
        (await journey.world.snapshot()).resources.map(({ tags: _tags, ...rest }) => rest);
      const before = await settings();
      const found = await carryOut(journey, importOf(loose), 'p1');
      expect(found).toMatchObject({ outcome: 'done', checks: [] });
      expect(found.told.slice(0, 3)).toEqual(COMPARED);
      expect(found.steps).toMatchObject([
        {
          changeSetType: 'IMPORT',
          changes: [{ action: 'import', type: loose.type, physicalId: loose.id }],
        },
      ]);
      const writes = found.steps.flatMap(({ needs }) => needs).filter((n) => n.purpose !== 'read');
      expect(writes.map(({ action, purpose }) => [action, purpose])).toEqual([
        [loose.tagged, 'forward'],
      ]);
      expect(await settings()).toEqual(before);
      const { resources } = await journey.world.snapshot();
      const taken = resources.find(({ id }) => id === loose.id);
      expect(Object.keys(taken?.tags ?? {}).toSorted()).toEqual(loose.isUnmarked ? [] : MARKS);
      expect((await carryOut(journey, importOf(loose), 'p2')).outcome).toBe('empty');
    },
  );

  const bucketLoose = sure(LOOSE[0]);
  const topic = sure(LOOSE[1]);
  const OURS = 'aws-coworker-7-orders';
  const withStack = (name = OURS): WorldSpec =>
    worldOf([topic], {
      stacks: [
        {
          account: DEV,
          region: REGION,
          name,
          template: {
            Resources: {
              Topic: {
                Type: 'AWS::SQS::Queue',
                Properties: { QueueName: 'dev-core', VisibilityTimeout: 30 },
              },
            },
          },
          tags: name === OURS ? { CoworkerManaged: 'true', Owner: 'core' } : {},
        },
      ],
    });

  it('a topic is added to a stack of ours, whose template else stays, under a free id', async () => {
    const journey = startJourney(withStack());
    const found = await carryOut(journey, importOf(topic, { intoStack: 'orders' }), 'p1');
    expect(found.outcome).toBe('done');
    const [inStack, settings, synced] = COMPARED;
    expect(found.told.slice(0, 3)).toEqual([
      inStack,
      settings,
      `${sure(synced)} but for the tags of the stack`,
    ]);
    const [stack] = (await journey.world.snapshot()).stacks;
    expect(stack).toMatchObject({ name: OURS, status: 'IMPORT_COMPLETE' });
    expect(Object.keys(stack?.resources ?? {})).toEqual(['Topic', 'DevPagesTopic']);
    const again = await carryOut(journey, importOf(topic, { intoStack: OURS }), 'p2');
    expect(again.outcome).toBe('empty');
  });

  it.each([
    [
      'a type that CloudFormation does not compare',
      { driftUnsupported: [topic.type] },
      'not compared by CloudFormation: CloudFormation does not compare this type',
    ],
    [
      'a type of which it can not tell',
      { driftUnknown: [topic.type] },
      'not compared by CloudFormation: AWS::SNS::Topic can not be compared',
    ],
    [
      'an account that forbids the comparison',
      {
        scps: [
          {
            target: DEV,
            name: 'no-drift',
            policy: {
              Version: '2012-10-17',
              Statement: [
                { Effect: 'Deny', Action: 'cloudformation:DetectStackDrift', Resource: '*' },
              ],
            },
          },
        ],
      },
      'not compared by CloudFormation: AWS did not do it (DetectStackDrift: AccessDenied)',
    ],
  ] as const)('%s: imported, and told as not compared', async (_name, more, words) => {
    const found = await carryOut(startJourney(worldOf([topic], more)), importOf(topic), 'p1');
    expect(found.outcome).toBe('done');
    expect(found.told.slice(0, 3)).toEqual([...COMPARED.slice(0, 2), words]);
  });

  /** A person changes the queue of the stack, outside of it. */
  const tampered = async (journey: Journey): Promise<void> => {
    const { accessKeyId, secretAccessKey, sessionToken } = await journey.world.credentialsOf(
      'person-admin',
      DEV,
    )();
    await journey.world.call({
      clientName: 'CloudControlClient',
      commandName: 'UpdateResourceCommand',
      region: REGION,
      input: {
        TypeName: 'AWS::SQS::Queue',
        Identifier: 'https://sqs.us-east-1.amazonaws.com/333333333333/dev-core',
        PatchDocument: JSON.stringify([{ op: 'replace', path: '/VisibilityTimeout', value: 99 }]),
      },
      accessKeyId,
      secretAccessKey,
      sessionToken,
    });
    await journey.options.clock.sleep(60_000);
    await journey.world.catchUp();
  };

  it('what has drifted elsewhere in the stack is told beside it', async () => {
    const journey = startJourney(withStack());
    await tampered(journey);
    const found = await carryOut(journey, importOf(topic, { intoStack: 'orders' }), 'p1');
    expect(found.told.slice(2, 4)).toEqual([
      'compared by CloudFormation: in sync but for the tags of the stack',
      'elsewhere in the stack: Topic not as the template says',
    ]);
  });

  it('what was imported is changed in its stack, with the tags of CloudFormation', async () => {
    const journey = startJourney(worldOf([topic]));
    await carryOut(journey, importOf(topic), 'p1');
    const change = taskOf(topic.type, 'UpdateResource', { name: topic.name, owner: 'core' });
    const found = await carryOut(journey, change, 'p2');
    expect(found).toMatchObject({ outcome: 'done' });
    expect(found.steps).toMatchObject([{ kind: 'deploy', changeSetType: 'UPDATE' }]);
  });

  it('a given template without a description leaves an imported stack ours, by its tags', async () => {
    const journey = startJourney(worldOf([topic]));
    await carryOut(journey, importOf(topic), 'p1');
    const [imported] = (await journey.world.snapshot()).stacks;
    const template = JSON.stringify({
      Resources: {
        Topic: {
          Type: topic.type,
          DeletionPolicy: 'Retain',
          Properties: { ...topic.properties, DisplayName: 'Pages' },
        },
      },
    });
    const stack = { name: sure(imported).name, template };
    const given = taskOf('AWS::CloudFormation::Stack', 'UpdateResource', stack);
    expect((await carryOut(journey, given, 'p2')).outcome).toBe('done');
    const [after] = (await journey.world.snapshot()).stacks;
    expect(after).toMatchObject({ status: 'UPDATE_COMPLETE', tags: { CoworkerManaged: 'true' } });
    const change = taskOf(topic.type, 'UpdateResource', { name: topic.name, displayName: 'Page' });
    const again = await carryOut(journey, change, 'p3');
    expect(again.steps).toMatchObject([{ kind: 'deploy', stackName: sure(imported).name }]);
  });

  it('what a preview of it left is used again by the next', async () => {
    const journey = startJourney(worldOf([topic]));
    const template = {
      Resources: {
        Topic: { Type: topic.type, DeletionPolicy: 'Retain', Properties: topic.properties },
      },
    };
    const draft = draftOf(template, {
      changeSetType: 'IMPORT',
      tags: {},
      imports: [
        {
          logicalId: 'Topic',
          type: topic.type,
          physicalId: topic.id,
          identifier: { TopicArn: topic.id },
        },
      ],
    });
    const first = made(await journey.preview(draft, 'p1')).handle;
    const second = made(await journey.preview(draft, 'p2')).handle;
    expect(second?.stackId).toBe(sure(first).stackId);
    expect((await journey.world.snapshot()).stacks).toMatchObject([
      { status: 'REVIEW_IN_PROGRESS' },
    ]);
  });

  it('an import that may not tag is rolled back, and leaves what is there as it was', async () => {
    const journey = startJourney({
      ...worldOf([bucketLoose]),
      scps: [
        {
          target: DEV,
          name: 'no-tags',
          policy: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Deny', Action: 's3:PutBucketTagging', Resource: '*' }],
          },
        },
      ],
    });
    expect((await carryOut(journey, importOf(bucketLoose), 'p1')).outcome).toBe('failed');
    const { stacks, resources } = await journey.world.snapshot();
    expect(stacks).toMatchObject([{ status: 'IMPORT_ROLLBACK_COMPLETE', resources: {} }]);
    expect(resources.find(({ id }) => id === bucketLoose.id)?.tags).toEqual({});
  });

  it.each([
    ['a stack that is not there', withStack(), { intoStack: 'payments' }, 'target-not-found'],
    ['a stack of somebody else', withStack('core'), { intoStack: 'core' }, 'no-route'],
    ['nothing of that name', worldOf([]), {}, 'target-not-found'],
  ])('%s: refused', async (_name, world, more, code) => {
    await expect(carryOut(startJourney(world), importOf(topic, more), 'p1')).rejects.toThrow(
      `refused: ${code}`,
    );
  });
});

const stackNamed = (stackName: string) => ({
  stackName,
  stackId: `arn:aws:cloudformation:${HERE}:stack/${stackName}/1`,
  status: 'CREATE_COMPLETE',
  hasRole: false,
  parameters: {},
  tags: { CoworkerManaged: 'true' },
  templateBody: '{"Resources":{"Queue":{"Type":"AWS::SQS::Queue"}}}',
  resources: [],
});

const bucket = sure(LOOSE[0]);
const target = (more: JsonObject = {}): JsonObject => ({
  name: bucket.name,
  owner: { owner: 'nobody' },
  properties: bucket.properties,
  ...more,
});

const draft = (
  facts: JsonObject,
  given: Partial<Parameters<typeof contextFor>[1]> & { readonly type?: AwsResourceType } = {},
  parameters: MutationTask['parameters'] = {},
) => {
  const { type = bucket.type, ...context } = given;
  const task = importOf({ type, name: bucket.name }, parameters);
  return draftImport(sure(serviceOf(type)), contextFor(task, context), facts);
};

describe('an import that can not be', () => {
  const none = { target: target(), into: null };
  const rows: readonly (readonly [string, () => ReturnType<typeof draft>, string, RegExp])[] = [
    [
      'of a function, whose code AWS does not tell',
      () => draft({ target: {}, into: null }, { type: 'AWS::Lambda::Function' }),
      'unsupported-task',
      /does not tell the code/,
    ],
    [
      'of a type that nobody reviewed',
      () => draft({ target: {}, into: null }, { type: 'AWS::EC2::VPC' }),
      'unsupported-task',
      /Nobody has reviewed/,
    ],
    ['in production', () => draft(none, { tier: 'production' }), 'no-route', /imports nothing/],
    [
      'of what another stack of ours owns',
      () =>
        draft({
          target: target({
            owner: { owner: 'ours', logicalId: 'B', stack: stackNamed('aws-coworker-3-x') },
          }),
          into: null,
        }),
      'in-a-stack',
      /aws-coworker-3-x/,
    ],
    [
      'of what somebody else owns',
      () =>
        draft({ target: target({ owner: { owner: 'foreign', stackName: 'core' } }), into: null }),
      'no-route',
      /`core`/,
    ],
    [
      'of what is not there',
      () => draft({ target: target({ properties: null }), into: null }),
      'target-not-found',
      /no S3 bucket/,
    ],
    [
      'into one of several stacks',
      () => draft({ target: target(), into: { state: 'several', stack: null } }),
      'contradictory',
      /Several stacks/,
    ],
    [
      'into a stack that does not rest',
      () =>
        draft({
          target: target(),
          into: { state: 'ours', stack: { ...stackNamed('a'), status: 'UPDATE_FAILED' } },
        }),
      'stack-not-ready',
      /UPDATE_FAILED/,
    ],
    [
      'into a stack whose template is not to be read',
      () =>
        draft({
          target: target(),
          into: { state: 'ours', stack: { ...stackNamed('a'), templateBody: '}' } },
        }),
      'template-unreadable',
      /./,
    ],
    [
      'into a stack that has both ids',
      () =>
        draft({
          target: target(),
          into: {
            state: 'ours',
            stack: {
              ...stackNamed('a'),
              templateBody: JSON.stringify({
                Resources: {
                  Bucket: { Type: 'AWS::SQS::Queue' },
                  AcmeDevUse1ReportsBucket: { Type: 'AWS::SQS::Queue' },
                },
              }),
            },
          },
        }),
      'name-taken',
      /AcmeDevUse1ReportsBucket/,
    ],
    [
      'of a secret',
      () =>
        draft({
          target: target({
            properties: {
              BucketName: 'x',
              Tags: [{ Key: 'k', Value: 'AKIAIOSFODNN7EXAMPLE' }],
            },
          }),
          into: null,
        }),
      'not-adoptable',
      /`Tags.0.Value`: it looks like a secret/,
    ],
    [
      'of what would be read as a reference',
      () =>
        draft({
          target: target({ properties: { BucketName: '{{resolve:ssm:/a:1}}' } }),
          into: null,
        }),
      'not-adoptable',
      /`BucketName`: in a template it would be read as a reference/,
    ],
  ];

  it.each(rows)('%s', (_name, drafted, code, because) => {
    const said = drafted();
    expect(said.ok ? 'accepted' : said.refusal.code).toBe(code);
    expect(said.ok ? '' : said.refusal.because).toMatch(because);
  });

  it('with an item that was added, since it changes nothing', () => {
    const context = contextFor(importOf(bucket), { added: ['S3-04'] });
    const said = draftImport(sure(serviceOf(bucket.type)), context, none);
    expect(said.ok ? 'accepted' : said.refusal.because).toContain('`S3-04`');
  });

  it('with a setting that was asked for beside it, which is named', () => {
    const said = draft(none, {}, { versioning: true, intoStack: 'a' });
    expect(said.ok ? 'accepted' : said.refusal).toMatchObject({
      code: 'contradictory',
      because: expect.stringContaining('also gives `versioning`'),
    });
  });

  const importStep = (stackName: string) => {
    const said = draft({
      target: target(),
      into: { state: 'ours', stack: stackNamed(stackName) },
    });
    return sure(said.ok ? said.value : undefined);
  };

  it('into one stack twice in one issue', () => {
    const [a, b] = [importStep('a'), importStep('b')];
    expect(sharedImport([a, b])).toBeUndefined();
    expect(sharedImport([a])).toBeUndefined();
    expect(sharedImport([b, a, importStep('a')])).toMatchObject({
      code: 'contradictory',
      because: expect.stringContaining('stack `a`'),
    });
  });

  it('so that no issue is planned that has two of them for one stack', () => {
    const tasks = ['a', 'b'].map((id) => ({
      ...importOf(bucket, { intoStack: 'a' }),
      id: id as MutationTask['id'],
    }));
    const facts = { target: target(), into: { state: 'ours', stack: { ...stackNamed('a') } } };
    const choices = { skipped: [], added: [] };
    const base = { schemaVersion: 1, issue, accounts: [athena()], choices } as const;
    const said = draftSteps({ ...base, tasks, facts: { a: facts, b: facts } }, config);
    expect(said.ok ? 'accepted' : said.refusal.because).toContain('import into the stack `a`');
  });
});

const topic = sure(LOOSE[1]);
const ofTopic: JsonObject = {
  name: topic.name,
  identifier: topic.id,
  owner: { owner: 'nobody' },
  properties: topic.properties,
};
const GIVEN_STACK = {
  ...stackNamed('aws-coworker-3-core'),
  parameters: { Days: '7', Name: 'core' },
};

/** What stands in one single-quoted flag of the first call. */
const quoted = (next: string, flag: string): unknown =>
  JSON.parse(new RegExp(`${flag} '([^']+)'`).exec(next)?.[1] ?? 'null');

describe('an import in production', () => {
  const said = (facts: JsonObject, more: MutationTask['parameters'] = {}) => {
    const task = importOf(topic, more);
    const draftIn = (tier: 'development' | 'production') =>
      draftImport(sure(serviceOf(topic.type)), contextFor(task, { tier }), facts);
    const [here, there] = [draftIn('development'), draftIn('production')];
    const step = here.ok ? here.value.steps[0] : undefined;
    if (there.ok || step?.kind !== 'deploy') throw new Error('is planned');
    return { step, ...there.refusal };
  };

  it.each([
    ['into a new stack', { target: ofTopic, into: null }, {}],
    [
      'into one that is there',
      { target: ofTopic, into: { state: 'ours', stack: GIVEN_STACK } },
      { intoStack: 'core' },
    ],
  ])('%s: told is what would have been planned, whole and to its end', (_name, facts, more) => {
    const { code, next, step } = said(facts, more);
    expect(code).toBe('no-route');
    expect(quoted(next, '--template-body')).toEqual(step.template);
    expect(quoted(next, '--resources-to-import')).toEqual([
      {
        ResourceType: 'AWS::SNS::Topic',
        LogicalResourceId: 'Topic',
        ResourceIdentifier: { TopicArn: topic.id },
      },
    ]);
    const calls = [...next.matchAll(/`aws cloudformation ([a-z-]+(?: [a-z][a-z-]+)?) /g)];
    expect(calls.map(([, call]) => call)).toEqual([
      'create-change-set',
      'wait change-set-create-complete',
      'execute-change-set',
      'wait stack-import-complete',
    ]);
    expect(next.split(`--stack-name ${step.stackName}`)).toHaveLength(5);
  });

  it('the stack that it makes is one of ours by its description', () => {
    const { next, step } = said({ target: ofTopic, into: null });
    const { Description } = quoted(next, '--template-body') as { readonly Description: string };
    expect(isOurStack(step.stackName, {}, Description)).toBe(true);
  });

  it('a stack that is there keeps its parameters', () => {
    const into = { state: 'ours', stack: GIVEN_STACK };
    expect(said({ target: ofTopic, into }, { intoStack: 'core' }).next).toContain(
      '--parameters ParameterKey=Days,UsePreviousValue=true ParameterKey=Name,UsePreviousValue=true',
    );
  });

  it.each([
    ['a quote', "it's"],
    ['a code span', 'a `b`'],
    ['two blanks', 'a  b'],
    ['a mention, in another alphabet', '@é'],
    ['more than fits', 'x'.repeat(2000)],
  ])('a template with %s is described, never cut', (_name, DisplayName) => {
    const properties = { ...topic.properties, DisplayName };
    const { next, step } = said({ target: { ...ofTopic, properties }, into: null });
    expect(next).toContain('--template-body file://template.json');
    expect(next).toContain(`the \`Description\` \`${step.template.Description ?? '-'}\``);
    expect(next).toContain('`Topic` of type `AWS::SNS::Topic`, with `DeletionPolicy`');
    expect(next).not.toContain(DisplayName);
    expect(next.length).toBeLessThan(4000);
  });

  it('a name that no shell may read is left to a file', () => {
    const identifier = `arn:aws:sns:${HERE}:it's`;
    const { next } = said({ target: { ...ofTopic, identifier }, into: null });
    expect(next).toContain('--resources-to-import file://resources.json');
    expect(next).not.toContain("it's");
  });

  it('of what is not there is refused as it is everywhere', () => {
    const facts = { target: { ...ofTopic, properties: null }, into: null };
    const task = importOf(topic);
    const context = contextFor(task, { tier: 'production' });
    expect(draftImport(sure(serviceOf(topic.type)), context, facts)).toMatchObject({
      refusal: { code: 'target-not-found' },
    });
  });
});

const YAML = [
  '# kept as it is',
  'Resources:',
  '  Orders:',
  '    Type: AWS::SQS::Queue',
  '    Properties:',
  '      QueueName: !Sub "${AWS::StackName}-q"',
  '',
].join('\n');

describe('what is there, as a template says it', () => {
  it('is added to a given YAML, whose comments, functions and lines else stay', () => {
    const into = { state: 'ours', stack: { ...stackNamed('a'), templateBody: YAML } };
    const said = draft({ target: target(), into });
    const [step] = said.ok ? said.value.steps : [];
    const body = step?.kind === 'deploy' ? step.templateBody : '';
    expect(body.startsWith(YAML.trimEnd())).toBe(true);
    expect(body).toContain('  Bucket:\n    Type: AWS::S3::Bucket\n    DeletionPolicy: Retain\n');
    expect(step).toMatchObject({ isGiven: true, changeSetType: 'IMPORT' });
  });

  it('has no value that only AWS writes, no tag of AWS and no empty list of tags', () => {
    const kind = sure(importTypeOf('AWS::DynamoDB::Table'));
    const own = { TableName: 'carts', BillingMode: 'PAY_PER_REQUEST' };
    const shown = {
      ...own,
      Arn: 'arn',
      StreamArn: 'arn',
      ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
    };
    expect(writableOf({ ...shown, Tags: [{ Key: 'aws:x', Value: 'y' }] }, kind)).toEqual(own);
    const mine = { Tags: [{ Key: 'a', Value: 'b' }] };
    expect(writableOf({ ...own, ...mine }, kind)).toEqual({ ...own, ...mine });
  });

  it('says all that a template may hold', () => {
    expect(unsayable({ a: [{ b: 'c', d: 1, e: null, f: { g: true } }] })).toEqual([]);
  });
});
