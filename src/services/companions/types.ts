import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf } from '../type-table.ts';

const alarmArns = (input: NeedInput): readonly string[] =>
  namesOf(input, 'AlarmName').map(
    (name) => `arn:aws:cloudwatch:${input.region}:${input.account.id}:alarm:${name}`,
  );

const alarm = tableOf({
  type: 'AWS::CloudWatch::Alarm',
  nameProperty: 'AlarmName',
  slowestMinutes: 1,
  isStateful: false,
  createOnly: ['AlarmName'],
  sensitiveProperties: ['*'],
  arns: alarmArns,
  create: ['cloudwatch:PutMetricAlarm'],
  remove: ['cloudwatch:DeleteAlarms'],
  read: ['cloudwatch:DescribeAlarms', 'cloudwatch:ListTagsForResource'],
  properties: { Tags: { set: ['cloudwatch:TagResource'], unset: ['cloudwatch:UntagResource'] } },
  change: ['cloudwatch:PutMetricAlarm'],
});

/** The key's id is unknown before it exists; its account and region are all that binds it then. */
const keyArns = (input: NeedInput): readonly string[] => {
  const base = `arn:aws:kms:${input.region}:${input.account.id}:key/`;
  return [`${base}${input.physicalId ?? '*'}`];
};

/** An existing key of unknown id is bound by the stack that CloudFormation tags it with. */
const inThisStack = (input: NeedInput) => ({
  StringLike: {
    'aws:ResourceTag/aws:cloudformation:stack-id':
      input.stackId ??
      `arn:aws:cloudformation:${input.region}:${input.account.id}:stack/${input.stackName}/*`,
  },
});

const bound = (action: string) => ({ action, conditions: inThisStack });

const key = tableOf({
  type: 'AWS::KMS::Key',
  slowestMinutes: 3,
  isStateful: true,
  createOnly: [],
  sensitiveProperties: ['*'],
  arns: keyArns,
  create: [{ action: 'kms:CreateKey', resources: () => ['*'] }],
  remove: [bound('kms:ScheduleKeyDeletion')],
  read: ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListResourceTags'],
  properties: {
    EnableKeyRotation: {
      set: [bound('kms:EnableKeyRotation')],
      unset: [bound('kms:DisableKeyRotation')],
    },
    KeyPolicy: { set: [bound('kms:PutKeyPolicy')] },
    Description: { set: [], unset: [bound('kms:UpdateKeyDescription')] },
    Enabled: { set: [bound('kms:EnableKey'), bound('kms:DisableKey')] },
    // CreateKey with tags needs kms:TagResource before the key carries the stack's tag.
    Tags: { set: ['kms:TagResource'], unset: [bound('kms:UntagResource')] },
  },
});

/** Types that come only as companions of another service's resource. */
export const COMPANION_TYPES: readonly TypeTable[] = [alarm, key];
