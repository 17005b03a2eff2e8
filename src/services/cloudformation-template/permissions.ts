import type { Json } from '../../task/json.ts';
import { listOf, onChange, referredName, regionalArn, tagActs } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf, type Act } from '../type-table.ts';

const lastOf = (text: string, separator: string): string => text.split(separator).at(-1) ?? text;

/** The physical id of a queue is its URL; IAM wants the name at its end. */
const queueArns = (input: NeedInput): readonly string[] => [
  ...new Set(
    namesOf(input, 'QueueName').map((name) => regionalArn('sqs', input, lastOf(name, '/'))),
  ),
];

const setQueue = onChange('sqs:SetQueueAttributes');
const QUEUE_PROPERTIES =
  'ContentBasedDeduplication DeduplicationScope DelaySeconds FifoThroughputLimit ' +
  'KmsDataKeyReusePeriodSeconds KmsMasterKeyId MaximumMessageSize MessageRetentionPeriod ' +
  'ReceiveMessageWaitTimeSeconds RedriveAllowPolicy RedrivePolicy SqsManagedSseEnabled ' +
  'VisibilityTimeout';

const QUEUE: TypeTable = tableOf({
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
    .map((name) => regionalArn('sqs', input, lastOf(name, '/')));

const QUEUE_POLICY: TypeTable = tableOf({
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

/** The one generated name that does not begin with the stack's. */
const parameterNames = (input: NeedInput): readonly string[] => {
  const isGenerated = input.properties['Name'] === undefined && input.physicalId === undefined;
  return isGenerated ? [`CFN-${input.logicalId}-*`] : namesOf(input, 'Name');
};

const parameterArns = (input: NeedInput): readonly string[] =>
  parameterNames(input).map((name) =>
    regionalArn('ssm', input, `parameter/${name.replace(/^\//, '')}`),
  );

/** Its own value is compared by the handler: one exact parameter, which this stack wrote. */
const readBack: Act = { action: 'ssm:GetParameters', resources: parameterArns };

const PARAMETER: TypeTable = tableOf({
  type: 'AWS::SSM::Parameter',
  arns: parameterArns,
  slowestMinutes: 1,
  isStateful: true,
  nameProperty: 'Name',
  createOnly: ['Name', 'DataType'],
  sensitiveProperties: ['Policies'],
  create: ['ssm:PutParameter'],
  change: ['ssm:PutParameter'],
  remove: ['ssm:DeleteParameter'],
  read: [readBack],
  properties: { Tags: tagActs('ssm:AddTagsToResource', 'ssm:RemoveTagsFromResource') },
});

/** CloudFormation answers this one itself; a CDK app's template holds it. */
const CDK_METADATA: TypeTable = tableOf({
  type: 'AWS::CDK::Metadata',
  arns: () => [],
  slowestMinutes: 0,
  isStateful: false,
  sensitiveProperties: [],
  create: [],
  remove: [],
  read: [],
  properties: {},
});

/** The reviewed tables of what only given templates hold. */
export const TEMPLATE_TYPES: readonly TypeTable[] = [QUEUE, QUEUE_POLICY, PARAMETER, CDK_METADATA];
