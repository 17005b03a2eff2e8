import { anywhere, onSet } from '../acts.ts';
import { arnsOfKind, making, onKind, tagsOfKind } from '../network/acts.ts';
import type { TypeTable } from '../service.ts';
import { tableOf } from '../type-table.ts';

/** Source: schema of AWS::EC2::VPC, cut with the list of IAM. */
export const vpcTable: TypeTable = tableOf({
  type: 'AWS::EC2::VPC',
  arns: arnsOfKind('vpc'),
  slowestMinutes: 2,
  isStateful: false,
  createOnly: ['CidrBlock', 'Ipv4IpamPoolId', 'Ipv4NetmaskLength'],
  sensitiveProperties: [],
  create: [making('ec2:CreateVpc')],
  remove: onKind('ec2:DeleteVpc', 'vpc'),
  read: [
    anywhere('ec2:DescribeNetworkAcls'),
    anywhere('ec2:DescribeSecurityGroups'),
    anywhere('ec2:DescribeVpcAttribute'),
    anywhere('ec2:DescribeVpcs'),
  ],
  properties: {
    EnableDnsHostnames: onSet(onKind('ec2:ModifyVpcAttribute', 'vpc')),
    EnableDnsSupport: onSet(onKind('ec2:ModifyVpcAttribute', 'vpc')),
    Tags: tagsOfKind('vpc'),
  },
});

/** The reviewed table of a VPC. Its parts have theirs beside their own services. */
export const VPC_TYPES: readonly TypeTable[] = [vpcTable];
