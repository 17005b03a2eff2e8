import type { Body } from './kit.ts';

const VPC: Body = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.50.0.0/16' } };
const IN_VPC = { VpcId: { Ref: 'Vpc' } };
const SUBNET: Body = {
  Type: 'AWS::EC2::Subnet',
  Properties: { ...IN_VPC, CidrBlock: '10.50.0.0/24' },
};
const TABLE: Body = { Type: 'AWS::EC2::RouteTable', Properties: IN_VPC };
const ACL: Body = { Type: 'AWS::EC2::NetworkAcl', Properties: IN_VPC };
const GATEWAY: Body = { Type: 'AWS::EC2::InternetGateway', Properties: {} };
const ATTACHMENT: Body = {
  Type: 'AWS::EC2::VPCGatewayAttachment',
  Properties: { ...IN_VPC, InternetGatewayId: { Ref: 'Gateway' } },
};
const ADDRESS: Body = { Type: 'AWS::EC2::EIP', Properties: { Domain: 'vpc' } };
const NAT: Body = {
  Type: 'AWS::EC2::NatGateway',
  Properties: {
    SubnetId: { Ref: 'Subnet' },
    AllocationId: { 'Fn::GetAtt': ['Address', 'AllocationId'] },
  },
};
const RETAGGED = { Tags: [{ Key: 'Team', Value: 'network' }] };

interface Pair {
  readonly before: Body;
  readonly change: Body;
}

/** One stack for each type of networks: its main resource with what it needs. */
export const NETWORK_STACKS: Readonly<Record<string, Pair>> = {
  'AWS::EC2::VPC': {
    before: {
      Main: {
        Type: 'AWS::EC2::VPC',
        Properties: { CidrBlock: '10.50.0.0/16', EnableDnsHostnames: true },
      },
    },
    change: { EnableDnsHostnames: false },
  },
  'AWS::EC2::Subnet': {
    before: { Main: SUBNET, Vpc: VPC },
    change: { MapPublicIpOnLaunch: true },
  },
  'AWS::EC2::InternetGateway': { before: { Main: GATEWAY }, change: RETAGGED },
  'AWS::EC2::VPCGatewayAttachment': {
    before: { Main: ATTACHMENT, Vpc: VPC, Gateway: GATEWAY },
    change: {},
  },
  'AWS::EC2::NatGateway': {
    before: { Main: NAT, Vpc: VPC, Subnet: SUBNET, Address: ADDRESS },
    change: RETAGGED,
  },
  'AWS::EC2::RouteTable': { before: { Main: TABLE, Vpc: VPC }, change: RETAGGED },
  'AWS::EC2::Route': {
    before: {
      Main: {
        Type: 'AWS::EC2::Route',
        DependsOn: 'Attachment',
        Properties: {
          RouteTableId: { Ref: 'Table' },
          DestinationCidrBlock: '0.0.0.0/0',
          GatewayId: { Ref: 'Gateway' },
        },
      },
      Vpc: VPC,
      Table: TABLE,
      Gateway: GATEWAY,
      Attachment: ATTACHMENT,
      Subnet: SUBNET,
      Address: ADDRESS,
      Nat: NAT,
    },
    change: { GatewayId: undefined, NatGatewayId: { Ref: 'Nat' } },
  },
  'AWS::EC2::SubnetRouteTableAssociation': {
    before: {
      Main: {
        Type: 'AWS::EC2::SubnetRouteTableAssociation',
        Properties: { RouteTableId: { Ref: 'Table' }, SubnetId: { Ref: 'Subnet' } },
      },
      Vpc: VPC,
      Table: TABLE,
      Subnet: SUBNET,
    },
    change: {},
  },
  'AWS::EC2::NetworkAcl': { before: { Main: ACL, Vpc: VPC }, change: RETAGGED },
  'AWS::EC2::NetworkAclEntry': {
    before: {
      Main: {
        Type: 'AWS::EC2::NetworkAclEntry',
        Properties: {
          NetworkAclId: { Ref: 'Acl' },
          RuleNumber: 100,
          Protocol: -1,
          RuleAction: 'allow',
          CidrBlock: '10.50.0.0/16',
        },
      },
      Vpc: VPC,
      Acl: ACL,
    },
    change: { CidrBlock: '10.50.0.0/20' },
  },
  'AWS::EC2::SubnetNetworkAclAssociation': {
    before: {
      Main: {
        Type: 'AWS::EC2::SubnetNetworkAclAssociation',
        Properties: { NetworkAclId: { Ref: 'Acl' }, SubnetId: { Ref: 'Subnet' } },
      },
      Vpc: VPC,
      Acl: ACL,
      Subnet: SUBNET,
    },
    change: {},
  },
  'AWS::EC2::VPCEndpoint': {
    before: {
      Main: {
        Type: 'AWS::EC2::VPCEndpoint',
        Properties: {
          ...IN_VPC,
          ServiceName: 'com.amazonaws.us-east-1.s3',
          VpcEndpointType: 'Gateway',
          RouteTableIds: [{ Ref: 'Table' }],
        },
      },
      Vpc: VPC,
      Table: TABLE,
    },
    change: { PolicyDocument: { Statement: [] } },
  },
  'AWS::EC2::FlowLog': {
    before: {
      Main: {
        Type: 'AWS::EC2::FlowLog',
        Properties: {
          ResourceId: { Ref: 'Vpc' },
          ResourceType: 'VPC',
          TrafficType: 'ALL',
          LogGroupName: 'flows',
        },
      },
      Vpc: VPC,
    },
    change: RETAGGED,
  },
  'AWS::EC2::KeyPair': {
    before: {
      Main: {
        Type: 'AWS::EC2::KeyPair',
        Properties: {
          KeyName: 'laptop',
          PublicKeyMaterial: `ssh-ed25519 ${'A'.repeat(68)}`,
        },
      },
    },
    change: {},
  },
};
