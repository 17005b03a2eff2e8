import type { Template } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import type { Remedy } from '../service.ts';
import { arnIn } from '../lambda-function/own-role.ts';
import { propertiesOf, withProperties } from '../template-edit.ts';
import { withDeadLetter } from './dead-letter.ts';
import { policyObject } from './names.ts';
import { withPolicyStatement } from './policy.ts';
import { DEFAULT_TRIES, isCollector } from './template.ts';

/** Every type that a template of this service may hold. */
export const SQS_TEMPLATE_TYPES = [
  'AWS::SQS::Queue',
  'AWS::SQS::QueuePolicy',
  'AWS::SNS::Subscription',
] as const;

const TYPE = 'AWS::SQS::Queue';

const tlsStatement = (logicalId: string): JsonObject => ({
  Sid: 'TlsOnly',
  Effect: 'Deny',
  Principal: '*',
  Action: 'sqs:*',
  Resource: arnIn(logicalId),
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

const isPlain = (template: Template, id: string): boolean => {
  const { KmsMasterKeyId, SqsManagedSseEnabled } = propertiesOf(template, id);
  return KmsMasterKeyId === undefined && SqsManagedSseEnabled !== true;
};

const losesFailures = (template: Template, id: string): boolean =>
  !isCollector(template, id) &&
  policyObject(propertiesOf(template, id)['RedrivePolicy'])['deadLetterTargetArn'] === undefined;

/** In the order of application: the queue of failures is encrypted as the queue itself is. */
export const sqsRemedies: readonly Remedy[] = [
  {
    item: 'SQS-01',
    type: TYPE,
    defaultFrom: 'sandbox',
    isNeeded: isPlain,
    patch: (template, id) => withProperties(template, id, { SqsManagedSseEnabled: true }),
  },
  {
    item: 'SQS-03',
    type: TYPE,
    defaultFrom: 'staging',
    isNeeded: losesFailures,
    patch: (template, id) => withDeadLetter(template, id, { tries: DEFAULT_TRIES }),
  },
  {
    item: 'SQS-02',
    type: TYPE,
    defaultFrom: 'sandbox',
    isNeeded: (template, id) => !isCollector(template, id),
    patch: (template, id) => withPolicyStatement(template, id, tlsStatement(id)),
  },
];
