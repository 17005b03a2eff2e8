import { describe, expect, it } from 'vitest';
import { textIn } from '../../src/services/compare.ts';
import { draftSqs } from '../../src/services/sqs-queue/draft.ts';
import type { SqsFacts } from '../../src/services/sqs-queue/facts-schema.ts';
import { withDeadLetter } from '../../src/services/sqs-queue/dead-letter.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import type { Tier } from '../../src/task/tier.ts';
import { contextFor, DEV, NOBODY, ownStack, taken, taskOf } from './samples.ts';

const TYPE = 'AWS::SQS::Queue';
const NAME = 'orders';
const ARN = `arn:aws:sqs:us-east-1:${DEV}:`;
const urlOf = (name: string): string => `https://sqs.us-east-1.amazonaws.com/${DEV}/${name}`;

const facts = (properties: JsonObject | null, more: Partial<SqsFacts> = {}): SqsFacts => ({
  name: NAME,
  identifier: urlOf(NAME),
  exists: properties !== null,
  ownStack: null,
  owner: NOBODY,
  properties,
  messages: [],
  collectsFor: [],
  fedBy: [],
  deadLetter: null,
  topic: null,
  ...more,
});

type Ask = readonly [MutationType, TaskParameters];

const draft = ([taskType, parameters]: Ask, seen: SqsFacts, tier: Tier = 'development') =>
  draftSqs(contextFor(taskOf(TYPE, taskType, { name: NAME, ...parameters }), { tier }), seen);

const resourcesOf = (found: ReturnType<typeof draft>): JsonObject => {
  const [step] = taken(found).steps;
  return step?.kind === 'deploy' ? (step.template.Resources as unknown as JsonObject) : {};
};

const make = (parameters: TaskParameters = {}): Ask => ['CreateResource', parameters];
const change = (parameters: TaskParameters): Ask => ['UpdateResource', parameters];
const remove: Ask = ['DeleteResource', {}];

describe('a new queue', () => {
  it('is encrypted and refuses requests without TLS', () => {
    const made = resourcesOf(draft(make(), facts(null)));
    expect(made).toMatchObject({
      OrdersQueue: { Properties: { QueueName: NAME, SqsManagedSseEnabled: true } },
      OrdersQueuePolicy: {
        Properties: {
          Queues: [{ Ref: 'OrdersQueue' }],
          PolicyDocument: {
            Statement: [
              { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
            ],
          },
        },
      },
    });
    expect(Object.keys(made)).toEqual(['OrdersQueue', 'OrdersQueuePolicy']);
  });

  it.each<readonly [string, TaskParameters, Tier]>([
    ['from staging up', {}, 'staging'],
    ['where it is asked for', { ownDeadLetterQueue: true }, 'development'],
    ['where it is said how often to try', { maxReceiveCount: 5 }, 'development'],
  ])('%s: gets a queue of its own for what fails', (_name, parameters, tier) => {
    expect(resourcesOf(draft(make(parameters), facts(null), tier))).toMatchObject({
      OrdersQueue: {
        Properties: {
          RedrivePolicy: {
            deadLetterTargetArn: { 'Fn::GetAtt': ['OrdersQueueFailures', 'Arn'] },
            maxReceiveCount: 5,
          },
        },
      },
      OrdersQueueFailures: {
        Properties: {
          QueueName: 'orders-dlq',
          MessageRetentionPeriod: 1_209_600,
          RedriveAllowPolicy: { redrivePermission: 'byQueue' },
        },
      },
    });
  });

  it('sends its failures to a queue that exists, where one is named', () => {
    const deadLetter = { arn: `${ARN}failed`, exists: true };
    const asked = make({ deadLetterQueue: 'failed' });
    const made = resourcesOf(draft(asked, facts(null, { deadLetter })));
    expect(made['OrdersQueueFailures']).toBeUndefined();
    expect(made['OrdersQueue']).toMatchObject({
      Properties: { RedrivePolicy: { deadLetterTargetArn: `${ARN}failed`, maxReceiveCount: 5 } },
    });
  });

  it('is subscribed to a topic, which may send to it and nobody else', () => {
    const arn = `arn:aws:sns:us-east-1:${DEV}:paid`;
    const topic = { arn, exists: true };
    expect(resourcesOf(draft(make({ topic: 'paid' }), facts(null, { topic })))).toMatchObject({
      OrdersQueueSubscription: { Properties: { TopicArn: arn, Protocol: 'sqs' } },
      OrdersQueuePolicy: {
        Properties: {
          PolicyDocument: {
            Statement: [
              {
                Sid: 'FromTopic',
                Principal: { Service: 'sns.amazonaws.com' },
                Condition: { ArnEquals: { 'aws:SourceArn': arn } },
              },
              { Sid: 'TlsOnly' },
            ],
          },
        },
      },
    });
  });

  it('that is FIFO is named so, and so is what collects its failures', () => {
    const seen = facts(null, { name: 'orders.fifo' });
    const found = draft(make({ fifo: true, ownDeadLetterQueue: true }), seen);
    expect(taken(found).deviations).toMatchObject([{ planned: 'name orders.fifo' }]);
    expect(resourcesOf(found)).toMatchObject({
      OrdersQueueFailures: { Properties: { QueueName: 'orders-dlq.fifo', FifoQueue: true } },
    });
  });
});

const FIFO_TARGET = { deadLetter: { arn: `${ARN}failed.fifo`, exists: true } };
const FAR = { deadLetter: { arn: 'arn:aws:sqs:eu-west-1:1:failed', exists: false } };
const NO_TOPIC = { topic: { arn: 'arn:aws:sns:us-east-1:1:paid', exists: false } };
const TOPIC = { topic: { arn: 'arn:aws:sns:us-east-1:1:paid', exists: true } };

describe('a queue that can not be made', () => {
  it.each<readonly [string, TaskParameters, Partial<SqsFacts>, string]>([
    ['a name that is taken', {}, { exists: true }, 'name-taken'],
    ['deduplication of a standard one', { contentBasedDeduplication: true }, {}, 'contradictory'],
    ['FIFO by its name only', { name: 'o.fifo', fifo: false }, {}, 'contradictory'],
    ['two encryptions', { encryption: 'sqs', kmsKey: 'alias/x' }, {}, 'contradictory'],
    ['none', { encrypted: false }, {}, 'never-do'],
    ['failures of another kind', { deadLetterQueue: 'f.fifo' }, FIFO_TARGET, 'contradictory'],
    ['failures in another region', { deadLetterQueue: 'f' }, FAR, 'contradictory'],
    [
      'its own failures',
      { deadLetterQueue: NAME },
      { deadLetter: { arn: `${ARN}${NAME}`, exists: true } },
      'contradictory',
    ],
    ['no such topic', { topic: 'paid' }, NO_TOPIC, 'target-not-found'],
    ['a topic and the key of SQS', { topic: 'paid', encryption: 'kms' }, TOPIC, 'contradictory'],
    [
      'a FIFO queue of a standard topic',
      { topic: 'paid', fifo: true },
      { ...TOPIC, name: 'orders.fifo' },
      'contradictory',
    ],
  ])('%s', (_name, parameters, more, code) => {
    expect(draft(make(parameters), facts(null, more))).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });
});

describe('a queue that exists', () => {
  it.each<readonly [string, TaskParameters, JsonObject, JsonObject]>([
    [
      'a key of KMS takes the place of the encryption of SQS',
      { kmsKey: 'alias/x' },
      { SqsManagedSseEnabled: true },
      { KmsMasterKeyId: 'alias/x', SqsManagedSseEnabled: false },
    ],
    [
      'the encryption of SQS takes the place of a key',
      { encryption: 'sqs' },
      { KmsMasterKeyId: 'alias/x' },
      { SqsManagedSseEnabled: true },
    ],
    ['days are seconds', { retentionDays: 14 }, {}, { MessageRetentionPeriod: 1_209_600 }],
    [
      'another number of tries leaves the target',
      { maxReceiveCount: 9 },
      { RedrivePolicy: `{"deadLetterTargetArn":"${ARN}f","maxReceiveCount":"3"}` },
      { RedrivePolicy: { deadLetterTargetArn: `${ARN}f`, maxReceiveCount: 9 } },
    ],
  ])('%s', (_name, parameters, before, after) => {
    const [step] = taken(draft(change(parameters), facts(before))).steps;
    const patched = step?.kind === 'change' ? step.patch : [];
    const set = patched.filter((one) => one['op'] !== 'remove');
    expect(
      Object.fromEntries(set.map((one) => [textIn(one['path']).slice(1), one['value']])),
    ).toEqual(after);
  });

  it.each<readonly [string, JsonObject, number, boolean]>([
    ['shorter than the four days of SQS', {}, 2, true],
    ['longer than them', {}, 7, false],
    ['shorter than what was set', { MessageRetentionPeriod: 864_000 }, 5, true],
  ])('a retention %s: says whether messages are lost', (_name, before, days, isLost) => {
    const [step] = taken(draft(change({ retentionDays: days }), facts(before))).steps;
    expect(step?.inverse.reversibility).toBe(isLost ? 'partly reversible' : 'reversible');
  });

  it.each<readonly [string, TaskParameters, Partial<SqsFacts>, string]>([
    ['tries without a queue for failures', { maxReceiveCount: 3 }, {}, 'missing-field'],
    [
      'a queue for failures that is not there',
      { deadLetterQueue: 'f' },
      { deadLetter: { arn: `${ARN}f`, exists: false } },
      'target-not-found',
    ],
    ['another topic', { topic: 'paid' }, TOPIC, 'unsupported-task'],
  ])('is refused %s', (_name, parameters, more, code) => {
    expect(draft(change(parameters), facts({}, more))).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });
});

const counts = (queue: string, waiting: number, inFlight = 0) => ({
  queue,
  waiting,
  inFlight,
  delayed: 0,
});

describe('the deletion of a queue', () => {
  it('says how many messages are lost, about', () => {
    const messages = [counts(NAME, 10, 2)];
    const [step] = taken(draft(remove, facts({}, { messages }))).steps;
    expect(step).toMatchObject({
      kind: 'change',
      operationClass: 'destructive',
      summary: 'delete queue orders with about 12 messages (10 waiting, 2 being worked on)',
      inverse: { reversibility: 'irreversible' },
      changes: [{ losesData: true }],
    });
  });

  it('says that an empty one holds none, as far as SQS counts', () => {
    const [step] = taken(draft(remove, facts({}, { messages: [counts(NAME, 0)] }))).steps;
    expect(step?.summary).toBe('delete queue orders with no message in it, as far as SQS counts');
  });

  const Properties = { QueueName: NAME, Tags: [] };
  const template = withDeadLetter({ Resources: { Q: { Type: TYPE, Properties } } }, 'Q', {
    tries: 5,
  });
  const members = (ids: readonly string[]) =>
    ids.map((id) => ({ logicalId: id, type: TYPE, physicalId: urlOf(id) }));
  const ours = (resources: ReturnType<typeof members>) =>
    ({ owner: 'ours', logicalId: 'Q', stack: ownStack(template, { resources }) }) as const;

  it('takes the queue of its failures with it, and counts what is in there', () => {
    const owner = ours(members(['Q', 'QFailures']));
    const messages = [counts(NAME, 0), counts('orders-dlq', 1)];
    const [step] = taken(draft(remove, facts({}, { owner, messages }))).steps;
    expect(step).toMatchObject({
      kind: 'remove',
      summary: 'delete queue orders with about 1 message of `orders-dlq` (1 waiting)',
    });
  });

  it('of one of two queues of a stack is refused', () => {
    const two = { Resources: { Q: { Type: TYPE }, R: { Type: TYPE } } };
    const stack = ownStack(two, { resources: members(['Q', 'R']) });
    const owner = { owner: 'ours', logicalId: 'Q', stack } as const;
    expect(draft(remove, facts({}, { owner }))).toMatchObject({
      ok: false,
      refusal: { code: 'in-a-stack' },
    });
  });

  it.each<readonly [string, Partial<SqsFacts>, Tier, string]>([
    ['one that is not there', { exists: false }, 'development', 'target-not-found'],
    ['one that collects failures', { collectsFor: ['mails'] }, 'development', 'still-in-use'],
    [
      'one that a topic delivers to',
      { fedBy: [{ topic: 'arn:aws:sns:us-east-1:1:paid', subscription: 's' }] },
      'development',
      'still-in-use',
    ],
    ['one with messages in staging', { messages: [counts(NAME, 1)] }, 'staging', 'never-do'],
    [
      "one of somebody else's stack",
      { owner: { owner: 'foreign', stackName: 'shop' } },
      'development',
      'no-route',
    ],
  ])('refuses %s', (_name, more, tier, code) => {
    expect(draft(remove, facts({}, more), tier)).toMatchObject({ ok: false, refusal: { code } });
  });
});
