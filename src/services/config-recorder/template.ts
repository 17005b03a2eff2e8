import type { Template } from '../../plan/template.ts';
import { keptResource } from '../guarding/kept.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import { CONFIG, CONFIG_ROLE } from './facts.ts';

/** Logical ids of the parts, which a region has once. */
const CHANNEL_ID = 'DeliveryChannel';
const RECORDER_ID = 'Recorder';
const ROLE_ID = 'ConfigRole';
const LINKED_ROLE = `aws-service-role/${CONFIG}/${CONFIG_ROLE}`;

/** What a task sets of the channel. */
export const channelFields = ({ task }: DraftContext) => {
  const bucket = textOf(task, 'bucket');
  const key = textOf(task, 'kmsKey');
  return {
    ...(bucket === undefined ? {} : { S3BucketName: bucket }),
    ...(key === undefined ? {} : { S3KmsKeyArn: key }),
  };
};

/**
 * A recorder of every type with its channel; AWS starts it when both are there. It works with the
 * role that AWS itself makes for Config, which is made too where the account has none.
 */
export const recorderTemplate = (context: DraftContext, hasLinkedRole: boolean): Template => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: 'AWS Config recorder',
  Resources: {
    ...(hasLinkedRole
      ? {}
      : { [ROLE_ID]: keptResource('AWS::IAM::ServiceLinkedRole', { AWSServiceName: CONFIG }) }),
    [RECORDER_ID]: {
      ...keptResource('AWS::Config::ConfigurationRecorder', {
        Name: 'default',
        RoleARN: {
          'Fn::Sub': `arn:aws:iam::\${AWS::AccountId}:role/${LINKED_ROLE}`,
        },
        RecordingGroup: { AllSupported: true, IncludeGlobalResourceTypes: true },
      }),
      ...(hasLinkedRole ? {} : { DependsOn: ROLE_ID }),
    },
    [CHANNEL_ID]: keptResource('AWS::Config::DeliveryChannel', {
      Name: 'default',
      ...channelFields(context),
      ConfigSnapshotDeliveryProperties: { DeliveryFrequency: 'TwentyFour_Hours' },
    }),
  },
});
