import type { Json } from '../../src/task/json.ts';
import type { Resource, WorldState } from '../state.ts';
import { keyPair } from './key-pair.ts';
import { textProperty, sameId, type Place, type TypeRow } from './model.ts';
import {
  associationProblem,
  attachmentDependencies,
  attachmentProblem,
  destinationOf,
  entryProblem,
  flowLogProblem,
  inVpcProblem,
  natProblem,
  routeProblem,
  routeTaken,
  subnetDependencies,
  subnetProblem,
  vpcDependencies,
  vpcProblem,
  whileNamedBy,
} from './network-rules.ts';

const ec2Arn = (place: Place, path: string): string =>
  `arn:aws:ec2:${place.region}:${place.accountId}:${path}`;

type Rest = Omit<TypeRow, 'type' | 'service' | 'idOf' | 'arnOf' | 'attributesOf' | 'seconds'> & {
  readonly kind: string;
  readonly attributesOf?: TypeRow['attributesOf'];
  readonly seconds?: TypeRow['seconds'];
};

const SECONDS = { create: 4, update: 3, delete: 3 };

/** One kind of EC2 that is known by a generated id. */
const part = (type: string, { kind, ...rest }: Rest): TypeRow => ({
  type: `AWS::EC2::${type}`,
  service: 'Ec2',
  seconds: SECONDS,
  idOf: sameId,
  arnOf: (id, place) => ec2Arn(place, `${kind}/${id}`),
  attributesOf: () => ({}),
  ...rest,
});

const id =
  (name: string) =>
  (value: string): Readonly<Record<string, Json>> => ({ [name]: value });

const VPC = part('VPC', {
  kind: 'vpc',
  tags: 'list',
  idPrefix: 'vpc-',
  replaceOn: ['CidrBlock', 'Ipv4IpamPoolId', 'Ipv4NetmaskLength'],
  attributesOf: (value, _place, properties) => ({
    VpcId: value,
    CidrBlock: properties['CidrBlock'] ?? '',
    DefaultSecurityGroup: value.replace('vpc-', 'sg-'),
    DefaultNetworkAcl: value.replace('vpc-', 'acl-'),
  }),
  refuseCreate: vpcProblem,
  refuseDelete: vpcDependencies,
});

/** What ties a subnet to its routes and its list ends with the subnet. */
const TIES: ReadonlySet<string> = new Set([
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::SubnetNetworkAclAssociation',
]);

const tiesOf = (subnet: Resource, { resources }: WorldState): readonly Resource[] =>
  resources.filter(
    ({ type, properties }) => TIES.has(type) && properties['SubnetId'] === subnet.id,
  );

const SUBNET = part('Subnet', {
  kind: 'subnet',
  tags: 'list',
  idPrefix: 'subnet-',
  replaceOn: ['AvailabilityZone', 'CidrBlock', 'VpcId'],
  attributesOf: (value, _place, properties) => ({
    SubnetId: value,
    AvailabilityZone: properties['AvailabilityZone'] ?? '',
    CidrBlock: properties['CidrBlock'] ?? '',
    VpcId: properties['VpcId'] ?? '',
  }),
  refuseCreate: subnetProblem,
  refuseDelete: subnetDependencies,
  goesWith: tiesOf,
});

const GATEWAY = part('InternetGateway', {
  kind: 'internet-gateway',
  tags: 'list',
  idPrefix: 'igw-',
  replaceOn: [],
  attributesOf: id('InternetGatewayId'),
  refuseDelete: whileNamedBy('VPCGatewayAttachment', 'InternetGatewayId', 'internetGateway'),
});

const ATTACHMENT: TypeRow = {
  ...part('VPCGatewayAttachment', {
    kind: 'internet-gateway',
    tags: 'none',
    idPrefix: 'IGW-',
    replaceOn: ['InternetGatewayId', 'VpcId'],
    refuseCreate: attachmentProblem,
    refuseDelete: attachmentDependencies,
  }),
  idFrom: (properties) => `IGW|${textProperty(properties, 'VpcId')}`,
};

const NAT = part('NatGateway', {
  kind: 'natgateway',
  tags: 'list',
  idPrefix: 'nat-',
  replaceOn: ['AllocationId', 'ConnectivityType', 'SubnetId', 'VpcId'],
  seconds: { create: 90, update: 3, delete: 60 },
  attributesOf: id('NatGatewayId'),
  bornWith: () => ({ State: 'available' }),
  refuseCreate: natProblem,
});

const TABLE = part('RouteTable', {
  kind: 'route-table',
  tags: 'list',
  idPrefix: 'rtb-',
  replaceOn: ['VpcId'],
  attributesOf: id('RouteTableId'),
  refuseCreate: inVpcProblem,
  refuseDelete: whileNamedBy('SubnetRouteTableAssociation', 'RouteTableId', 'routeTable'),
});

const ROUTE: TypeRow = {
  ...part('Route', {
    kind: 'route',
    tags: 'none',
    idPrefix: 'rtb-',
    replaceOn: ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'RouteTableId'],
    refuse: routeProblem,
    refuseCreate: routeTaken,
  }),
  idFrom: (properties) =>
    `${textProperty(properties, 'RouteTableId')}|${destinationOf(properties)}`,
};

const TABLE_ASSOCIATION = part('SubnetRouteTableAssociation', {
  kind: 'route-table-association',
  tags: 'none',
  idPrefix: 'rtbassoc-',
  replaceOn: ['RouteTableId', 'SubnetId'],
  attributesOf: id('Id'),
  refuseCreate: associationProblem('SubnetRouteTableAssociation', [
    'RouteTableId',
    'RouteTable',
    'routeTable ID',
  ]),
});

const ACL = part('NetworkAcl', {
  kind: 'network-acl',
  tags: 'list',
  idPrefix: 'acl-',
  replaceOn: ['VpcId'],
  attributesOf: id('Id'),
  refuseCreate: inVpcProblem,
  refuseDelete: whileNamedBy('SubnetNetworkAclAssociation', 'NetworkAclId', 'networkAcl'),
});

const ENTRY = part('NetworkAclEntry', {
  kind: 'network-acl-entry',
  tags: 'none',
  idPrefix: 'acl-entry-',
  replaceOn: ['Egress', 'NetworkAclId', 'RuleNumber'],
  refuseCreate: entryProblem,
});

const ACL_ASSOCIATION = part('SubnetNetworkAclAssociation', {
  kind: 'network-acl-association',
  tags: 'none',
  idPrefix: 'aclassoc-',
  replaceOn: ['NetworkAclId', 'SubnetId'],
  attributesOf: id('AssociationId'),
  refuseCreate: associationProblem('SubnetNetworkAclAssociation', [
    'NetworkAclId',
    'NetworkAcl',
    'networkAcl ID',
  ]),
});

const ENDPOINT = part('VPCEndpoint', {
  kind: 'vpc-endpoint',
  tags: 'list',
  idPrefix: 'vpce-',
  replaceOn: ['ServiceName', 'VpcEndpointType', 'VpcId'],
  seconds: { create: 30, update: 10, delete: 30 },
  attributesOf: id('Id'),
  bornWith: () => ({ State: 'available' }),
  refuseCreate: inVpcProblem,
});

const FLOW_LOG = part('FlowLog', {
  kind: 'vpc-flow-log',
  tags: 'list',
  idPrefix: 'fl-',
  replaceOn: [
    'DeliverLogsPermissionArn',
    'LogDestinationType',
    'LogGroupName',
    'ResourceId',
    'ResourceType',
    'TrafficType',
  ],
  attributesOf: id('Id'),
  refuseCreate: flowLogProblem,
});

/** The types of networks, each part by itself. */
export const NETWORK_ROWS: readonly TypeRow[] = [
  VPC,
  SUBNET,
  GATEWAY,
  ATTACHMENT,
  NAT,
  TABLE,
  ROUTE,
  TABLE_ASSOCIATION,
  ACL,
  ENTRY,
  ACL_ASSOCIATION,
  ENDPOINT,
  FLOW_LOG,
  keyPair,
];
