import type { Json } from '../../src/task/json.ts';
import { jsonText } from '../engine/json-text.ts';
import type { Resource } from '../state.ts';
import type { Call } from './call.ts';
import { byProperty, type FilterTable } from './ec2-filter.ts';
import { ownResources } from './find.ts';

const byId = (resource: Resource): string => resource.id;

/** One describing call: its list, the type behind it, its filters, and what a row shows. */
export interface View {
  readonly operation: string;
  readonly list: string;
  readonly type: string;
  readonly filters: FilterTable;
  readonly show: (one: Resource, call: Call) => Readonly<Record<string, unknown>>;
  /** The member for ids, and the error for one that is not there. */
  readonly ids?: readonly [string, string];
  readonly isFilterSingular?: true;
  /** What AWS makes with something else: shown beside what stacks and worlds have. */
  readonly born?: (call: Call) => readonly Resource[];
}

/** Resources of a type whose property names one. */
export const tied = (
  call: Call,
  type: string,
  [property, is]: readonly [property: string, is: string],
): readonly Resource[] =>
  ownResources(call, `AWS::EC2::${type}`).filter((one) => one.properties[property] === is);

const vpcBlock = ({ properties }: Resource): object => ({
  CidrBlock: properties['CidrBlock'],
  CidrBlockAssociationSet: [
    { CidrBlock: properties['CidrBlock'], CidrBlockState: { State: 'associated' } },
  ],
});

const isDefault = ({ attributes }: Resource): boolean => attributes['IsDefault'] === true;

/** The VPC of a NAT gateway, which its subnet tells. */
export const natShown = (call: Call, one: Resource): object => {
  const subnet = ownResources(call, 'AWS::EC2::Subnet').find(
    ({ id }) => id === one.properties['SubnetId'],
  );
  const vpc: Json | undefined = one.attributes['VpcId'] ?? subnet?.properties['VpcId'];
  return vpc === undefined ? {} : { VpcId: vpc };
};

/** The list that AWS gives to each VPC: everything passes. */
const defaultAcls = (call: Call): readonly Resource[] =>
  ownResources(call, 'AWS::EC2::VPC').map((vpc) => ({
    ...vpc,
    type: 'AWS::EC2::NetworkAcl',
    id: vpc.id.replace('vpc-', 'acl-'),
    properties: { VpcId: vpc.id },
    tags: {},
    attributes: { IsDefault: true },
  }));

const entryShown = ({ properties }: Resource): object => ({
  CidrBlock: properties['CidrBlock'],
  Egress: properties['Egress'] ?? false,
  Protocol: jsonText(properties['Protocol']),
  RuleAction: properties['RuleAction'],
  RuleNumber: properties['RuleNumber'],
  PortRange: properties['PortRange'],
});

/** Table: the parts of networks as EC2 describes them. */
export const VIEWS: readonly View[] = [
  {
    operation: 'DescribeVpcs',
    list: 'Vpcs',
    type: 'AWS::EC2::VPC',
    ids: ['VpcIds', 'InvalidVpcID.NotFound'],
    filters: {
      'vpc-id': byId,
      'cidr-block': byProperty('CidrBlock'),
      'is-default': (one) => String(isDefault(one)),
      state: () => 'available',
    },
    show: (one) => ({ VpcId: one.id, ...vpcBlock(one), IsDefault: isDefault(one) }),
  },
  {
    operation: 'DescribeSubnets',
    list: 'Subnets',
    type: 'AWS::EC2::Subnet',
    ids: ['SubnetIds', 'InvalidSubnetID.NotFound'],
    filters: {
      'vpc-id': byProperty('VpcId'),
      'availability-zone': byProperty('AvailabilityZone'),
      'cidr-block': byProperty('CidrBlock'),
      'map-public-ip-on-launch': byProperty('MapPublicIpOnLaunch'),
      'subnet-id': byId,
      state: () => 'available',
    },
    show: (one) => ({
      SubnetId: one.id,
      SubnetArn: one.arn,
      VpcId: one.properties['VpcId'],
      CidrBlock: one.properties['CidrBlock'],
      AvailabilityZone: one.properties['AvailabilityZone'],
      MapPublicIpOnLaunch: one.properties['MapPublicIpOnLaunch'] ?? false,
      AvailableIpAddressCount: 250,
    }),
  },
  {
    operation: 'DescribeInternetGateways',
    list: 'InternetGateways',
    type: 'AWS::EC2::InternetGateway',
    ids: ['InternetGatewayIds', 'InvalidInternetGatewayID.NotFound'],
    filters: {
      'internet-gateway-id': byId,
      'attachment.vpc-id': (one) => jsonText(one.attributes['AttachedTo'] ?? ''),
    },
    show: (one) => ({
      InternetGatewayId: one.id,
      Attachments:
        one.attributes['AttachedTo'] === undefined
          ? []
          : [{ VpcId: one.attributes['AttachedTo'], State: 'available' }],
    }),
  },
  {
    operation: 'DescribeNatGateways',
    list: 'NatGateways',
    type: 'AWS::EC2::NatGateway',
    ids: ['NatGatewayIds', 'NatGatewayNotFound'],
    isFilterSingular: true,
    filters: {
      'nat-gateway-id': byId,
      'subnet-id': byProperty('SubnetId'),
      'vpc-id': (one) => jsonText(one.attributes['VpcId'] ?? ''),
      state: (one) => jsonText(one.attributes['State'] ?? 'available'),
    },
    show: (one, call) => ({
      NatGatewayId: one.id,
      SubnetId: one.properties['SubnetId'],
      State: one.attributes['State'] ?? 'available',
      NatGatewayAddresses: [{ AllocationId: one.properties['AllocationId'] }],
      CreateTime: one.createdAt,
      ...natShown(call, one),
    }),
  },
  {
    operation: 'DescribeNetworkAcls',
    list: 'NetworkAcls',
    type: 'AWS::EC2::NetworkAcl',
    born: defaultAcls,
    filters: { 'network-acl-id': byId, 'vpc-id': byProperty('VpcId') },
    show: (one, call) => ({
      NetworkAclId: one.id,
      VpcId: one.properties['VpcId'],
      IsDefault: isDefault(one),
      Entries: tied(call, 'NetworkAclEntry', ['NetworkAclId', one.id]).map(entryShown),
      Associations: tied(call, 'SubnetNetworkAclAssociation', ['NetworkAclId', one.id]).map(
        (tie) => ({
          NetworkAclAssociationId: tie.id,
          NetworkAclId: one.id,
          SubnetId: tie.properties['SubnetId'],
        }),
      ),
    }),
  },
  {
    operation: 'DescribeVpcEndpoints',
    list: 'VpcEndpoints',
    type: 'AWS::EC2::VPCEndpoint',
    ids: ['VpcEndpointIds', 'InvalidVpcEndpointId.NotFound'],
    filters: {
      'vpc-endpoint-id': byId,
      'vpc-id': byProperty('VpcId'),
      'service-name': byProperty('ServiceName'),
    },
    show: (one) => ({
      VpcEndpointId: one.id,
      VpcId: one.properties['VpcId'],
      ServiceName: one.properties['ServiceName'],
      VpcEndpointType: one.properties['VpcEndpointType'] ?? 'Gateway',
      RouteTableIds: one.properties['RouteTableIds'] ?? [],
      SubnetIds: one.properties['SubnetIds'] ?? [],
      State: one.attributes['State'] ?? 'available',
      CreationTimestamp: one.createdAt,
    }),
  },
  {
    operation: 'DescribeFlowLogs',
    list: 'FlowLogs',
    type: 'AWS::EC2::FlowLog',
    isFilterSingular: true,
    filters: { 'flow-log-id': byId, 'resource-id': byProperty('ResourceId') },
    show: (one) => ({
      FlowLogId: one.id,
      ResourceId: one.properties['ResourceId'],
      TrafficType: one.properties['TrafficType'],
      LogDestinationType: one.properties['LogDestinationType'] ?? 'cloud-watch-logs',
      LogGroupName: one.properties['LogGroupName'],
      DeliverLogsStatus: one.attributes['DeliverLogsStatus'] ?? 'SUCCESS',
      DeliverLogsErrorMessage: one.attributes['DeliverLogsErrorMessage'],
      FlowLogStatus: 'ACTIVE',
      CreationTime: one.createdAt,
    }),
  },
  {
    operation: 'DescribeKeyPairs',
    list: 'KeyPairs',
    type: 'AWS::EC2::KeyPair',
    ids: ['KeyNames', 'InvalidKeyPair.NotFound'],
    filters: {
      'key-name': byId,
      'key-pair-id': (one) => jsonText(one.attributes['KeyPairId'] ?? ''),
    },
    show: (one) => ({
      KeyName: one.id,
      KeyPairId: one.attributes['KeyPairId'],
      KeyType: jsonText(one.properties['PublicKeyMaterial']).startsWith('ssh-rsa')
        ? 'rsa'
        : 'ed25519',
      CreateTime: one.createdAt,
    }),
  },
];
