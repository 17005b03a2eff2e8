import type { JsonObject } from '../../src/task/json.ts';
import { problem, sameId, type TypeModel } from './model.ts';

const nameOf = (url: string): string => url.split('/').at(-1) ?? '';

/** `AWS::SQS::Queue`. `Ref` is its address. */
export const queue: TypeModel = {
  type: 'AWS::SQS::Queue',
  service: 'Sqs',
  tags: 'list',
  seconds: { create: 30, update: 30, delete: 30 },
  required: [],
  properties: [
    'ContentBasedDeduplication',
    'DeduplicationScope',
    'DelaySeconds',
    'FifoQueue',
    'FifoThroughputLimit',
    'KmsDataKeyReusePeriodSeconds',
    'KmsMasterKeyId',
    'MaximumMessageSize',
    'MessageRetentionPeriod',
    'QueueName',
    'ReceiveMessageWaitTimeSeconds',
    'RedriveAllowPolicy',
    'RedrivePolicy',
    'SqsManagedSseEnabled',
    'Tags',
    'VisibilityTimeout',
  ],
  replaceOn: ['FifoQueue', 'QueueName'],
  nameProperty: 'QueueName',
  nameLimit: 80,
  idOf: (name, { accountId, region }) => `https://sqs.${region}.amazonaws.com/${accountId}/${name}`,
  arnOf: (id, { accountId, region }) => `arn:aws:sqs:${region}:${accountId}:${nameOf(id)}`,
  attributesOf: (id, { accountId, region }) => ({
    Arn: `arn:aws:sqs:${region}:${accountId}:${nameOf(id)}`,
    QueueName: nameOf(id),
    QueueUrl: id,
  }),
  refuseCreate: ({ name }) =>
    /^[A-Za-z0-9_-]{1,80}(\.fifo)?$/.test(name)
      ? undefined
      : problem('InvalidRequest', 400, 'Can only include alphanumeric characters'),
};

const firstQueue = (properties: JsonObject): string => {
  const queues = properties['Queues'];
  const [first] = Array.isArray(queues) ? queues : [];
  return String(first ?? '');
};

/** `AWS::SQS::QueuePolicy`: the policy of some queues. */
export const queuePolicy: TypeModel = {
  type: 'AWS::SQS::QueuePolicy',
  service: 'Sqs',
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 2 },
  required: ['PolicyDocument', 'Queues'],
  properties: ['PolicyDocument', 'Queues'],
  replaceOn: [],
  idPrefix: 'queuepolicy-',
  idOf: sameId,
  arnOf: (_id, { accountId, region }, properties) =>
    `arn:aws:sqs:${region}:${accountId}:${nameOf(firstQueue(properties))}`,
  attributesOf: (id) => ({ Id: id }),
};
