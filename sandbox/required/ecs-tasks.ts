import type { ActionRow, ActionTable } from '../required-actions.ts';

const a = (action: string, ...when: readonly string[]): ActionRow => {
  const full = action.includes(':') ? action : `ecs:${action}`;
  return when.length === 0 ? { action: full } : { action: full, when };
};

const pass = (target: 'executionRole' | 'taskRole', when: string): ActionRow => ({
  action: 'iam:PassRole',
  on: [target],
  when: [when],
  passedTo: 'ecs-tasks.amazonaws.com',
});

const scaling = (name: string): ActionRow => a(`application-autoscaling:${name}`);

const onTarget = (name: string): ActionRow => ({ ...scaling(name), on: ['scalableTarget'] });
const onAlarm = (name: string): ActionRow => ({
  action: `cloudwatch:${name}`,
  on: ['trackingAlarm'],
});

/** Table of what task definitions, services and their scaling demand. */
export const ECS_TASK_ACTIONS: Readonly<Record<string, ActionTable>> = {
  'AWS::ECS::TaskDefinition': {
    create: [
      a('RegisterTaskDefinition'),
      pass('executionRole', 'ExecutionRoleArn'),
      pass('taskRole', 'TaskRoleArn'),
      a('TagResource', 'Tags'),
    ],
    read: [a('DescribeTaskDefinition')],
    update: [a('TagResource', 'Tags'), a('UntagResource', 'Tags'), a('DescribeTaskDefinition')],
    delete: [a('DeregisterTaskDefinition'), a('DescribeTaskDefinition')],
  },
  'AWS::ECS::Service': {
    create: [a('CreateService'), a('DescribeServices'), a('TagResource', 'Tags')],
    read: [a('DescribeServices')],
    update: [
      a('UpdateService'),
      a('DescribeServices'),
      a('TagResource', 'Tags'),
      a('UntagResource', 'Tags'),
    ],
    delete: [a('DeleteService'), a('DescribeServices')],
  },
  'AWS::ApplicationAutoScaling::ScalableTarget': {
    create: [scaling('RegisterScalableTarget'), scaling('DescribeScalableTargets')],
    read: [scaling('DescribeScalableTargets')],
    update: [scaling('RegisterScalableTarget'), scaling('DescribeScalableTargets')],
    delete: [scaling('DeregisterScalableTarget'), scaling('DescribeScalableTargets')],
  },
  'AWS::ApplicationAutoScaling::ScalingPolicy': {
    create: [
      onTarget('PutScalingPolicy'),
      onAlarm('PutMetricAlarm'),
      scaling('DescribeScalingPolicies'),
    ],
    read: [scaling('DescribeScalingPolicies')],
    update: [
      onTarget('PutScalingPolicy'),
      onAlarm('PutMetricAlarm'),
      scaling('DescribeScalingPolicies'),
    ],
    delete: [
      onTarget('DeleteScalingPolicy'),
      onAlarm('DeleteAlarms'),
      scaling('DescribeScalingPolicies'),
    ],
  },
};
