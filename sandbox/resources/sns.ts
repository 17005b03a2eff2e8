import type { JsonObject } from '../../src/task/json.ts';
import { problem, sameId, textProperty, type TypeModel } from './model.ts';

const topicName = (arn: string): string => arn.split(':').at(-1) ?? '';

/** `AWS::SNS::Topic`. `Ref` is its ARN. */
export const topic: TypeModel = {
  type: 'AWS::SNS::Topic',
  service: 'Sns',
  tags: 'list',
  seconds: { create: 6, update: 4, delete: 3 },
  required: [],
  properties: [
    'ArchivePolicy',
    'ContentBasedDeduplication',
    'DataProtectionPolicy',
    'DeliveryStatusLogging',
    'DisplayName',
    'FifoThroughputScope',
    'FifoTopic',
    'KmsMasterKeyId',
    'SignatureVersion',
    'Subscription',
    'Tags',
    'TopicName',
    'TracingConfig',
  ],
  replaceOn: ['FifoTopic', 'TopicName'],
  nameProperty: 'TopicName',
  nameLimit: 256,
  idOf: (name, { accountId, region }) => `arn:aws:sns:${region}:${accountId}:${name}`,
  arnOf: sameId,
  attributesOf: (id) => ({ TopicArn: id, TopicName: topicName(id) }),
  refuseCreate: ({ name }) =>
    /^[A-Za-z0-9_-]{1,256}(\.fifo)?$/.test(name)
      ? undefined
      : problem('InvalidRequest', 400, 'Invalid parameter: Topic Name'),
};

const firstTopic = (properties: JsonObject): string => {
  const topics = properties['Topics'];
  const [first] = Array.isArray(topics) ? topics : [];
  return String(first ?? '');
};

/** `AWS::SNS::TopicPolicy`: the policy of some topics. */
export const topicPolicy: TypeModel = {
  type: 'AWS::SNS::TopicPolicy',
  service: 'Sns',
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 2 },
  required: ['PolicyDocument', 'Topics'],
  properties: ['PolicyDocument', 'Topics'],
  replaceOn: [],
  idPrefix: 'topicpolicy-',
  idOf: sameId,
  arnOf: (_id, _place, properties) => firstTopic(properties),
  attributesOf: (id) => ({ Id: id }),
};

/** `AWS::SNS::Subscription`. An email address stays unconfirmed until a person clicks. */
export const subscription: TypeModel = {
  type: 'AWS::SNS::Subscription',
  service: 'Sns',
  tags: 'none',
  seconds: { create: 3, update: 3, delete: 2 },
  required: ['Protocol', 'TopicArn'],
  properties: [
    'DeliveryPolicy',
    'Endpoint',
    'FilterPolicy',
    'FilterPolicyScope',
    'Protocol',
    'RawMessageDelivery',
    'RedrivePolicy',
    'Region',
    'ReplayPolicy',
    'SubscriptionRoleArn',
    'TopicArn',
  ],
  replaceOn: ['Endpoint', 'Protocol', 'TopicArn'],
  idPrefix: 'subscription-',
  idOf: sameId,
  arnOf: (_id, _place, properties) => textProperty(properties, 'TopicArn'),
  attributesOf: (id, _place, properties) => ({
    Arn: `${textProperty(properties, 'TopicArn')}:${id}`,
  }),
};
