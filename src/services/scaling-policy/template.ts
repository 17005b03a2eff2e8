import type { Template, TemplateResource } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { given } from '../given.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { booleanOf, numberOf, textOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';
import { METRICS, valuesIn } from './follows.ts';
import { adjustmentsOf, stepsFrom, thresholdOf, type Step } from './steps.ts';

const objectIn = (value: JsonObject[string] | undefined): JsonObject =>
  value !== undefined && isJsonObject(value) ? value : {};

/** What is followed and how far; the rest of a configuration that exists stays as it is. */
const tracking = (present: JsonObject, task: MutationTask, label: string): JsonObject => {
  const [asked] = valuesIn(task);
  const scaleIn = booleanOf(task, 'scaleIn');
  const metric = asked === undefined ? undefined : METRICS[asked.followed];
  const specification = given({
    PredefinedMetricType: metric?.predefined,
    ResourceLabel: label === '' ? undefined : label,
  });
  return {
    ...present,
    ...(metric === undefined
      ? {}
      : {
          PredefinedMetricSpecification: {
            ...objectIn(present['PredefinedMetricSpecification']),
            ...specification,
          },
          TargetValue: (asked?.value ?? 0) * metric.factor,
        }),
    ...(scaleIn === undefined ? {} : { DisableScaleIn: !scaleIn }),
  };
};

/** Properties of a policy with what the task asks set over them; the rest stays as it is. */
export const withFields = (
  properties: JsonObject,
  task: MutationTask,
  label: string,
): JsonObject => {
  const steps = stepsFrom(task.parameters['steps']);
  const isTracking = properties['PolicyType'] === 'TargetTrackingScaling';
  return {
    ...properties,
    ...(isTracking
      ? {
          TargetTrackingConfiguration: tracking(
            objectIn(properties['TargetTrackingConfiguration']),
            task,
            label,
          ),
        }
      : {}),
    ...(steps === undefined ? {} : { StepAdjustments: adjustmentsOf(steps) }),
    ...given({ EstimatedInstanceWarmup: numberOf(task, 'warmupSeconds') }),
  };
};

const groupOf = (task: MutationTask): string => textOf(task, 'autoScalingGroup') ?? '';

const trackingPolicy = (task: MutationTask, label: string): TemplateResource => ({
  Type: 'AWS::AutoScaling::ScalingPolicy',
  Properties: withFields(
    { AutoScalingGroupName: groupOf(task), PolicyType: 'TargetTrackingScaling' },
    task,
    label,
  ),
});

const stepPolicy = (task: MutationTask): TemplateResource => ({
  Type: 'AWS::AutoScaling::ScalingPolicy',
  Properties: withFields(
    {
      AutoScalingGroupName: groupOf(task),
      PolicyType: 'StepScaling',
      AdjustmentType: 'ChangeInCapacity',
      MetricAggregationType: 'Average',
    },
    task,
    '',
  ),
});

/** What calls a policy of steps: the processors of the group, five minutes long. */
const alarmOf = (
  context: DraftContext,
  policyId: string,
  steps: readonly Step[],
): TemplateResource => {
  const group = groupOf(context.task);
  const [first] = steps;
  const threshold = thresholdOf(steps);
  return {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmDescription: `Processors of ${group} ${first?.side ?? 'above'} ${threshold} %`,
      Namespace: 'AWS/EC2',
      MetricName: 'CPUUtilization',
      Dimensions: [{ Name: 'AutoScalingGroupName', Value: group }],
      Statistic: 'Average',
      Period: 300,
      EvaluationPeriods: 1,
      Threshold: threshold,
      ComparisonOperator:
        first?.side === 'below' ? 'LessThanOrEqualToThreshold' : 'GreaterThanOrEqualToThreshold',
      // A group that says nothing is neither made larger nor smaller.
      TreatMissingData: 'missing',
      AlarmActions: [{ Ref: policyId }],
      Tags: tagList(context.tagsFor(`${group}-scaling`)),
    },
  };
};

/** A policy of a group that exists: of a target, or of steps with the alarm that calls it. */
export const scalingPolicyTemplate = (context: DraftContext, label: string): Template => {
  const { task } = context;
  const group = groupOf(task);
  const id = logicalIdOf(group, 'Scaling');
  const steps = stepsFrom(task.parameters['steps']);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Scaling policy of the Auto Scaling group ${group}`,
    Resources:
      steps === undefined
        ? { [id]: trackingPolicy(task, label) }
        : { [id]: stepPolicy(task), [`${id}Alarm`]: alarmOf(context, id, steps) },
    Outputs: { PolicyArn: { Value: { Ref: id } } },
  };
};
