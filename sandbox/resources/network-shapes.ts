import type { TypeShape } from './shapes.ts';

const TAG = { Tag: ['Key! text', 'Value! text'] };

/** Shapes of the parts of networks, from the published schemas. */
export const NETWORK_SHAPES: Readonly<Record<string, TypeShape>> = {
  'AWS::EC2::VPC': {
    '': [
      'CidrBlock text',
      'EnableDnsHostnames flag',
      'EnableDnsSupport flag',
      'InstanceTenancy ~default|dedicated|host',
      'Ipv4IpamPoolId text',
      'Ipv4NetmaskLength whole',
      'Tags #Tag[]',
    ],
    ...TAG,
  },
  'AWS::EC2::Subnet': {
    '': [
      'AvailabilityZone text',
      'CidrBlock text',
      'MapPublicIpOnLaunch flag',
      'Tags #Tag[]',
      'VpcId! text',
    ],
    ...TAG,
  },
  'AWS::EC2::InternetGateway': { '': ['Tags #Tag[]'], ...TAG },
  'AWS::EC2::VPCGatewayAttachment': { '': ['InternetGatewayId text', 'VpcId! text'] },
  'AWS::EC2::NatGateway': {
    '': [
      'AllocationId text',
      'ConnectivityType ~public|private',
      'SubnetId text',
      'Tags #Tag[]',
      'VpcId text',
    ],
    ...TAG,
  },
  'AWS::EC2::RouteTable': { '': ['Tags #Tag[]', 'VpcId! text'], ...TAG },
  'AWS::EC2::Route': {
    '': [
      'DestinationCidrBlock text',
      'DestinationIpv6CidrBlock text',
      'DestinationPrefixListId text',
      'GatewayId text',
      'NatGatewayId text',
      'RouteTableId! text',
      'TransitGatewayId text',
      'VpcPeeringConnectionId text',
    ],
  },
  'AWS::EC2::SubnetRouteTableAssociation': { '': ['RouteTableId! text', 'SubnetId! text'] },
  'AWS::EC2::NetworkAcl': { '': ['Tags #Tag[]', 'VpcId! text'], ...TAG },
  'AWS::EC2::NetworkAclEntry': {
    '': [
      'CidrBlock text',
      'Egress flag',
      'Icmp #Icmp',
      'Ipv6CidrBlock text',
      'NetworkAclId! text',
      'PortRange #PortRange',
      'Protocol! whole -1..255',
      'RuleAction! ~allow|deny',
      'RuleNumber! whole 1..32766',
    ],
    Icmp: ['Code whole', 'Type whole'],
    PortRange: ['From whole', 'To whole'],
  },
  'AWS::EC2::SubnetNetworkAclAssociation': { '': ['NetworkAclId! text', 'SubnetId! text'] },
  'AWS::EC2::VPCEndpoint': {
    '': [
      'PolicyDocument json',
      'PrivateDnsEnabled flag',
      'RouteTableIds text[]',
      'SecurityGroupIds text[]',
      'ServiceName text',
      'SubnetIds text[]',
      'Tags #Tag[]',
      'VpcEndpointType =Interface|Gateway|GatewayLoadBalancer|ServiceNetwork|Resource',
      'VpcId! text',
    ],
    ...TAG,
  },
  'AWS::EC2::FlowLog': {
    '': [
      'DeliverLogsPermissionArn text',
      'LogDestination text',
      'LogDestinationType =cloud-watch-logs|s3|kinesis-data-firehose',
      'LogFormat text',
      'LogGroupName text',
      'MaxAggregationInterval whole',
      'ResourceId! text',
      'ResourceType! #ResourceType',
      'Tags #Tag[]',
      'TrafficType =ACCEPT|ALL|REJECT',
    ],
    ResourceType: ['=NetworkInterface|Subnet|VPC|TransitGateway|TransitGatewayAttachment'],
    ...TAG,
  },
  'AWS::EC2::KeyPair': {
    '': [
      'KeyFormat =pem|ppk',
      'KeyName! text',
      'KeyType =rsa|ed25519',
      'PublicKeyMaterial text',
      'Tags #Tag[]',
    ],
    ...TAG,
  },
};
