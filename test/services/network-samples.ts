import type { ReadAnswer, ReadCall } from '../../src/services/aws-reader.ts';
import { answer, type Answers } from './samples.ts';
import type { ServiceSample } from './service-samples.ts';

export const MAIN_VPC = 'vpc-0123456789abcdef0';
export const OPEN_SUBNET = 'subnet-0123456789abcdef0';
export const CLOSED_SUBNET = 'subnet-0fedcba9876543210';

/** A network with a public and a private subnet, as EC2 tells it. */
export const NETWORK: Answers = {
  'EC2.DescribeVpcs': answer({
    Vpcs: [{ VpcId: MAIN_VPC, CidrBlock: '10.30.0.0/16', IsDefault: true }],
  }),
  'EC2.DescribeSubnets': answer({
    Subnets: [
      {
        SubnetId: OPEN_SUBNET,
        VpcId: MAIN_VPC,
        CidrBlock: '10.30.0.0/20',
        AvailabilityZone: 'us-east-1a',
        MapPublicIpOnLaunch: true,
      },
      {
        SubnetId: CLOSED_SUBNET,
        VpcId: MAIN_VPC,
        CidrBlock: '10.30.16.0/20',
        AvailabilityZone: 'us-east-1b',
      },
    ],
  }),
  'EC2.DescribeRouteTables': answer({
    RouteTables: [
      {
        RouteTableId: 'rtb-0123456789abcdef0',
        VpcId: MAIN_VPC,
        Associations: [{ SubnetId: OPEN_SUBNET }],
        Routes: [{ GatewayId: 'igw-0123456789abcdef0' }],
      },
      {
        RouteTableId: 'rtb-0fedcba9876543210',
        VpcId: MAIN_VPC,
        Associations: [{ Main: true }],
        Routes: [],
      },
    ],
  }),
  'EC2.DescribeInternetGateways': answer({ InternetGateways: [] }),
  'EC2.DescribeNatGateways': answer({ NatGateways: [] }),
  'EC2.DescribeNetworkAcls': answer({ NetworkAcls: [] }),
  'EC2.DescribeVpcEndpoints': answer({ VpcEndpoints: [] }),
  'EC2.DescribeFlowLogs': answer({ FlowLogs: [] }),
  'EC2.DescribeKeyPairs': answer({ KeyPairs: [] }),
};

const LONG = 'part-of-the-network-of-the-quarterly-closing';
const inNetwork = { skill: 'vpc', added: [], answers: NETWORK };
/** By name there is none; a network is asked about without one. */
const unlessNamed =
  (call: string, list: string): ((asked: ReadCall) => ReadAnswer) =>
  (asked) => {
    const known = NETWORK[`EC2.${call}`];
    const isNamed = JSON.stringify(asked.input).includes('tag:Name');
    return isNamed || known === undefined || typeof known === 'function'
      ? answer({ [list]: [] })
      : known;
  };

/** A public key of no pair. */
export const PUBLIC_KEY = `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5${'A'.repeat(48)}`;

/** What the contract test needs of the parts of networks. */
export const NETWORK_SAMPLES: Readonly<Record<string, ServiceSample>> = {
  'key-pair': {
    skill: 'ec2',
    least: { name: 'laptop', publicKey: PUBLIC_KEY },
    most: { name: LONG, publicKey: PUBLIC_KEY, confidentiality: 'internal' },
    added: [],
    answers: NETWORK,
  },
  subnet: {
    ...inNetwork,
    answers: {
      ...NETWORK,
      'EC2.DescribeSubnets': unlessNamed('DescribeSubnets', 'Subnets'),
    },
    least: { cidr: '10.30.96.0/20' },
    most: {
      name: LONG,
      cidr: '10.30.96.0/20',
      availabilityZone: 'us-east-1c',
      public: false,
      vpc: MAIN_VPC,
    },
    added: ['VPC-13'],
  },
  'internet-gateway': { ...inNetwork, least: {}, most: { name: LONG, vpc: MAIN_VPC } },
  'nat-gateway': {
    ...inNetwork,
    least: { subnet: OPEN_SUBNET },
    most: { name: LONG, subnet: OPEN_SUBNET },
    added: ['VPC-19'],
  },
  'route-table': {
    ...inNetwork,
    least: { name: 'private' },
    most: { name: LONG, cidr: '0.0.0.0/0', target: 'nat-0a11b22c33d44e55f', vpc: MAIN_VPC },
    answers: {
      ...NETWORK,
      'EC2.DescribeRouteTables': unlessNamed('DescribeRouteTables', 'RouteTables'),
    },
  },
  'network-acl': { ...inNetwork, least: {}, most: { name: LONG, vpc: MAIN_VPC } },
  'vpc-endpoint': {
    ...inNetwork,
    least: { service: 's3' },
    most: { name: LONG, service: 'secretsmanager', vpc: MAIN_VPC },
  },
  'flow-log': { ...inNetwork, least: {}, most: { name: LONG, vpc: MAIN_VPC, retentionDays: 90 } },
};
