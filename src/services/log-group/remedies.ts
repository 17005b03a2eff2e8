import type { Template } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { arnIn, retagged } from '../lambda-function/own-role.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';

/** Every type that the service's own templates may hold. */
export const LOG_GROUP_TEMPLATE_TYPES: readonly string[] = [
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::KMS::Key',
];

/** Long enough to look back a sprint or two, short enough to cost little. */
const DEFAULT_RETENTION_DAYS = 30;

const lacks =
  (property: string) =>
  (template: Template, logicalId: string): boolean =>
    propertiesOf(template, logicalId)[property] === undefined;

/** The account may do everything with the key; CloudWatch Logs only what this group needs. */
const keyPolicy = (template: Template, logicalId: string): JsonObject => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Account',
      Effect: 'Allow',
      Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
      Action: 'kms:*',
      Resource: '*',
    },
    {
      Sid: 'Logs',
      Effect: 'Allow',
      Principal: { Service: { 'Fn::Sub': 'logs.${AWS::Region}.amazonaws.com' } },
      Action: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: {
        ArnEquals: {
          'kms:EncryptionContext:aws:logs:arn': {
            'Fn::Sub': [
              'arn:aws:logs:${AWS::Region}:${AWS::AccountId}:log-group:${Name}',
              { Name: propertiesOf(template, logicalId)['LogGroupName'] ?? '*' },
            ],
          },
        },
      },
    },
  ],
});

const patchKey: Remedy['patch'] = (template, logicalId) => {
  const keyId = `${logicalId}Key`;
  const made = withResource(template, keyId, {
    Type: 'AWS::KMS::Key',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      Description: { 'Fn::Sub': 'Logs of ${AWS::StackName}' },
      EnableKeyRotation: true,
      KeyPolicy: keyPolicy(template, logicalId),
      Tags: retagged(template, logicalId, '-key'),
    },
  });
  return withProperties(made, logicalId, { KmsKeyId: arnIn(keyId) });
};

/** In the order of application. */
export const logGroupRemedies: readonly Remedy[] = [
  {
    item: 'CLOUDWATCH-02',
    type: 'AWS::Logs::LogGroup',
    defaultFrom: 'sandbox',
    isNeeded: lacks('RetentionInDays'),
    patch: (template, logicalId) =>
      withProperties(template, logicalId, { RetentionInDays: DEFAULT_RETENTION_DAYS }),
  },
  {
    item: 'CLOUDWATCH-03',
    type: 'AWS::Logs::LogGroup',
    defaultFrom: 'staging',
    isNeeded: lacks('KmsKeyId'),
    patch: patchKey,
  },
];
