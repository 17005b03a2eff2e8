import { AwsError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import type { Json } from '../../src/task/json.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, text, texts, type Call, type OperationTable } from './call.ts';
import { ownResource, ownResources } from './find.ts';

const TYPE = 'AWS::SQS::Queue';

const missing = (): AwsError =>
  new AwsError('QueueDoesNotExist', 400, 'The specified queue does not exist.');

const needQueue = (call: Call): Resource => {
  const found = ownResource(call, TYPE, text(call.input, 'QueueUrl'));
  if (found === undefined) throw missing();
  return found;
};

const nameOf = (queue: Resource): string => queue.id.split('/').at(-1) ?? '';

const queueArn = (call: Call): string => {
  const name = text(call.input, 'QueueUrl').split('/').at(-1) ?? '';
  return `arn:aws:sqs:${call.region}:${call.accountId}:${name || text(call.input, 'QueueName')}`;
};

const url = (call: Call): unknown => {
  const found = ownResources(call, TYPE).find(
    (each) => nameOf(each) === text(call.input, 'QueueName'),
  );
  if (found === undefined) throw missing();
  return { QueueUrl: found.id };
};

const policyFor = (call: Call, queue: Resource): Json | undefined =>
  ownResources(call, 'AWS::SQS::QueuePolicy').find((each) =>
    JSON.stringify(each.properties['Queues']).includes(`"${queue.id}"`),
  )?.properties['PolicyDocument'];

/** What SQS has of its own where nothing was said. */
const DEFAULTS: Readonly<Record<string, string>> = {
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  ReceiveMessageWaitTimeSeconds: '0',
  SqsManagedSseEnabled: 'true',
  VisibilityTimeout: '30',
};
const COUNTS = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesDelayed',
  'ApproximateNumberOfMessagesNotVisible',
];

const allAttributes = (call: Call, queue: Resource): Readonly<Record<string, string>> => {
  const { QueueName: _name, ...properties } = queue.properties;
  const defaults =
    properties['KmsMasterKeyId'] === undefined
      ? DEFAULTS
      : { ...DEFAULTS, SqsManagedSseEnabled: 'false' };
  const policy = policyFor(call, queue);
  return {
    ...defaults,
    QueueArn: queue.arn,
    ...Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [name, jsonText(value)]),
    ),
    ...(policy === undefined ? {} : { Policy: jsonText(policy) }),
    ...Object.fromEntries(COUNTS.map((name) => [name, jsonText(queue.attributes[name] ?? 0)])),
  };
};

const attributes = (call: Call): unknown => {
  const all = allAttributes(call, needQueue(call));
  const asked = texts(call.input, 'AttributeNames');
  const names = asked.includes('All') ? Object.keys(all) : asked;
  const found = names.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]]));
  return found.length === 0 ? {} : { Attributes: Object.fromEntries(found) as object };
};

const listQueues = (call: Call): unknown => {
  const prefix = text(call.input, 'QueueNamePrefix');
  const urls = ownResources(call, TYPE)
    .filter((each) => nameOf(each).startsWith(prefix))
    .map(({ id }) => id);
  const page = pageOf(call, urls, call.input['NextToken']);
  return { QueueUrls: page.items, NextToken: page.next };
};

const listSources = (call: Call): unknown => {
  const { arn } = needQueue(call);
  const urls = ownResources(call, TYPE)
    .filter((each) => jsonText(each.properties['RedrivePolicy'] ?? '').includes(`"${arn}"`))
    .map(({ id }) => id);
  const page = pageOf(call, urls, call.input['NextToken']);
  return { queueUrls: page.items, NextToken: page.next };
};

/** SQS: the configuration of queues and how many messages they hold, never a message. */
export const sqsOperations: OperationTable = {
  GetQueueAttributes: row('sqs:GetQueueAttributes', queueArn, attributes),
  GetQueueUrl: row('sqs:GetQueueUrl', queueArn, url),
  ListDeadLetterSourceQueues: row('sqs:ListDeadLetterSourceQueues', queueArn, listSources),
  ListQueues: row('sqs:ListQueues', () => '*', listQueues),
  ListQueueTags: row('sqs:ListQueueTags', queueArn, (call) => ({ Tags: needQueue(call).tags })),
};
