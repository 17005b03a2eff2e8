import type { Template } from '../../plan/template.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { arnIn } from '../lambda-function/own-role.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';
import { tagsIn } from './template.ts';

/** Every type that a template of this service may hold. */
export const RULE_TEMPLATE_TYPES = [
  'AWS::Events::Rule',
  'AWS::Lambda::Permission',
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
] as const;

const TYPE = 'AWS::Events::Rule';
const KEPT_SECONDS = 14 * 86_400;

const withTargets = (template: Template, id: string, more: JsonObject): Template =>
  withProperties(template, id, {
    Targets: listOf(propertiesOf(template, id)['Targets']).map((target) =>
      isJsonObject(target) ? { ...more, ...target } : target,
    ),
  });

const lacks =
  (member: string) =>
  (template: Template, id: string): boolean =>
    listOf(propertiesOf(template, id)['Targets']).some(
      (target) => isJsonObject(target) && target[member] === undefined,
    );

/** Only this rule may send, and nobody without TLS. */
const policyFor = (id: string, queueId: string): JsonObject => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'FromRule',
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: arnIn(queueId),
      Condition: { ArnEquals: { 'aws:SourceArn': arnIn(id) } },
    },
    {
      Sid: 'TlsOnly',
      Effect: 'Deny',
      Principal: '*',
      Action: 'sqs:*',
      Resource: arnIn(queueId),
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ],
});

/** What can not be delivered waits in a queue of its own for two weeks. */
const patchDeadLetter: Remedy['patch'] = (template, id) => {
  const queueId = `${id}Failures`;
  const queue = withResource(template, queueId, {
    Type: 'AWS::SQS::Queue',
    Properties: {
      MessageRetentionPeriod: KEPT_SECONDS,
      SqsManagedSseEnabled: true,
      Tags: tagsIn(template, id),
    },
  });
  const allowed = withResource(queue, `${queueId}Policy`, {
    Type: 'AWS::SQS::QueuePolicy',
    Properties: { Queues: [{ Ref: queueId }], PolicyDocument: policyFor(id, queueId) },
  });
  return withTargets(allowed, id, { DeadLetterConfig: { Arn: arnIn(queueId) } });
};

/** A day is what EventBridge does anyway; it is said, so that it can be changed knowingly. */
const RETRIES = { MaximumRetryAttempts: 185, MaximumEventAgeInSeconds: 86_400 };

/** In the order of application. */
export const ruleRemedies: readonly Remedy[] = [
  {
    item: 'EVENTS-04',
    type: TYPE,
    defaultFrom: 'staging',
    isNeeded: lacks('DeadLetterConfig'),
    patch: patchDeadLetter,
  },
  {
    item: 'EVENTS-07',
    type: TYPE,
    defaultFrom: 'production',
    isNeeded: lacks('RetryPolicy'),
    patch: (template, id) => withTargets(template, id, { RetryPolicy: RETRIES }),
  },
];
