import { anywhere, onSet } from '../acts.ts';
import { arnsOfKind, IN_VPC, making, onKind, onNamed, tagsOfKind } from '../network/acts.ts';
import type { TypeTable } from '../service.ts';
import { tableOf } from '../type-table.ts';

/** Source: schema of AWS::EC2::Subnet, cut with the list of IAM. */
export const subnetTable: TypeTable = tableOf({
  type: 'AWS::EC2::Subnet',
  arns: arnsOfKind('subnet'),
  slowestMinutes: 2,
  isStateful: false,
  createOnly: ['AvailabilityZone', 'CidrBlock', 'VpcId'],
  sensitiveProperties: ['MapPublicIpOnLaunch'],
  create: [making('ec2:CreateSubnet'), ...onNamed('ec2:CreateSubnet', IN_VPC)],
  remove: onKind('ec2:DeleteSubnet', 'subnet'),
  read: [anywhere('ec2:DescribeSubnets')],
  properties: {
    MapPublicIpOnLaunch: onSet(
      onKind('ec2:ModifySubnetAttribute', 'subnet'),
      onKind('ec2:ModifySubnetAttribute', 'subnet'),
    ),
    Tags: tagsOfKind('subnet'),
  },
});

/** The reviewed table of a subnet. */
export const SUBNET_TYPES: readonly TypeTable[] = [subnetTable];
