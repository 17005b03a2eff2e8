import { regionalArn } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf } from '../type-table.ts';

const alarmArns = (input: NeedInput): readonly string[] =>
  namesOf(input, 'AlarmName').map((name) => regionalArn('cloudwatch', input, `alarm:${name}`));

/** The reviewed table of an alarm. PutMetricAlarm takes everything but the tags at once. */
export const alarmTable: TypeTable = tableOf({
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

/** Source: provider schema cut with IAM's list of actions, corrected by hand. */
export const ALARM_TYPES: readonly TypeTable[] = [alarmTable];
