import type { Template } from '../../plan/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';

/** Every type that a template of this service may hold. */
export const SNS_TEMPLATE_TYPES = [
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SNS::Subscription',
  'AWS::Lambda::Permission',
] as const;

/** A policy replaces the one SNS makes, so the account's own right is written down again. */
const ownerStatement = (logicalId: string): JsonObject => ({
  Sid: 'Account',
  Effect: 'Allow',
  Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
  Action: [
    'sns:GetTopicAttributes',
    'sns:ListSubscriptionsByTopic',
    'sns:Publish',
    'sns:SetTopicAttributes',
    'sns:Subscribe',
  ],
  Resource: { Ref: logicalId },
});

const tlsStatement = (logicalId: string): JsonObject => ({
  Sid: 'TlsOnly',
  Effect: 'Deny',
  Principal: '*',
  Action: 'sns:Publish',
  Resource: { Ref: logicalId },
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
});

const isPolicyOf = (template: Template, policyId: string, topicId: string): boolean =>
  template.Resources[policyId]?.Type === 'AWS::SNS::TopicPolicy' &&
  listOf(propertiesOf(template, policyId)['Topics']).some(
    (topic) => isJsonObject(topic) && topic['Ref'] === topicId,
  );

const statementsOf = (document: Json | undefined): readonly Json[] =>
  isJsonObject(document) ? listOf(document['Statement']) : [];

const patchTls = (template: Template, logicalId: string): Template => {
  const found = Object.keys(template.Resources).find((id) => isPolicyOf(template, id, logicalId));
  const policyId = found ?? `${logicalId}Policy`;
  const present = statementsOf(propertiesOf(template, policyId)['PolicyDocument']);
  const others = present.filter((one) => !isJsonObject(one) || one['Sid'] !== 'TlsOnly');
  const kept = found === undefined ? [ownerStatement(logicalId)] : others;
  return withResource(template, policyId, {
    ...template.Resources[policyId],
    Type: 'AWS::SNS::TopicPolicy',
    Properties: {
      Topics: [{ Ref: logicalId }],
      ...propertiesOf(template, policyId),
      PolicyDocument: { Version: '2012-10-17', Statement: [...kept, tlsStatement(logicalId)] },
    },
  });
};

/** In the order of application. */
export const snsRemedies: readonly Remedy[] = [
  {
    item: 'SNS-01',
    type: 'AWS::SNS::Topic',
    defaultFrom: 'sandbox',
    isNeeded: (template, id) => propertiesOf(template, id)['KmsMasterKeyId'] === undefined,
    patch: (template, id) => withProperties(template, id, { KmsMasterKeyId: 'alias/aws/sns' }),
  },
  { item: 'SNS-02', type: 'AWS::SNS::Topic', defaultFrom: 'sandbox', patch: patchTls },
];
