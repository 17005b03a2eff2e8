import { AwsError, validationError } from '../aws-error.ts';
import { jsonText } from '../engine/json-text.ts';
import type { Resource } from '../state.ts';
import { pageOf, row, tagList, text, texts, type Call, type OperationTable } from './call.ts';
import { ownResource, ownResources } from './find.ts';

const ALARM = 'AWS::CloudWatch::Alarm';
const BOARD = 'AWS::CloudWatch::Dashboard';

const alarmView = ({ id, arn, properties, attributes }: Resource): unknown => ({
  AlarmName: id,
  AlarmArn: arn,
  ActionsEnabled: properties['ActionsEnabled'] ?? true,
  AlarmActions: properties['AlarmActions'] ?? [],
  StateValue: attributes['StateValue'] ?? 'OK',
  StateReason: attributes['StateReason'],
  Namespace: properties['Namespace'],
  MetricName: properties['MetricName'],
  Dimensions: properties['Dimensions'] ?? [],
  Metrics: properties['Metrics'],
  Period: properties['Period'],
  EvaluationPeriods: properties['EvaluationPeriods'],
  Threshold: properties['Threshold'],
  ComparisonOperator: properties['ComparisonOperator'],
  Statistic: properties['Statistic'],
  TreatMissingData: properties['TreatMissingData'],
});

const compositeView = ({ id, arn, properties }: Resource): unknown => ({
  AlarmName: id,
  AlarmArn: arn,
  AlarmRule: properties['AlarmRule'],
});

/** Composite alarms are read where a world says that they are there; none can be made. */
const composites = (call: Call): readonly Resource[] => {
  const child = text(call.input, 'ParentsOfAlarmName');
  const names = texts(call.input, 'AlarmNames');
  return ownResources(call, 'AWS::CloudWatch::CompositeAlarm').filter((each) =>
    child === ''
      ? names.length === 0 || names.includes(each.id)
      : jsonText(each.properties['AlarmRule']).includes(`(${child})`),
  );
};

const describeAlarms = (call: Call): unknown => {
  const names = texts(call.input, 'AlarmNames');
  const types = texts(call.input, 'AlarmTypes');
  const isOfParents = text(call.input, 'ParentsOfAlarmName') !== '';
  if (isOfParents && (names.length > 0 || types.length > 0)) {
    throw validationError('CloudWatch', 'ParentsOfAlarmName takes no other filter beside it');
  }
  const all = isOfParents ? [] : ownResources(call, ALARM);
  const found = all.filter((each) => names.length === 0 || names.includes(each.id));
  const page = pageOf(call, found, call.input['NextToken']);
  const isComposite = isOfParents || types.includes('CompositeAlarm');
  return {
    MetricAlarms: page.items.map(alarmView),
    ...(isComposite ? { CompositeAlarms: composites(call).map(compositeView) } : {}),
    ...(page.next === undefined ? {} : { NextToken: page.next }),
  };
};

const readDashboard = (call: Call): unknown => {
  const name = text(call.input, 'DashboardName');
  const found = ownResource(call, BOARD, name);
  if (found === undefined) {
    throw new AwsError('ResourceNotFound', 404, `Dashboard ${name} does not exist`);
  }
  return {
    DashboardName: found.id,
    DashboardArn: found.arn,
    DashboardBody: jsonText(found.properties['DashboardBody']),
  };
};

const listDashboards = (call: Call): unknown => {
  const prefix = text(call.input, 'DashboardNamePrefix');
  const found = ownResources(call, BOARD).filter((each) => each.id.startsWith(prefix));
  const page = pageOf(call, found, call.input['NextToken']);
  const entries = page.items.map(({ id, arn }) => ({ DashboardName: id, DashboardArn: arn }));
  return { DashboardEntries: entries, NextToken: page.next };
};

const tags = (call: Call): unknown => {
  const arn = text(call.input, 'ResourceARN');
  const found = ownResources(call, ALARM).find((each) => each.arn === arn);
  if (found === undefined) throw new AwsError('ResourceNotFoundException', 404, 'Unknown');
  return { Tags: tagList(found.tags) };
};

const boardArn = (call: Call): string =>
  `arn:aws:cloudwatch::${call.accountId}:dashboard/${text(call.input, 'DashboardName')}`;

/** CloudWatch: alarms with their state, dashboards, and tags. */
export const boardOperations: OperationTable = {
  DescribeAlarms: row('cloudwatch:DescribeAlarms', () => '*', describeAlarms),
  GetDashboard: row('cloudwatch:GetDashboard', boardArn, readDashboard),
  ListDashboards: row('cloudwatch:ListDashboards', () => '*', listDashboards),
  ListTagsForResource: row(
    'cloudwatch:ListTagsForResource',
    (call) => text(call.input, 'ResourceARN'),
    tags,
  ),
};
