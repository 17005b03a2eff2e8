import type { Template } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { keptResource } from '../guarding/kept.ts';
import { arnIn } from '../lambda-function/own-role.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';

/** Every type that the service's own templates may hold. */
export const RECORDER_TEMPLATE_TYPES: readonly string[] = [
  'AWS::Config::ConfigurationRecorder',
  'AWS::Config::DeliveryChannel',
  'AWS::IAM::ServiceLinkedRole',
  'AWS::KMS::Key',
];

/** The account may do everything with the key; Config only encrypts what it delivers. */
const KEY_POLICY: JsonObject = {
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
      Sid: 'Config',
      Effect: 'Allow',
      Principal: { Service: 'config.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    },
  ],
};

const lacksKey = (template: Template, logicalId: string): boolean =>
  propertiesOf(template, logicalId)['S3KmsKeyArn'] === undefined;

const EVERYTHING = { AllSupported: true, IncludeGlobalResourceTypes: true };

const recordsAll = (item: string): Remedy => ({
  item,
  type: 'AWS::Config::ConfigurationRecorder',
  patch: (template, logicalId) =>
    withProperties(template, logicalId, { RecordingGroup: EVERYTHING }),
});

/** The key of a recorder takes its tags from nobody: a recorder has none. */
export const recorderRemedies = (tags: JsonObject['Tags'] = []): readonly Remedy[] => [
  recordsAll('CONFIG-01'),
  recordsAll('CONFIG-02'),
  {
    item: 'CONFIG-05',
    type: 'AWS::Config::DeliveryChannel',
    defaultFrom: 'staging',
    isNeeded: lacksKey,
    patch: (template, logicalId) => {
      const keyId = `${logicalId}Key`;
      const key = keptResource('AWS::KMS::Key', {
        Description: { 'Fn::Sub': 'Records of ${AWS::StackName}' },
        EnableKeyRotation: true,
        KeyPolicy: KEY_POLICY,
        Tags: tags,
      });
      const made = withResource(template, keyId, key);
      return withProperties(made, logicalId, { S3KmsKeyArn: arnIn(keyId) });
    },
  },
];
