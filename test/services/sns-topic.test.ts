import { describe, expect, it } from 'vitest';
import type { SnsFacts, Subscriber } from '../../src/services/sns-topic/facts-schema.ts';
import { snsTopic } from '../../src/services/sns-topic/index.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import { answer, contextFor, DEV, NOBODY, readerOf, taken, taskOf } from './samples.ts';

const ARN = `arn:aws:sns:us-east-1:${DEV}:orders`;

const MAIL: Subscriber = {
  protocol: 'email',
  endpoint: 'ops@example.com',
  exists: true,
  letsIn: true,
};
const QUEUE: Subscriber = { ...MAIL, protocol: 'sqs', endpoint: `arn:aws:sqs:us-east-1:${DEV}:q` };
const FUNCTION: Subscriber = {
  ...MAIL,
  protocol: 'lambda',
  endpoint: `arn:aws:lambda:us-east-1:${DEV}:function:mailer`,
};

type Row = readonly [string, MutationType, TaskParameters, string, SnsFacts];

const facts = (more: Partial<SnsFacts> = {}): SnsFacts => ({
  name: 'orders',
  identifier: ARN,
  exists: false,
  ownStack: null,
  owner: NOBODY,
  properties: null,
  subscribers: [],
  subscribed: [],
  ...more,
});

const draft = (taskType: MutationType, parameters: TaskParameters, found = facts()) =>
  snsTopic.draft(
    contextFor(taskOf('AWS::SNS::Topic', taskType, { name: 'orders', ...parameters })),
    found,
  );

const templateOf = (parameters: TaskParameters, found = facts()) => {
  const step = taken(draft('CreateResource', parameters, found)).steps[0];
  return step?.kind === 'deploy' ? step.template.Resources : {};
};

describe('a topic', () => {
  it('is encrypted and refuses to publish without TLS', () => {
    const resources = templateOf({});
    expect(resources['OrdersTopic']?.Properties).toMatchObject({
      TopicName: 'orders',
      KmsMasterKeyId: 'alias/aws/sns',
    });
    const policy = JSON.stringify(resources['OrdersTopicPolicy']?.Properties);
    expect(policy).toContain('"aws:SecureTransport":"false"');
    expect(policy).not.toMatch(/"Effect":"Allow","Principal":"\*"/);
  });

  it('keeps the key that was asked for', () => {
    const properties = templateOf({ kmsKey: 'alias/mine' })['OrdersTopic']?.Properties;
    expect(properties?.['KmsMasterKeyId']).toBe('alias/mine');
  });

  it('that is FIFO gets the end of the name that AWS wants, and the plan says so', () => {
    const found = facts({ name: 'orders.fifo' });
    const drafted = taken(draft('CreateResource', { fifo: true }, found));
    expect(drafted.deviations.map((one) => one.planned)).toEqual(['name orders.fifo']);
    expect(templateOf({ fifo: true }, found)['OrdersTopic']?.Properties).toMatchObject({
      TopicName: 'orders.fifo',
      FifoTopic: true,
    });
  });

  it('with a subscriber holds the subscription', () => {
    const asked = { protocol: 'email', endpoint: 'ops@example.com' };
    const resources = templateOf(asked, facts({ subscribers: [MAIL] }));
    expect(resources['OrdersTopicSubscription']?.Properties).toEqual({
      TopicArn: { Ref: 'OrdersTopic' },
      Protocol: 'email',
      Endpoint: 'ops@example.com',
    });
  });

  const subscribe = (found: SnsFacts) =>
    taken(draft('UpdateResource', { action: 'subscribe' }, found)).steps;

  it('of no stack gets its subscribers in a stack of their own, a function with a permission', () => {
    const [step] = subscribe(facts({ exists: true, subscribers: [MAIL, FUNCTION] }));
    const made = step?.kind === 'deploy' ? Object.values(step.template.Resources) : [];
    expect(made.map(({ Type }) => Type)).toEqual([
      'AWS::SNS::Subscription',
      'AWS::SNS::Subscription',
      'AWS::Lambda::Permission',
    ]);
    expect(
      made.map(({ Properties }) => Properties?.['TopicArn'] ?? Properties?.['SourceArn']),
    ).toEqual([ARN, ARN, ARN]);
  });

  it('tells nobody twice', () => {
    const subscribed = [MAIL.endpoint];
    expect(subscribe(facts({ exists: true, subscribers: [MAIL], subscribed }))).toEqual([]);
  });

  it('that is deleted says who will not be told any more', () => {
    const properties = { TopicName: 'orders' };
    const found = facts({ exists: true, properties, subscribed: ['ops@example.com'] });
    expect(taken(draft('DeleteResource', {}, found)).steps[0]?.summary).toBe(
      'delete topic orders, which tells 1 subscriber: ops@example.com',
    );
  });

  it('of no stack is deleted by actions on this topic only', () => {
    const found = facts({ exists: true, properties: { TopicArn: ARN, TopicName: 'orders' } });
    const step = taken(draft('DeleteResource', {}, found)).steps[0];
    const writes = step?.needs.filter((need) => need.purpose !== 'read') ?? [];
    expect(writes.map((need) => [need.action, need.via, need.resources])).toEqual([
      ['cloudformation:DeleteResource', 'direct', ['*']],
      ['sns:DeleteTopic', 'direct', [ARN]],
    ]);
  });

  const rows: readonly Row[] = [
    ['a taken name', 'CreateResource', {}, 'name-taken', facts({ exists: true })],
    ['an update of nothing', 'UpdateResource', { displayName: 'x' }, 'target-not-found', facts()],
    ['a delete of nothing', 'DeleteResource', {}, 'target-not-found', facts()],
    [
      'FIFO denied by a FIFO name',
      'CreateResource',
      { name: 'a.fifo', fifo: false },
      'contradictory',
      facts(),
    ],
    [
      'deduplication without FIFO',
      'CreateResource',
      { contentBasedDeduplication: true },
      'contradictory',
      facts(),
    ],
    [
      'a protocol without an endpoint',
      'CreateResource',
      { protocol: 'sqs' },
      'missing-field',
      facts(),
    ],
    [
      'an order that names nobody',
      'UpdateResource',
      { action: 'subscribe' },
      'missing-field',
      facts({ exists: true }),
    ],
    [
      'a subscriber that is not there',
      'UpdateResource',
      { queue: 'q' },
      'target-not-found',
      facts({ exists: true, subscribers: [{ ...QUEUE, exists: false }] }),
    ],
    [
      'a queue that does not let it in',
      'UpdateResource',
      { queue: 'q' },
      'missing-permission',
      facts({ exists: true, subscribers: [{ ...QUEUE, letsIn: false }] }),
    ],
    [
      'mail of a FIFO topic',
      'CreateResource',
      { name: 'orders.fifo', fifo: true },
      'contradictory',
      facts({ name: 'orders.fifo', subscribers: [MAIL] }),
    ],
    [
      "a subscriber of somebody else's topic",
      'UpdateResource',
      { action: 'subscribe' },
      'no-route',
      facts({
        exists: true,
        subscribers: [MAIL],
        owner: { owner: 'foreign', stackName: 'shop' },
      }),
    ],
  ];

  it.each(rows)('is refused: %s', (_name, taskType, parameters, code, found) => {
    const drafted = draft(taskType, parameters, found);
    expect(drafted.ok ? 'accepted' : drafted.refusal.code).toBe(code);
  });

  it('is looked up by the ARN that its name gives', async () => {
    const reader = readerOf({ 'SNS.GetTopicAttributes': answer({ Attributes: {} }) });
    const context = contextFor(taskOf('AWS::SNS::Topic', 'CreateResource', { name: 'orders' }));
    expect(await snsTopic.readFacts(context, reader)).toMatchObject({
      identifier: ARN,
      exists: true,
    });
  });
});
