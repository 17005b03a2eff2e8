import { anywhere, onSet, tagActs } from '../acts.ts';
import { arnsByName } from '../load-balancer/own-names.ts';
import type { TypeTable } from '../service.ts';
import { tableOf } from '../type-table.ts';

const PREFIX = 'elasticloadbalancing';

const targetActs = onSet(
  [`${PREFIX}:RegisterTargets`, `${PREFIX}:DeregisterTargets`],
  [`${PREFIX}:DeregisterTargets`],
);

/** Source: schema of AWS::ElasticLoadBalancingV2::TargetGroup, cut with the list of IAM. */
export const targetGroupTable: TypeTable = tableOf({
  type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  arns: arnsByName(() => 'targetgroup'),
  slowestMinutes: 2,
  isStateful: false,
  nameProperty: 'Name',
  createOnly: [
    'IpAddressType',
    'Name',
    'Port',
    'Protocol',
    'ProtocolVersion',
    'TargetControlPort',
    'TargetType',
    'VpcId',
  ],
  sensitiveProperties: [],
  create: [`${PREFIX}:CreateTargetGroup`],
  change: [`${PREFIX}:ModifyTargetGroup`],
  remove: [
    `${PREFIX}:DeleteTargetGroup`,
    {
      action: `${PREFIX}:DeregisterTargets`,
      when: ({ properties }) => properties['Targets'] !== undefined,
    },
  ],
  read: [
    `${PREFIX}:DescribeTags`,
    `${PREFIX}:DescribeTargetGroupAttributes`,
    `${PREFIX}:DescribeTargetGroups`,
    `${PREFIX}:DescribeTargetHealth`,
  ].map((action) => anywhere(action)),
  properties: {
    TargetGroupAttributes: onSet(
      [`${PREFIX}:ModifyTargetGroupAttributes`],
      [`${PREFIX}:ModifyTargetGroupAttributes`],
    ),
    Targets: targetActs,
    Tags: tagActs(`${PREFIX}:AddTags`, `${PREFIX}:RemoveTags`),
  },
});

/** The reviewed table of a target group. */
export const TARGET_GROUP_TYPES: readonly TypeTable[] = [targetGroupTable];
