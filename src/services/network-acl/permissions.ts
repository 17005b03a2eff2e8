import { anywhere, regionalArn } from '../acts.ts';
import {
  arnsOfKind,
  IN_SUBNET,
  IN_VPC,
  making,
  OF_ACL,
  onEach,
  onKind,
  onNamed,
  tagsOfKind,
} from '../network/acts.ts';
import type { TypeTable } from '../service.ts';
import { tableOf, type Act } from '../type-table.ts';

const ARN = 'network-acl';
const READ = [anywhere('ec2:DescribeNetworkAcls')];

/** Source: schema of AWS::EC2::NetworkAcl, cut with the list of IAM. */
export const networkAclTable: TypeTable = tableOf({
  type: 'AWS::EC2::NetworkAcl',
  arns: arnsOfKind(ARN),
  slowestMinutes: 2,
  isStateful: false,
  createOnly: ['VpcId'],
  sensitiveProperties: [],
  create: [making('ec2:CreateNetworkAcl'), ...onNamed('ec2:CreateNetworkAcl', IN_VPC)],
  remove: onKind('ec2:DeleteNetworkAcl', ARN),
  read: READ,
  properties: { Tags: tagsOfKind(ARN) },
});

/** An entry has no ARN of its own: its list is asked about. */
const entry: TypeTable = tableOf({
  type: 'AWS::EC2::NetworkAclEntry',
  arns: () => [],
  slowestMinutes: 2,
  isStateful: false,
  createOnly: ['Egress', 'NetworkAclId', 'RuleNumber'],
  sensitiveProperties: ['*'],
  create: onNamed('ec2:CreateNetworkAclEntry', OF_ACL),
  change: onNamed('ec2:ReplaceNetworkAclEntry', OF_ACL),
  remove: onNamed('ec2:DeleteNetworkAclEntry', OF_ACL),
  read: READ,
  properties: {},
});

/**
 * Taking an association back gives the subnet to the default list of its VPC, which has no tags and
 * no id that a template could know. IAM asks about the subnet as well, and that one is named.
 */
const toDefault: Act = {
  action: 'ec2:ReplaceNetworkAclAssociation',
  resources: (input) => [regionalArn('ec2', input, `${ARN}/*`)],
};

const association: TypeTable = tableOf({
  type: 'AWS::EC2::SubnetNetworkAclAssociation',
  arns: () => [],
  slowestMinutes: 2,
  isStateful: false,
  createOnly: ['NetworkAclId', 'SubnetId'],
  sensitiveProperties: ['*'],
  create: onEach('ec2:ReplaceNetworkAclAssociation', OF_ACL, IN_SUBNET),
  remove: [toDefault, ...onNamed('ec2:ReplaceNetworkAclAssociation', IN_SUBNET)],
  read: READ,
  properties: {},
});

/** The reviewed tables of a network ACL, its entries and its subnets. */
export const NETWORK_ACL_TYPES: readonly TypeTable[] = [networkAclTable, entry, association];
