import { describe, expect, it } from 'vitest';
import { draftLambdaAlias } from '../../src/services/lambda-alias/draft.ts';
import type { LambdaAliasFacts } from '../../src/services/lambda-alias/facts-schema.ts';
import { readLambdaAliasFacts } from '../../src/services/lambda-alias/facts.ts';
import { listLambdaAliases } from '../../src/services/lambda-alias/list.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { AwsResource } from '../../src/task/aws-resource.ts';
import type { Tier } from '../../src/task/tier.ts';
import {
  account,
  answer,
  contextFor,
  NOBODY,
  NOT_FOUND,
  ownStack,
  readerOf,
  REGION,
  taken,
  taskOf,
} from './samples.ts';

const TYPE = 'AWS::Lambda::Alias';
const ARN = 'arn:aws:lambda:us-east-1:333333333333:function:jobs:live';
const QUEUE = 'arn:aws:sqs:us-east-1:333333333333:orders';
const LIVE = { FunctionName: 'jobs', Name: 'live', FunctionVersion: '3' };
const SPLIT = { AdditionalVersionWeights: [{ FunctionVersion: '4', FunctionWeight: 0.1 }] };

const facts = (more: Partial<LambdaAliasFacts> = {}): LambdaAliasFacts => ({
  name: 'jobs:live',
  identifier: ARN,
  exists: false,
  ownStack: null,
  owner: NOBODY,
  properties: null,
  hasFunction: true,
  versions: [
    { version: '3', role: 'a' },
    { version: '4', role: 'a' },
    { version: '5', role: 'b' },
  ],
  pointsAt: '',
  users: [],
  letIn: [],
  second: '',
  alsoGone: [],
  ...more,
});

const loose = (more: Partial<LambdaAliasFacts> = {}): LambdaAliasFacts =>
  facts({ exists: true, pointsAt: '3', properties: LIVE, ...more });

type Asked = readonly [MutationType, TaskParameters];

const draft = ([taskType, parameters]: Asked, seen: LambdaAliasFacts, tier: Tier = 'sandbox') =>
  draftLambdaAlias(
    contextFor(taskOf(TYPE, taskType, { name: 'jobs', aliasName: 'live', ...parameters }), {
      tier,
    }),
    seen,
  );

describe('a new alias', () => {
  it.each<readonly [string, TaskParameters, object]>([
    ['points at one version', { version: '3' }, LIVE],
    [
      'gives a part of the calls to another',
      { version: '3', secondVersion: '4', secondPercent: 10 },
      { ...LIVE, RoutingConfig: SPLIT },
    ],
  ])('%s', (_name, parameters, properties) => {
    const [step] = taken(draft(['CreateResource', parameters], facts())).steps;
    const resources = step?.kind === 'deploy' ? step.template.Resources : {};
    expect(resources['JobsLiveAlias']?.Properties).toEqual(properties);
  });

  it.each<readonly [string, TaskParameters, LambdaAliasFacts, string]>([
    [
      'of a function that is not there',
      { version: '3' },
      facts({ hasFunction: false }),
      'target-not-found',
    ],
    ['without its own name', { aliasName: 3, version: '3' }, facts(), 'missing-field'],
    ['at a version that is not there', { version: '9' }, facts(), 'target-not-found'],
    [
      'split to one that is not there',
      { version: '3', secondVersion: '9', secondPercent: 1 },
      facts(),
      'target-not-found',
    ],
    ['split without a part', { version: '3', secondVersion: '4' }, facts(), 'missing-field'],
    [
      'split to the same',
      { version: '3', secondVersion: '3', secondPercent: 1 },
      facts(),
      'contradictory',
    ],
    [
      'split between roles',
      { version: '3', secondVersion: '5', secondPercent: 1 },
      facts(),
      'contradictory',
    ],
    [
      'split to the latest',
      { version: '3', secondVersion: '$LATEST', secondPercent: 1 },
      facts(),
      'never-do',
    ],
    ['of a name that is taken', { version: '3' }, loose(), 'name-taken'],
  ])('%s is refused', (_name, parameters, seen, code) => {
    expect(draft(['CreateResource', parameters], seen)).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });

  it('names the versions that are there where the one it names is not', () => {
    expect(draft(['CreateResource', { version: '9' }], facts())).toMatchObject({
      refusal: { because: 'The function `jobs` has no version 9: it has 3, 4, 5.' },
    });
  });

  it('that is at the latest code is not split, and the reason is the true one', () => {
    const asked = { secondVersion: '4', secondPercent: 10 };
    expect(draft(['UpdateResource', asked], loose({ pointsAt: '$LATEST' }))).toMatchObject({
      refusal: {
        code: 'never-do',
        because: expect.stringContaining('`$LATEST` is none') as string,
      },
    });
  });

  it.each<readonly [Tier, boolean]>([
    ['development', true],
    ['test', true],
    ['staging', false],
    ['production', false],
  ])('of the latest code is warned about or refused in %s', (tier, isPlanned) => {
    const planned = draft(['CreateResource', { version: '$LATEST' }], facts(), tier);
    expect(planned.ok).toBe(isPlanned);
    if (planned.ok) expect(planned.value.deviations).toHaveLength(1);
    else expect(planned.refusal.code).toBe('never-do');
  });
});

describe('an alias that exists', () => {
  it('is moved, and can be moved back', () => {
    expect(taken(draft(['UpdateResource', { version: '4' }], loose())).steps).toMatchObject([
      {
        kind: 'change',
        patch: [{ op: 'replace', path: '/FunctionVersion', value: '4' }],
        changes: [{ properties: [{ before: '3', after: '4' }] }],
        inverse: { reversibility: 'reversible' },
      },
    ]);
  });

  it('gives a part of its calls away, and takes it back with the next move', () => {
    const part = ['UpdateResource', { secondVersion: '4', secondPercent: 10 }] as const;
    expect(taken(draft(part, loose())).steps).toMatchObject([
      { patch: [{ path: '/RoutingConfig', value: SPLIT }] },
    ]);
    const properties = { ...LIVE, RoutingConfig: SPLIT };
    const moved = taken(draft(['UpdateResource', { version: '4' }], loose({ properties }))).steps;
    expect(moved).toMatchObject([
      {
        patch: [
          { path: '/FunctionVersion', value: '4' },
          { path: '/RoutingConfig', value: { AdditionalVersionWeights: [] } },
        ],
      },
    ]);
  });

  it('in a stack of ours is moved there', () => {
    const stack = ownStack({ Resources: { Live: { Type: TYPE, Properties: LIVE } } });
    const owner = { owner: 'ours', logicalId: 'Live', stack } as const;
    const seen = loose({ owner, properties: null });
    expect(taken(draft(['UpdateResource', { version: '4' }], seen)).steps).toMatchObject([
      {
        kind: 'deploy',
        template: { Resources: { Live: { Properties: { FunctionVersion: '4' } } } },
      },
    ]);
  });

  it('is deleted, unless something calls it', () => {
    expect(taken(draft(['DeleteResource', {}], loose())).steps).toMatchObject([
      {
        kind: 'change',
        action: 'delete',
        inverse: {
          reversibility: 'partly reversible',
          summary: 'make the alias again, at version 3; until then its callers get errors',
        },
      },
    ]);
    const users = [{ arn: QUEUE, words: 'the queue `orders`' }];
    expect(draft(['DeleteResource', {}], loose({ users }))).toMatchObject({
      refusal: {
        code: 'still-in-use',
        because: 'The alias `jobs:live` is called by the queue `orders`.',
      },
    });
  });

  it('is kept while its policy lets somebody in, whatever else goes', () => {
    const siblings = { makes: () => false, deletes: () => true };
    const task = taskOf(TYPE, 'DeleteResource', { name: 'jobs', aliasName: 'live' });
    const context = { ...contextFor(task), siblings };
    const letIn = ['`events.amazonaws.com`, which its policy lets in'];
    expect(draftLambdaAlias(context, loose({ letIn }))).toMatchObject({
      refusal: { code: 'still-in-use' },
    });
    const users = [{ arn: QUEUE, words: 'the queue `orders`' }];
    expect(taken(draftLambdaAlias(context, loose({ users })))).toMatchObject({ usedBefore: users });
  });

  it('is deleted with all that goes, which its plan names', () => {
    const alsoGone = ['its provisioned concurrency of 5', 'its settings for asynchronous calls'];
    const seen = loose({ second: 'with 10 % to version 4', alsoGone });
    const { steps, deviations } = taken(draft(['DeleteResource', {}], seen));
    expect(steps[0]?.inverse.summary).toBe(
      'make the alias again, at version 3 with 10 % to version 4; not made again: its ' +
        'provisioned concurrency of 5, its settings for asynchronous calls; until then its ' +
        'callers get errors',
    );
    expect(deviations).toMatchObject([
      {
        asked: 'the deletion of `jobs:live`',
        planned: `as asked, with ${alsoGone.join(', with ')}`,
        because: expect.stringContaining('nobody sees here who calls it') as string,
      },
    ]);
  });

  it('that is not there is not found', () => {
    expect(draft(['UpdateResource', { version: '4' }], facts())).toMatchObject({
      refusal: { code: 'target-not-found' },
    });
  });
});

const ORDERS = {
  arn: QUEUE,
  words: 'the queue `orders`',
};
const POLICY = {
  Statement: [
    { Principal: { Service: 'apigateway.amazonaws.com' } },
    { Principal: { AWS: 'arn:aws:iam::444444444444:root' } },
  ],
};
const answers = {
  'CloudFormation.DescribeStackResources': answer({ StackResources: [] }),
  'CloudControl.GetResource': answer({
    ResourceDescription: { Properties: JSON.stringify(LIVE) },
  }),
  'Lambda.ListVersionsByFunction': answer({
    Versions: ['$LATEST', '3'].map((Version) => ({ FunctionArn: `jobs:${Version}`, Version })),
  }),
  'Lambda.GetAlias': answer({ FunctionVersion: '3' }),
  'Lambda.ListEventSourceMappings': answer({
    EventSourceMappings: [{ EventSourceArn: QUEUE }],
  }),
  'Lambda.ListFunctionUrlConfigs': answer({ FunctionUrlConfigs: [] }),
  'Lambda.ListProvisionedConcurrencyConfigs': answer({ ProvisionedConcurrencyConfigs: [] }),
  'Lambda.GetPolicy': answer({ Policy: JSON.stringify(POLICY) }),
};

describe('what is read of aliases', () => {
  const context = contextFor(taskOf(TYPE, 'DeleteResource', { name: 'jobs', aliasName: 'live' }));

  it('is the function with its versions, where it points, and what calls it', async () => {
    expect(await readLambdaAliasFacts(context, readerOf(answers))).toMatchObject({
      exists: true,
      identifier: ARN,
      versions: [{ version: '3', role: '' }],
      pointsAt: '3',
      properties: LIVE,
      users: [ORDERS],
      letIn: [
        '`apigateway.amazonaws.com`, which its policy lets in',
        '`arn:aws:iam::444444444444:root`, which its policy lets in',
      ],
    });
  });

  it('is nothing where there is no such alias, and nobody where it has no policy', async () => {
    const none = readerOf({ ...answers, 'Lambda.GetAlias': NOT_FOUND });
    expect(await readLambdaAliasFacts(context, none)).toMatchObject({ exists: false, users: [] });
    const closed = readerOf({ ...answers, 'Lambda.GetPolicy': NOT_FOUND });
    const { users, letIn } = await readLambdaAliasFacts(context, closed);
    expect(users).toEqual([ORDERS]);
    expect(letIn).toEqual([]);
  });

  it.each<readonly [string, string, string]>([
    [
      'arn:aws:dynamodb:us-east-1:333333333333:table/orders/stream/2026-01-01T00:00:16.525',
      'the table `orders`',
      'arn:aws:dynamodb:us-east-1:333333333333:table/orders',
    ],
    [
      'arn:aws:kinesis:us-east-1:333333333333:stream/clicks/consumer/jobs:1700000000',
      'the stream `clicks`',
      'arn:aws:kinesis:us-east-1:333333333333:stream/clicks',
    ],
    [
      'arn:aws:kafka:us-east-1:333333333333:cluster/logs/9b0d6f0e-5c1a-4d3c-8b6e-1-2',
      'the cluster `logs`',
      'arn:aws:kafka:us-east-1:333333333333:cluster/logs/9b0d6f0e-5c1a-4d3c-8b6e-1-2',
    ],
    [
      'arn:aws:mq:us-east-1:333333333333:broker:mail:b-1234',
      'the broker `mail`',
      'arn:aws:mq:us-east-1:333333333333:broker:mail:b-1234',
    ],
    ['arn:aws:new:::x', 'the event source `arn:aws:new:::x`', 'arn:aws:new:::x'],
    ['', 'an event source without an ARN, such as a Kafka of its own', ''],
  ])('names who sends the events of %s', async (EventSourceArn, words, arn) => {
    const mappings = answer({ EventSourceMappings: [{ EventSourceArn }] });
    const reader = readerOf({ ...answers, 'Lambda.ListEventSourceMappings': mappings });
    const { users } = await readLambdaAliasFacts(context, reader);
    expect(users).toEqual([{ arn, words }]);
  });

  it('is what else goes with it, and the address under which it is called', async () => {
    const urls = [ARN, ARN.replace(':live', '')].map((FunctionArn, index) => ({
      FunctionArn,
      FunctionUrl: `https://u${index}.lambda-url.us-east-1.on.aws/`,
    }));
    const reader = readerOf({
      ...answers,
      'Lambda.GetAlias': answer({
        FunctionVersion: '3',
        RoutingConfig: { AdditionalVersionWeights: { '4': 0.1 } },
      }),
      'Lambda.GetPolicy': NOT_FOUND,
      'Lambda.ListFunctionUrlConfigs': answer({ FunctionUrlConfigs: urls }),
      'Lambda.ListProvisionedConcurrencyConfigs': answer({
        ProvisionedConcurrencyConfigs: [
          { FunctionArn: ARN, RequestedProvisionedConcurrentExecutions: 5 },
          { FunctionArn: `${ARN}-too`, RequestedProvisionedConcurrentExecutions: 7 },
        ],
      }),
      'Lambda.GetFunctionEventInvokeConfig': answer({ MaximumRetryAttempts: 0 }),
    });
    expect(await readLambdaAliasFacts(context, reader)).toMatchObject({
      second: 'with 10 % to version 4',
      letIn: ['its function URL `https://u0.lambda-url.us-east-1.on.aws/`'],
      alsoGone: ['its provisioned concurrency of 5', 'its settings for asynchronous calls'],
    });
  });

  it('lists where each points, and what part goes elsewhere', async () => {
    const reader = readerOf({
      'Lambda.ListFunctions': answer({ Functions: [{ FunctionName: 'jobs' }] }),
      'Lambda.ListAliases': answer({
        Aliases: [
          {
            AliasArn: ARN,
            Name: 'live',
            FunctionVersion: '3',
            RoutingConfig: { AdditionalVersionWeights: { '4': 0.1 } },
          },
        ],
      }),
    });
    const found: AwsResource[] = [];
    for await (const one of listLambdaAliases(reader, account(), REGION)) found.push(one);
    expect(found).toMatchObject([
      {
        id: ARN,
        tags: { Name: 'jobs:live' },
        metadata: { function: 'jobs', version: '3', second: '10 % to 4' },
      },
    ]);
  });

  it('lists the rest where a function goes away meanwhile', async () => {
    const functions = ['gone', 'jobs'].map((FunctionName) => ({ FunctionName }));
    const rows = answer({ Aliases: [{ AliasArn: ARN, Name: 'live', FunctionVersion: '3' }] });
    const reader = readerOf({
      'Lambda.ListFunctions': answer({ Functions: functions }),
      'Lambda.ListAliases': ({ input }) => (input['FunctionName'] === 'gone' ? NOT_FOUND : rows),
    });
    const found: string[] = [];
    for await (const { id } of listLambdaAliases(reader, account(), REGION)) found.push(id);
    expect(found).toEqual([ARN]);
  });
});
