import type { Template } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { JsonObject } from '../../task/json.ts';
import { textIn } from '../compare.ts';
import { arnIn } from '../lambda-function/own-role.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { booleanOf, numberOf, textOf } from '../task-values.ts';
import { logicalIdOf, propertiesOf, withResource } from '../template-edit.ts';
import type { SqsFacts } from './facts-schema.ts';
import { isFifoName, lastName, policyObject } from './names.ts';
import { withDeadLetter } from './dead-letter.ts';
import { withPolicyStatement } from './policy.ts';

const DAY_SECONDS = 86_400;
const LEAST_SECONDS = 60;

/** Tried this often where nobody says otherwise, a message is taken to be one that fails. */
export const DEFAULT_TRIES = 5;

const given = (name: string, value: string | number | boolean | undefined): JsonObject =>
  value === undefined ? {} : { [name]: value };

const retentionSeconds = (task: MutationTask): number | undefined => {
  const days = numberOf(task, 'retentionDays');
  return days === undefined ? undefined : Math.max(LEAST_SECONDS, Math.round(days * DAY_SECONDS));
};

/** SQS takes one kind of encryption at a time: the other is taken away in so many words. */
const encryptionOf = (properties: JsonObject, task: MutationTask): JsonObject => {
  const key = textOf(task, 'kmsKey') ?? (isKms(task) ? 'alias/aws/sqs' : undefined);
  const { KmsMasterKeyId: _key, SqsManagedSseEnabled: own, ...rest } = properties;
  if (textOf(task, 'encryption') === 'sqs') return { ...rest, SqsManagedSseEnabled: true };
  if (key === undefined) return properties;
  const off = own === undefined ? {} : { SqsManagedSseEnabled: false };
  return { ...rest, ...off, KmsMasterKeyId: key };
};

const isKms = (task: MutationTask): boolean => textOf(task, 'encryption') === 'kms';

/** Where failures go: what the request says of it, over what is so already. */
const redriveOf = (
  properties: JsonObject,
  task: MutationTask,
  deadLetter: SqsFacts['deadLetter'],
): JsonObject => {
  const tries = numberOf(task, 'maxReceiveCount');
  const present = policyObject(properties['RedrivePolicy']);
  const target = deadLetter?.exists === true ? deadLetter.arn : present['deadLetterTargetArn'];
  if (target === undefined || (deadLetter === null && tries === undefined)) return {};
  const before = Number(textIn(present['maxReceiveCount']) || DEFAULT_TRIES);
  return {
    RedrivePolicy: {
      ...present,
      deadLetterTargetArn: target,
      maxReceiveCount: tries ?? before,
    },
  };
};

/** Properties of a queue with what the task asks set over them; the rest stays as it is. */
export const withFields = (
  properties: JsonObject,
  task: MutationTask,
  { deadLetter }: Pick<SqsFacts, 'deadLetter'>,
): JsonObject => ({
  ...encryptionOf(properties, task),
  ...given('VisibilityTimeout', numberOf(task, 'visibilityTimeoutSeconds')),
  ...given('MessageRetentionPeriod', retentionSeconds(task)),
  ...given('DelaySeconds', numberOf(task, 'delaySeconds')),
  ...given('ContentBasedDeduplication', booleanOf(task, 'contentBasedDeduplication')),
  ...redriveOf(properties, task, deadLetter),
});

/** Only this topic may send, and only by way of SNS. */
const fromTopic = (queueId: string, topicArn: string): JsonObject => ({
  Sid: 'FromTopic',
  Effect: 'Allow',
  Principal: { Service: 'sns.amazonaws.com' },
  Action: 'sqs:SendMessage',
  Resource: arnIn(queueId),
  Condition: { ArnEquals: { 'aws:SourceArn': topicArn } },
});

/** A template with a subscription of its queue to a topic, and the right of that topic to send. */
const withTopic = (template: Template, queueId: string, topicArn: string): Template => {
  const allowed = withPolicyStatement(template, queueId, fromTopic(queueId, topicArn));
  return withResource(allowed, `${queueId}Subscription`, {
    Type: 'AWS::SNS::Subscription',
    Properties: { TopicArn: topicArn, Protocol: 'sqs', Endpoint: arnIn(queueId) },
  });
};

const ownDeadLetter = (context: DraftContext, facts: SqsFacts): string | undefined => {
  if (facts.deadLetter !== null) return facts.deadLetter.exists ? undefined : facts.deadLetter.arn;
  const isWanted = booleanOf(context.task, 'ownDeadLetterQueue') === true;
  return isWanted || numberOf(context.task, 'maxReceiveCount') !== undefined ? '' : undefined;
};

/** What was asked and no more, tagged; the remedies of the tier are applied to it. */
export const queueTemplate = (context: DraftContext, facts: SqsFacts): Template => {
  const { task } = context;
  const { name, topic } = facts;
  const queueId = logicalIdOf(name.replace(/\.fifo$/, ''), 'Queue');
  const plain: Template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Queue ${name}`,
    Resources: {
      [queueId]: {
        Type: 'AWS::SQS::Queue',
        Properties: {
          QueueName: name,
          ...(isFifoName(name) ? { FifoQueue: true } : {}),
          ...withFields({}, task, facts),
          Tags: tagList(context.tagsFor(name)),
        },
      },
    },
  };
  const collector = ownDeadLetter(context, facts);
  const collected =
    collector === undefined
      ? plain
      : withDeadLetter(plain, queueId, {
          ...(collector === '' ? {} : { name: lastName(collector) }),
          tries: numberOf(task, 'maxReceiveCount') ?? DEFAULT_TRIES,
        });
  return topic === null ? collected : withTopic(collected, queueId, topic.arn);
};

/** True where a queue of the template collects what fails in another one of it. */
export const isCollector = (template: Template, logicalId: string): boolean =>
  JSON.stringify(
    Object.keys(template.Resources).map((id) => propertiesOf(template, id)['RedrivePolicy'] ?? 0),
  ).includes(JSON.stringify(arnIn(logicalId)));
