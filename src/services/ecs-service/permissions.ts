import { anywhere, referredName, regionalArn, tagActs } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { generatedName, tableOf, type Act } from '../type-table.ts';
import { SCALABLE, SCALING_POLICY } from './scaling.ts';

const NAME = /^[A-Za-z0-9_-]{1,255}$/;

const MADE = /^[A-Za-z0-9_-]{1,255}\*?$/;

const lastOf = (text: string): string => text.split('/').at(-1) ?? text;

/** A name that is written out, or the pattern of one that CloudFormation makes up; never all. */
const named = (input: NeedInput, property: string): string | undefined => {
  const found = referredName(input.properties[property], input);
  const name = found === undefined ? '' : lastOf(found);
  return MADE.test(name) ? name : undefined;
};

/** `cluster/service`: of a service that stands, by its ARN, else as it will be called. */
const serviceArns = (input: NeedInput): readonly string[] => {
  const [present] = (input.physicalId ?? '').split('|');
  if (present?.startsWith('arn:') === true) return [present];
  const given = input.properties['ServiceName'];
  const name = typeof given === 'string' && NAME.test(given) ? given : generatedName(input);
  return [regionalArn('ecs', input, `service/${named(input, 'Cluster') ?? 'default'}/${name}`)];
};

/**
 * Source: schema of AWS::ECS::Service, cut with the list of IAM. A stack waits until the tasks of a
 * service run, or until its circuit breaker gives up.
 */
export const ecsServiceTable: TypeTable = tableOf({
  type: 'AWS::ECS::Service',
  arns: serviceArns,
  slowestMinutes: 15,
  isStateful: false,
  createOnly: ['Cluster', 'Role', 'SchedulingStrategy', 'ServiceName'],
  sensitiveProperties: ['EnableExecuteCommand', 'NetworkConfiguration', 'Role'],
  create: ['ecs:CreateService'],
  change: ['ecs:UpdateService'],
  remove: ['ecs:DeleteService'],
  read: ['ecs:DescribeServices'],
  properties: {
    Tags: tagActs('ecs:TagResource', 'ecs:UntagResource'),
  },
});

/** The id of a target is Application Auto Scaling's own, and unknown before it is made. */
const targets = (input: NeedInput): readonly string[] => [
  regionalArn('application-autoscaling', input, 'scalable-target/*'),
];

/** Only what scales services of ECS. */
const scaling = (action: string): Act => ({
  action: `application-autoscaling:${action}`,
  conditions: () => ({ StringEquals: { 'application-autoscaling:service-namespace': 'ecs' } }),
});

const targetTable: TypeTable = tableOf({
  type: SCALABLE,
  arns: targets,
  slowestMinutes: 1,
  isStateful: false,
  createOnly: ['ResourceId', 'ScalableDimension', 'ServiceNamespace'],
  sensitiveProperties: ['RoleARN'],
  create: [scaling('RegisterScalableTarget')],
  change: [scaling('RegisterScalableTarget')],
  remove: [scaling('DeregisterScalableTarget')],
  read: [anywhere('application-autoscaling:DescribeScalableTargets')],
  properties: {},
});

/** Application Auto Scaling makes its alarms with the rights of who asks for the policy. */
const onAlarms = (action: string): Act => ({
  action: `cloudwatch:${action}`,
  resources: (input) => [regionalArn('cloudwatch', input, 'alarm:TargetTracking-service/*')],
});

const policyTable: TypeTable = tableOf({
  type: SCALING_POLICY,
  arns: targets,
  slowestMinutes: 1,
  isStateful: false,
  createOnly: [
    'PolicyName',
    'ResourceId',
    'ScalableDimension',
    'ScalingTargetId',
    'ServiceNamespace',
  ],
  sensitiveProperties: [],
  create: [scaling('PutScalingPolicy'), onAlarms('PutMetricAlarm')],
  change: [scaling('PutScalingPolicy'), onAlarms('PutMetricAlarm')],
  remove: [scaling('DeleteScalingPolicy'), onAlarms('DeleteAlarms')],
  read: [anywhere('application-autoscaling:DescribeScalingPolicies')],
  properties: {},
});

/** The reviewed tables of a service and of what scales it. */
export const ECS_SERVICE_TYPES: readonly TypeTable[] = [ecsServiceTable, targetTable, policyTable];
