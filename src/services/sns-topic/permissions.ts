import { listOf, onChange, onSet, tagActs } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf } from '../type-table.ts';

const arnOf = (input: NeedInput, name: string): string =>
  name.startsWith('arn:') ? name : `arn:aws:sns:${input.region}:${input.account.id}:${name}`;

const topicArns = (input: NeedInput): readonly string[] =>
  namesOf(input, 'TopicName').map((name) => arnOf(input, name));

const attribute = onChange('sns:SetTopicAttributes');

/** The reviewed table of the topic itself. CreateTopic takes all attributes at once. */
export const topicTable = tableOf({
  type: 'AWS::SNS::Topic',
  nameProperty: 'TopicName',
  slowestMinutes: 1,
  isStateful: false,
  createOnly: ['TopicName', 'FifoTopic'],
  sensitiveProperties: ['KmsMasterKeyId', 'DeliveryStatusLogging', 'DataProtectionPolicy'],
  arns: topicArns,
  create: ['sns:CreateTopic'],
  remove: [
    'sns:DeleteTopic',
    {
      action: 'sns:Unsubscribe',
      when: (input) => input.properties['Subscription'] !== undefined,
    },
  ],
  read: [
    'sns:GetDataProtectionPolicy',
    'sns:GetTopicAttributes',
    'sns:ListSubscriptionsByTopic',
    'sns:ListTagsForResource',
  ],
  properties: {
    ArchivePolicy: attribute,
    ContentBasedDeduplication: attribute,
    DataProtectionPolicy: onSet(['sns:PutDataProtectionPolicy']),
    DeliveryStatusLogging: attribute,
    DisplayName: attribute,
    FifoThroughputScope: attribute,
    KmsMasterKeyId: attribute,
    SignatureVersion: attribute,
    Subscription: onSet(['sns:Subscribe'], ['sns:Unsubscribe']),
    Tags: tagActs('sns:TagResource', 'sns:UntagResource'),
    TracingConfig: attribute,
  },
});

const policyArns = (input: NeedInput): readonly string[] =>
  listOf(input.properties['Topics']).flatMap((topic) =>
    typeof topic === 'string' ? [arnOf(input, topic)] : [],
  );

/** SNS has no call that deletes a policy: the handler sets the default one again. */
const topicPolicy = tableOf({
  type: 'AWS::SNS::TopicPolicy',
  slowestMinutes: 1,
  isStateful: false,
  sensitiveProperties: ['*'],
  arns: policyArns,
  create: ['sns:SetTopicAttributes'],
  remove: ['sns:SetTopicAttributes'],
  read: ['sns:GetTopicAttributes'],
  properties: {},
  change: ['sns:SetTopicAttributes'],
});

const subscribedTopic = (input: NeedInput): readonly string[] => {
  const topic = input.properties['TopicArn'];
  return typeof topic === 'string' ? [arnOf(input, topic)] : [];
};

/** Subscribe takes all attributes at once. */
const setSubscription = onChange('sns:SetSubscriptionAttributes');

/** A subscription's ARN is its topic's with an id; IAM authorises it by the topic. */
const subscription = tableOf({
  type: 'AWS::SNS::Subscription',
  slowestMinutes: 1,
  isStateful: false,
  createOnly: ['Endpoint', 'Protocol', 'TopicArn'],
  sensitiveProperties: ['Endpoint', 'Protocol', 'SubscriptionRoleArn'],
  arns: subscribedTopic,
  create: ['sns:Subscribe'],
  remove: ['sns:Unsubscribe'],
  read: ['sns:GetSubscriptionAttributes', 'sns:GetTopicAttributes'],
  properties: {
    DeliveryPolicy: setSubscription,
    FilterPolicy: setSubscription,
    FilterPolicyScope: setSubscription,
    RawMessageDelivery: setSubscription,
    RedrivePolicy: setSubscription,
    ReplayPolicy: setSubscription,
    SubscriptionRoleArn: setSubscription,
  },
});

/** Source: provider schemas cut with IAM's list of actions, corrected by hand. */
export const SNS_TYPES: readonly TypeTable[] = [topicTable, topicPolicy, subscription];
