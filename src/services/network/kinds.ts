import { memberOf, type Kind } from '../by-id/kind.ts';

/** How EC2 describes each part of a network: flat tables. */

export const VPCS: Kind = {
  title: 'VPC',
  type: 'AWS::EC2::VPC',
  operation: 'DescribeVpcs',
  list: 'Vpcs',
  id: 'VpcId',
  filter: 'vpc-id',
  arn: 'vpc',
};

export const GROUPS: Kind = {
  title: 'security group',
  type: 'AWS::EC2::SecurityGroup',
  operation: 'DescribeSecurityGroups',
  list: 'SecurityGroups',
  id: 'GroupId',
  filter: 'group-id',
  arn: 'security-group',
  named: { member: 'GroupName', filter: 'group-name', ofDefault: 'default' },
};

export const SUBNETS: Kind = {
  title: 'subnet',
  type: 'AWS::EC2::Subnet',
  operation: 'DescribeSubnets',
  list: 'Subnets',
  id: 'SubnetId',
  filter: 'subnet-id',
  arn: 'subnet',
};

export const INTERNET_GATEWAYS: Kind = {
  title: 'internet gateway',
  type: 'AWS::EC2::InternetGateway',
  operation: 'DescribeInternetGateways',
  list: 'InternetGateways',
  id: 'InternetGatewayId',
  filter: 'internet-gateway-id',
  arn: 'internet-gateway',
};

export const NAT_GATEWAYS: Kind = {
  title: 'NAT gateway',
  type: 'AWS::EC2::NatGateway',
  operation: 'DescribeNatGateways',
  list: 'NatGateways',
  id: 'NatGatewayId',
  filter: 'nat-gateway-id',
  filters: 'Filter',
  arn: 'natgateway',
  isGone: (row) => /^(deleted|deleting|failed)$/.test(memberOf(row, 'State')),
};

export const ROUTE_TABLES: Kind = {
  title: 'route table',
  type: 'AWS::EC2::RouteTable',
  operation: 'DescribeRouteTables',
  list: 'RouteTables',
  id: 'RouteTableId',
  filter: 'route-table-id',
  arn: 'route-table',
};

export const NETWORK_ACLS: Kind = {
  title: 'network ACL',
  type: 'AWS::EC2::NetworkAcl',
  operation: 'DescribeNetworkAcls',
  list: 'NetworkAcls',
  id: 'NetworkAclId',
  filter: 'network-acl-id',
  arn: 'network-acl',
};

export const ENDPOINTS: Kind = {
  title: 'VPC endpoint',
  type: 'AWS::EC2::VPCEndpoint',
  operation: 'DescribeVpcEndpoints',
  list: 'VpcEndpoints',
  id: 'VpcEndpointId',
  filter: 'vpc-endpoint-id',
  arn: 'vpc-endpoint',
  isGone: (row) => /^(deleted|deleting)$/i.test(memberOf(row, 'State')),
};

export const FLOW_LOGS: Kind = {
  title: 'flow log',
  type: 'AWS::EC2::FlowLog',
  operation: 'DescribeFlowLogs',
  list: 'FlowLogs',
  id: 'FlowLogId',
  filter: 'flow-log-id',
  filters: 'Filter',
  arn: 'vpc-flow-log',
};

export const KEY_PAIRS: Kind = {
  title: 'key pair',
  type: 'AWS::EC2::KeyPair',
  operation: 'DescribeKeyPairs',
  list: 'KeyPairs',
  id: 'KeyPairId',
  filter: 'key-pair-id',
  arn: 'key-pair',
  named: { member: 'KeyName', filter: 'key-name' },
  identifier: 'KeyName',
  isPaged: false,
};

/** Interfaces have no service here: they are what uses a group or a subnet. */
export const INTERFACES = {
  operation: 'DescribeNetworkInterfaces',
  list: 'NetworkInterfaces',
  id: 'NetworkInterfaceId',
} as const;

/** What an interface belongs to, in words: its instance, or what is written of it. */
export const interfaceWords = (row: Readonly<Record<string, unknown>>): string => {
  const id = memberOf(row, INTERFACES.id);
  const instance = memberOf(row, 'Attachment.InstanceId');
  const about = memberOf(row, 'Description');
  const of = instance === '' ? about : `instance ${instance}`;
  return of === '' ? `\`${id}\`` : `\`${id}\` (${of.slice(0, 120)})`;
};
