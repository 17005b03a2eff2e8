import { AwsError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, tagList, text, type Call, type OperationTable } from './call.ts';
import { ownResource, ownResources } from './find.ts';

const TYPE = 'AWS::SNS::Topic';

const needTopic = (call: Call, member: string): Resource => {
  const found = ownResource(call, TYPE, text(call.input, member));
  if (found === undefined) throw new AwsError('NotFoundException', 404, 'Topic does not exist');
  return found;
};

interface Subscription {
  readonly SubscriptionArn: string;
  readonly [member: string]: unknown;
}

const allSubscriptions = (call: Call): readonly Subscription[] =>
  ownResources(call, 'AWS::SNS::Subscription').map((each) => ({
    SubscriptionArn: each.properties['Protocol'] === 'email' ? 'PendingConfirmation' : each.id,
    Owner: call.accountId,
    Protocol: each.properties['Protocol'],
    Endpoint: each.properties['Endpoint'],
    TopicArn: each.properties['TopicArn'],
  }));

const subscriptionsOf = (call: Call, topic: Resource): readonly Subscription[] =>
  allSubscriptions(call).filter((each) => each['TopicArn'] === topic.id);

const policyFor = (call: Call, topic: Resource): string => {
  const own = ownResources(call, 'AWS::SNS::TopicPolicy').find((each) =>
    JSON.stringify(each.properties['Topics']).includes(`"${topic.id}"`),
  );
  const standard = {
    Version: '2008-10-17',
    Statement: [
      {
        Sid: '__default_statement_ID',
        Effect: 'Allow',
        Principal: { AWS: '*' },
        Action: ['SNS:Publish', 'SNS:Subscribe'],
        Resource: topic.id,
        Condition: { StringEquals: { 'AWS:SourceOwner': call.accountId } },
      },
    ],
  };
  return JSON.stringify(own?.properties['PolicyDocument'] ?? standard);
};

const attributes = (call: Call): unknown => {
  const topic = needTopic(call, 'TopicArn');
  const { properties } = topic;
  const all = subscriptionsOf(call, topic);
  const pending = all.filter((each) => each.SubscriptionArn === 'PendingConfirmation');
  return {
    Attributes: {
      TopicArn: topic.id,
      Owner: call.accountId,
      DisplayName: jsonText(properties['DisplayName']),
      Policy: policyFor(call, topic),
      SubscriptionsConfirmed: String(all.length - pending.length),
      SubscriptionsPending: String(pending.length),
      ...(properties['KmsMasterKeyId'] === undefined
        ? {}
        : { KmsMasterKeyId: jsonText(properties['KmsMasterKeyId']) }),
      ...(properties['FifoTopic'] === true ? { FifoTopic: 'true' } : {}),
    },
  };
};

const listTopics = (call: Call): unknown => {
  const arns = ownResources(call, TYPE).map((each) => ({ TopicArn: each.id }));
  const page = pageOf(call, arns, call.input['NextToken']);
  return { Topics: page.items, NextToken: page.next };
};

const listSubscriptions = (call: Call): unknown => {
  const all = subscriptionsOf(call, needTopic(call, 'TopicArn'));
  const page = pageOf(call, all, call.input['NextToken']);
  return { Subscriptions: page.items, NextToken: page.next };
};

const listAll = (call: Call): unknown => {
  const page = pageOf(call, allSubscriptions(call), call.input['NextToken']);
  return { Subscriptions: page.items, NextToken: page.next };
};

const subscription = (call: Call): unknown => {
  const id = text(call.input, 'SubscriptionArn');
  const found = ownResource(call, 'AWS::SNS::Subscription', id);
  if (found === undefined) {
    throw new AwsError('NotFoundException', 404, 'Subscription does not exist');
  }
  const { properties } = found;
  return {
    Attributes: {
      SubscriptionArn: found.id,
      TopicArn: jsonText(properties['TopicArn']),
      Protocol: jsonText(properties['Protocol']),
      Endpoint: jsonText(properties['Endpoint']),
      PendingConfirmation: String(properties['Protocol'] === 'email'),
    },
  };
};

const topicArn = (call: Call): string => text(call.input, 'TopicArn');

/** SNS: the configuration reads. */
export const snsOperations: OperationTable = {
  GetTopicAttributes: row('sns:GetTopicAttributes', topicArn, attributes),
  ListTopics: row('sns:ListTopics', () => '*', listTopics),
  GetSubscriptionAttributes: row(
    'sns:GetSubscriptionAttributes',
    (call) => text(call.input, 'SubscriptionArn').replace(/:[^:]+$/, ''),
    subscription,
  ),
  ListSubscriptions: row('sns:ListSubscriptions', () => '*', listAll),
  ListSubscriptionsByTopic: row('sns:ListSubscriptionsByTopic', topicArn, listSubscriptions),
  ListTagsForResource: row(
    'sns:ListTagsForResource',
    (call) => text(call.input, 'ResourceArn'),
    (call) => ({ Tags: tagList(needTopic(call, 'ResourceArn').tags) }),
  ),
};
