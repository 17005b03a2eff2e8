import { describe, expect, it } from 'vitest';
import type { NamedFacts } from '../../src/services/named/facts-schema.ts';
import { snsTopic } from '../../src/services/sns-topic/index.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import { answer, contextFor, DEV, NOBODY, readerOf, taken, taskOf } from './samples.ts';

const ARN = `arn:aws:sns:us-east-1:${DEV}:orders`;

type Row = readonly [string, MutationType, TaskParameters, string, NamedFacts];

const facts = (more: Partial<NamedFacts> = {}): NamedFacts => ({
  name: 'orders',
  identifier: ARN,
  exists: false,
  ownStack: null,
  owner: NOBODY,
  properties: null,
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
    const resources = templateOf({ protocol: 'email', endpoint: 'ops@example.com' });
    expect(resources['OrdersTopicSubscription']?.Properties).toEqual({
      TopicArn: { Ref: 'OrdersTopic' },
      Protocol: 'email',
      Endpoint: 'ops@example.com',
    });
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
      'a subscription by update',
      'UpdateResource',
      { protocol: 'sqs', endpoint: 'arn:aws:sqs:us-east-1:333333333333:q' },
      'unsupported-task',
      facts(),
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
