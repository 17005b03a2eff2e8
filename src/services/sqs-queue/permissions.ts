import type { Json } from '../../task/json.ts';
import { listOf, onChange, referredName, tagActs } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf } from '../type-table.ts';
import { queueArn } from './names.ts';

/** The physical id of a queue is its URL; IAM wants the name at its end. */
const queueArns = (input: NeedInput): readonly string[] => [
  ...new Set(namesOf(input, 'QueueName').map((name) => queueArn(input, name))),
];

const setQueue = onChange('sqs:SetQueueAttributes');
const QUEUE_PROPERTIES =
  'ContentBasedDeduplication DeduplicationScope DelaySeconds FifoThroughputLimit ' +
  'KmsDataKeyReusePeriodSeconds KmsMasterKeyId MaximumMessageSize MessageRetentionPeriod ' +
  'ReceiveMessageWaitTimeSeconds RedriveAllowPolicy RedrivePolicy SqsManagedSseEnabled ' +
  'VisibilityTimeout';

/** The reviewed table of the queue itself. CreateQueue takes all attributes at once. */
export const queueTable: TypeTable = tableOf({
  type: 'AWS::SQS::Queue',
  arns: queueArns,
  slowestMinutes: 2,
  isStateful: true,
  nameProperty: 'QueueName',
  createOnly: ['QueueName', 'FifoQueue'],
  sensitiveProperties: ['KmsMasterKeyId', 'SqsManagedSseEnabled', 'RedriveAllowPolicy'],
  create: ['sqs:CreateQueue'],
  remove: ['sqs:DeleteQueue'],
  read: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ListQueueTags'],
  properties: {
    ...Object.fromEntries(QUEUE_PROPERTIES.split(' ').map((name) => [name, setQueue])),
    Tags: tagActs('sqs:TagQueue', 'sqs:UntagQueue'),
  },
});

const policyQueues = (input: NeedInput): readonly string[] =>
  listOf(input.properties['Queues'])
    .map((queue: Json) => referredName(queue, input))
    .filter((name) => name !== undefined)
    .map((name) => queueArn(input, name));

/** SQS has no call that deletes a policy: the handler sets an empty one. */
const queuePolicy: TypeTable = tableOf({
  type: 'AWS::SQS::QueuePolicy',
  arns: policyQueues,
  slowestMinutes: 1,
  isStateful: false,
  sensitiveProperties: ['*'],
  create: ['sqs:SetQueueAttributes'],
  change: ['sqs:SetQueueAttributes'],
  remove: ['sqs:SetQueueAttributes'],
  read: ['sqs:GetQueueAttributes'],
  properties: {},
});

/** Source: provider schemas cut with IAM's list of actions, corrected by hand. */
export const SQS_TYPES: readonly TypeTable[] = [queueTable, queuePolicy];
