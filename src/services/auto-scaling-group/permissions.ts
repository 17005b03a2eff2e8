import { anywhere, iamArn, onSet, regionalArn, tagActs } from '../acts.ts';
import { at } from '../compare.ts';
import { accessName } from '../ec2-instance/template.ts';
import { launchAccess } from '../launch-template/access.ts';
import { hasOurName } from '../owner.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf, type Act } from '../type-table.ts';
import { profileRoles } from './profile-roles.ts';

/** The id in the middle is Auto Scaling's own, and unknown before the group is made. */
const groupArn = (input: NeedInput, name: string): string =>
  regionalArn('autoscaling', input, `autoScalingGroup:*:autoScalingGroupName/${name}`);

const groups = (input: NeedInput): readonly string[] =>
  namesOf(input, 'AutoScalingGroupName').map((name) => groupArn(input, name));

/** The role of the group's own launch template, or of the one of ours that it names. */
const passedRole = (input: NeedInput): string => {
  const named = at(input.properties['LaunchTemplate'] ?? null, 'LaunchTemplateName');
  return typeof named !== 'string' || hasOurName(named)
    ? accessName(input.stackName)
    : launchAccess(input.region, named);
};

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
    resources: (input) => [iamArn('role', input, passedRole(input)), ...profileRoles(input)],
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

/** The reviewed table of a group. */
export const AUTO_SCALING_TYPES: readonly TypeTable[] = [groupTable];
