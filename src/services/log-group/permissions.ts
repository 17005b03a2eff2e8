import { anywhere, onSet, referredName, regionalArn, tagActs } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf, type Act } from '../type-table.ts';

/** IAM knows a log group with and without the stars of its streams. */
const logGroupArns = (input: NeedInput): readonly string[] =>
  namesOf(input, 'LogGroupName').flatMap((name) => {
    const arn = regionalArn('logs', input, `log-group:${name}`);
    return name.endsWith('*') ? [arn] : [arn, `${arn}:*`];
  });

/** IAM gives these two no resource. */
const indexPolicy = (verb: 'Put' | 'Delete'): Act => anywhere(`logs:${verb}IndexPolicy`);

/** Source: schema of AWS::Logs::LogGroup, cut with the list of IAM. */
export const logGroupTable: TypeTable = tableOf({
  type: 'AWS::Logs::LogGroup',
  arns: logGroupArns,
  slowestMinutes: 1,
  isStateful: true,
  nameProperty: 'LogGroupName',
  createOnly: ['LogGroupName'],
  sensitiveProperties: ['RetentionInDays', 'KmsKeyId', 'DataProtectionPolicy'],
  create: ['logs:CreateLogGroup'],
  remove: ['logs:DeleteLogGroup'],
  read: [
    anywhere('logs:DescribeLogGroups'),
    anywhere('logs:DescribeIndexPolicies'),
    'logs:GetDataProtectionPolicy',
    'logs:ListTagsForResource',
  ],
  properties: {
    RetentionInDays: onSet(['logs:PutRetentionPolicy'], ['logs:DeleteRetentionPolicy']),
    KmsKeyId: onSet(['logs:AssociateKmsKey'], ['logs:DisassociateKmsKey']),
    DataProtectionPolicy: onSet(
      ['logs:PutDataProtectionPolicy'],
      ['logs:DeleteDataProtectionPolicy'],
    ),
    FieldIndexPolicies: onSet([indexPolicy('Put')], [indexPolicy('Delete')]),
    Tags: tagActs('logs:TagResource', 'logs:UntagResource'),
  },
});

const filteredGroup = (input: NeedInput): readonly string[] => {
  const name = referredName(input.properties['LogGroupName'], input);
  if (name === undefined) return [];
  const arn = regionalArn('logs', input, `log-group:${name}`);
  return name.endsWith('*') ? [arn] : [arn, `${arn}:*`];
};

const METRIC_FILTER: TypeTable = tableOf({
  type: 'AWS::Logs::MetricFilter',
  arns: filteredGroup,
  slowestMinutes: 1,
  isStateful: false,
  createOnly: ['FilterName', 'LogGroupName'],
  sensitiveProperties: [],
  create: ['logs:PutMetricFilter'],
  change: ['logs:PutMetricFilter'],
  remove: ['logs:DeleteMetricFilter'],
  read: ['logs:DescribeMetricFilters'],
  properties: {},
});

/** The reviewed tables of a log group and its metrics. */
export const LOG_TYPES: readonly TypeTable[] = [logGroupTable, METRIC_FILTER];
