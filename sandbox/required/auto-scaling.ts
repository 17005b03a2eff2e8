import type { ActionRow, ActionTable } from '../required-actions.ts';

const a = (action: string, ...when: readonly string[]): ActionRow => {
  const full = action.includes(':') ? action : `autoscaling:${action}`;
  return when.length === 0 ? { action: full } : { action: full, when };
};

/** What Auto Scaling tries with the caller's rights before it takes a launch template. */
const LAUNCH: readonly ActionRow[] = ['LaunchTemplate', 'MixedInstancesPolicy'].flatMap((name) => [
  { action: 'ec2:RunInstances', when: [name], on: ['launched'] as const },
  { action: 'ec2:CreateTags', when: [name], on: ['launchedTagged'] as const },
  {
    action: 'iam:PassRole',
    when: [name],
    on: ['launchRole'] as const,
    passedTo: 'ec2.amazonaws.com',
  },
]);

/** Table of what Auto Scaling groups, their policies and launch templates demand. */
export const AUTO_SCALING_ACTIONS: Readonly<Record<string, ActionTable>> = {
  'AWS::AutoScaling::AutoScalingGroup': {
    create: [
      a('CreateAutoScalingGroup'),
      a('DescribeAutoScalingGroups'),
      a('DescribeScalingActivities'),
      a('ec2:DescribeSubnets'),
      a('ec2:DescribeLaunchTemplateVersions'),
      a('CreateOrUpdateTags', 'Tags'),
      a('EnableMetricsCollection', 'MetricsCollection'),
      a('elasticloadbalancing:DescribeTargetGroups', 'TargetGroupARNs'),
      ...LAUNCH,
    ],
    read: [a('DescribeAutoScalingGroups')],
    update: [
      a('DescribeAutoScalingGroups'),
      a('UpdateAutoScalingGroup'),
      a('CreateOrUpdateTags', 'Tags'),
      a('DeleteTags', 'Tags'),
      a('EnableMetricsCollection', 'MetricsCollection'),
      a('DisableMetricsCollection', 'MetricsCollection'),
      a('AttachLoadBalancerTargetGroups', 'TargetGroupARNs'),
      a('DetachLoadBalancerTargetGroups', 'TargetGroupARNs'),
      ...LAUNCH,
    ],
    delete: [
      a('DescribeAutoScalingGroups'),
      a('UpdateAutoScalingGroup'),
      a('DeleteAutoScalingGroup'),
    ],
  },
  'AWS::AutoScaling::ScalingPolicy': {
    create: [a('PutScalingPolicy'), a('DescribePolicies')],
    read: [a('DescribePolicies')],
    update: [a('PutScalingPolicy'), a('DescribePolicies')],
    delete: [a('DeletePolicy'), a('DescribePolicies')],
  },
  'AWS::EC2::LaunchTemplate': {
    create: [
      a('ec2:CreateLaunchTemplate'),
      a('ec2:DescribeLaunchTemplates'),
      a('ec2:CreateTags', 'TagSpecifications'),
    ],
    read: [
      a('ec2:DescribeLaunchTemplates'),
      a('ec2:DescribeLaunchTemplateVersions'),
      a('ec2:DescribeTags'),
    ],
    update: [
      a('ec2:CreateLaunchTemplateVersion'),
      a('ec2:DescribeLaunchTemplates'),
      a('ec2:CreateTags', 'TagSpecifications'),
      a('ec2:DeleteTags', 'TagSpecifications'),
    ],
    delete: [a('ec2:DeleteLaunchTemplate'), a('ec2:DescribeLaunchTemplates')],
  },
};
