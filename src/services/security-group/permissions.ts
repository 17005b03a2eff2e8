import { anywhere, onSet } from '../acts.ts';
import { IN_VPC, onNamed } from '../network/acts.ts';
import type { TypeTable } from '../service.ts';
import { tableOf, type Act } from '../type-table.ts';
import { ASKED, bound, groups, onGroup, retag, tagAtCreation } from '../ec2-instance/own-acts.ts';

const rules = (direction: 'Ingress' | 'Egress'): readonly Act[] => [
  ...onGroup(`ec2:AuthorizeSecurityGroup${direction}`),
  ...onGroup(`ec2:RevokeSecurityGroup${direction}`),
];

/** A new group has no ingress rule that could be revoked; its deletion takes its own away. */
const newIngress: readonly Act[] = onGroup('ec2:AuthorizeSecurityGroupIngress');

/** A group with egress rules of its own first loses the one that AWS gives to each. */
export const groupTable: TypeTable = tableOf({
  type: 'AWS::EC2::SecurityGroup',
  arns: groups,
  slowestMinutes: 2,
  isStateful: false,
  nameProperty: 'GroupName',
  createOnly: ['GroupName', 'GroupDescription', 'VpcId'],
  sensitiveProperties: ['*'],
  create: [
    { action: 'ec2:CreateSecurityGroup', resources: bound, conditions: () => ASKED },
    ...onNamed('ec2:CreateSecurityGroup', IN_VPC),
  ],
  remove: onGroup('ec2:DeleteSecurityGroup'),
  read: [
    anywhere('ec2:DescribeSecurityGroupRules'),
    anywhere('ec2:DescribeSecurityGroups'),
    anywhere('ec2:DescribeVpcs'),
  ],
  properties: {
    SecurityGroupIngress: onSet(newIngress, rules('Ingress')),
    SecurityGroupEgress: onSet(rules('Egress'), rules('Egress')),
    Tags: onSet([tagAtCreation, ...retag(groups)]),
  },
});

/** The reviewed table of a security group. */
export const SECURITY_GROUP_TYPES: readonly TypeTable[] = [groupTable];
