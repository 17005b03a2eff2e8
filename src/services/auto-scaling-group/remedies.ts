import type { Template, TemplateResource } from '../../plan/template.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';
import { scalingPolicy } from './template.ts';

const GROUP = 'AWS::AutoScaling::AutoScalingGroup';
const POLICY = 'AWS::AutoScaling::ScalingPolicy';
const LAUNCH = 'AWS::EC2::LaunchTemplate';

/** Every type that a template of this service may hold, companions of higher tiers included. */
export const AUTO_SCALING_TEMPLATE_TYPES: readonly string[] = [
  GROUP,
  POLICY,
  LAUNCH,
  'AWS::EC2::SecurityGroup',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::Role',
  'AWS::CloudWatch::Alarm',
];

const group = (remedy: Omit<Remedy, 'type'>): Remedy => ({ type: GROUP, ...remedy });

const numberIn = (template: Template, logicalId: string, name: string): number =>
  Number(propertiesOf(template, logicalId)[name] ?? 0);

const AT_LEAST = 2;

/** One instance alone is down whenever it is replaced. */
const patchMinimum: Remedy['patch'] = (template, logicalId) =>
  withProperties(template, logicalId, {
    MinSize: String(AT_LEAST),
    MaxSize: String(Math.max(AT_LEAST, numberIn(template, logicalId, 'MaxSize'))),
  });

/** Room for a peak, and not so little that a small group pays for idle instances. */
const USUAL_PERCENT = 60;

const alarmOf = (logicalId: string): TemplateResource => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmDescription: 'CPUUtilization of the group above 90 for 15 minutes',
    Namespace: 'AWS/EC2',
    MetricName: 'CPUUtilization',
    Dimensions: [{ Name: 'AutoScalingGroupName', Value: { Ref: logicalId } }],
    Statistic: 'Average',
    Period: 300,
    EvaluationPeriods: 3,
    Threshold: 90,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'breaching',
  },
});

const hasPolicy = (template: Template): boolean =>
  Object.values(template.Resources).some((one) => one.Type === POLICY);

const dataOf = (template: Template, logicalId: string): JsonObject => {
  const data = propertiesOf(template, logicalId)['LaunchTemplateData'] ?? null;
  return isJsonObject(data) ? data : {};
};

const patchTokens: Remedy['patch'] = (template, logicalId) => {
  const data = dataOf(template, logicalId);
  const options = data['MetadataOptions'] ?? null;
  const MetadataOptions = { ...(isJsonObject(options) ? options : {}), HttpTokens: 'required' };
  const LaunchTemplateData = { ...data, MetadataOptions };
  return withProperties(template, logicalId, { LaunchTemplateData });
};

const lacksTokens = (template: Template, logicalId: string): boolean => {
  const options = dataOf(template, logicalId)['MetadataOptions'] ?? null;
  return !isJsonObject(options) || options['HttpTokens'] !== 'required';
};

/** In the order of application. */
export const autoScalingRemedies: readonly Remedy[] = [
  { item: 'ASG-01', type: LAUNCH, isNeeded: lacksTokens, patch: patchTokens },
  group({
    item: 'ASG-10',
    defaultFrom: 'production',
    isNeeded: (template, logicalId) => numberIn(template, logicalId, 'MinSize') < AT_LEAST,
    patch: patchMinimum,
  }),
  group({
    item: 'ASG-11',
    defaultFrom: 'production',
    isNeeded: (template) => !hasPolicy(template),
    patch: (template, logicalId) =>
      withResource(template, `${logicalId}Scaling`, scalingPolicy(logicalId, USUAL_PERCENT)),
  }),
  group({
    item: 'ASG-12',
    defaultFrom: 'production',
    patch: (template, logicalId) =>
      withResource(template, `${logicalId}ProcessorAlarm`, alarmOf(logicalId)),
  }),
];
