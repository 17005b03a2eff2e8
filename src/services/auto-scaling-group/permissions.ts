import {
  anywhere,
  iamArn,
  ofThisIssue,
  onSet,
  referredName,
  regionalArn,
  tagActs,
} from '../acts.ts';
import { accessName } from '../ec2-instance/template.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf, type Act } from '../type-table.ts';

/** The id in the middle is Auto Scaling's own, and unknown before the group is made. */
const groupArn = (input: NeedInput, name: string): string =>
  regionalArn('autoscaling', input, `autoScalingGroup:*:autoScalingGroupName/${name}`);

const groups = (input: NeedInput): readonly string[] =>
  namesOf(input, 'AutoScalingGroupName').map((name) => groupArn(input, name));

/** Instances start only by a launch template, and only of images. */
const RUN: readonly Act[] = [
  {
    action: 'ec2:RunInstances',
    resources: (input) => [regionalArn('ec2', input, '*'), `arn:aws:ec2:${input.region}::image/*`],
    conditions: (input) => ({
      ArnLike: { 'ec2:LaunchTemplate': regionalArn('ec2', input, 'launch-template/*') },
    }),
  },
  {
    action: 'ec2:CreateTags',
    resources: (input) => [regionalArn('ec2', input, '*')],
    conditions: () => ({ StringEquals: { 'ec2:CreateAction': 'RunInstances' } }),
  },
  {
    action: 'iam:PassRole',
    resources: (input) => [iamArn('role', input, accessName(input.stackName))],
    conditions: () => ({ StringEquals: { 'iam:PassedToService': 'ec2.amazonaws.com' } }),
  },
];

/** Auto Scaling tries with the caller's rights what it will do with its own. */
const launches = onSet(RUN, []);

/** Source: schema of AWS::AutoScaling::AutoScalingGroup, cut with the list of IAM. */
export const groupTable: TypeTable = tableOf({
  type: 'AWS::AutoScaling::AutoScalingGroup',
  arns: groups,
  slowestMinutes: 15,
  isStateful: false,
  nameProperty: 'AutoScalingGroupName',
  createOnly: ['AutoScalingGroupName', 'InstanceId'],
  sensitiveProperties: ['ServiceLinkedRoleARN'],
  create: ['autoscaling:CreateAutoScalingGroup'],
  change: ['autoscaling:UpdateAutoScalingGroup'],
  remove: ['autoscaling:DeleteAutoScalingGroup', 'autoscaling:UpdateAutoScalingGroup'],
  read: [
    anywhere('autoscaling:DescribeAutoScalingGroups'),
    anywhere('autoscaling:DescribeScalingActivities'),
    anywhere('ec2:DescribeLaunchTemplateVersions'),
    anywhere('ec2:DescribeSubnets'),
    anywhere('elasticloadbalancing:DescribeTargetGroups'),
  ],
  properties: {
    LaunchTemplate: launches,
    MetricsCollection: onSet(
      ['autoscaling:EnableMetricsCollection'],
      ['autoscaling:DisableMetricsCollection'],
    ),
    MixedInstancesPolicy: launches,
    Tags: tagActs('autoscaling:CreateOrUpdateTags', 'autoscaling:DeleteTags'),
    TargetGroupARNs: onSet(
      [
        {
          action: 'autoscaling:AttachLoadBalancerTargetGroups',
          when: ({ action }) => action === 'change',
        },
      ],
      ['autoscaling:DetachLoadBalancerTargetGroups'],
    ),
  },
});

const ownGroup = (input: NeedInput): readonly string[] => {
  const name = referredName(input.properties['AutoScalingGroupName'], input);
  return name === undefined ? [] : [groupArn(input, name)];
};

const policyTable: TypeTable = tableOf({
  type: 'AWS::AutoScaling::ScalingPolicy',
  arns: ownGroup,
  slowestMinutes: 1,
  isStateful: false,
  createOnly: ['AutoScalingGroupName'],
  sensitiveProperties: [],
  create: ['autoscaling:PutScalingPolicy'],
  change: ['autoscaling:PutScalingPolicy'],
  remove: ['autoscaling:DeletePolicy'],
  read: [anywhere('autoscaling:DescribePolicies')],
  properties: {},
});

/** Its id, which IAM knows it by; the name that a plan gives it is not that. */
const idOf = ({ physicalId }: NeedInput): string | undefined =>
  physicalId?.startsWith('lt-') === true ? physicalId : undefined;

const templates = (input: NeedInput): readonly string[] => [
  regionalArn('ec2', input, `launch-template/${idOf(input) ?? '*'}`),
];

/** One whose id is not known yet is known by the tag of this issue, with which it is made. */
const onOwn = (action: string): Act => ({
  action,
  conditions: (input) => (idOf(input) === undefined ? ofThisIssue('ResourceTag')(input) : {}),
});

const launchTable: TypeTable = tableOf({
  type: 'AWS::EC2::LaunchTemplate',
  arns: templates,
  slowestMinutes: 1,
  isStateful: false,
  nameProperty: 'LaunchTemplateName',
  createOnly: ['LaunchTemplateName'],
  sensitiveProperties: ['LaunchTemplateData'],
  create: ['ec2:CreateLaunchTemplate'],
  change: [onOwn('ec2:CreateLaunchTemplateVersion')],
  remove: [onOwn('ec2:DeleteLaunchTemplate')],
  read: [
    anywhere('ec2:DescribeLaunchTemplates'),
    anywhere('ec2:DescribeLaunchTemplateVersions'),
    anywhere('ec2:DescribeTags'),
  ],
  properties: {
    TagSpecifications: onSet([
      {
        action: 'ec2:CreateTags',
        conditions: (input) =>
          input.action === 'change'
            ? {}
            : { StringEquals: { 'ec2:CreateAction': 'CreateLaunchTemplate' } },
      },
      { action: 'ec2:DeleteTags', when: (input) => input.action === 'change' },
    ]),
  },
});

/** The reviewed tables of a group, its policies and its launch template. */
export const AUTO_SCALING_TYPES: readonly TypeTable[] = [groupTable, policyTable, launchTable];
