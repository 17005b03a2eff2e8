import { att, OWNER, of, ref, roleOf, SUBNETS, VPC } from './group-parts.ts';
import type { TemplateGroup } from './template-groups.ts';

const gatewayTo = (service: string) => `com.amazonaws.us-east-1.${service}`;
const PUBLIC_KEY = `ssh-ed25519 ${'A'.repeat(68)}`;

/** Templates of what stands in a network. */
export const NETWORK_GROUPS: readonly TemplateGroup[] = [
  {
    name: 'ways out of a network',
    before: {
      Address: of('AWS::EC2::EIP', { Domain: 'vpc' }),
      Outward: of('AWS::EC2::NatGateway', {
        SubnetId: SUBNETS[0],
        AllocationId: att('Address', 'AllocationId'),
      }),
      Inward: of('AWS::EC2::NatGateway', { SubnetId: SUBNETS[0], ConnectivityType: 'private' }),
    },
    after: { Outward: OWNER, Inward: OWNER },
    replaced: { Inward: { SubnetId: SUBNETS[1] } },
  },
  {
    name: 'a subnet with a list of its own',
    before: {
      Vpc: of('AWS::EC2::VPC', { CidrBlock: '10.61.0.0/16' }),
      Subnet: of('AWS::EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.61.0.0/24' }),
      Acl: of('AWS::EC2::NetworkAcl', { VpcId: ref('Vpc') }),
      Other: of('AWS::EC2::Subnet', { VpcId: ref('Vpc'), CidrBlock: '10.61.1.0/24' }),
      Entry: of('AWS::EC2::NetworkAclEntry', {
        NetworkAclId: ref('Acl'),
        RuleNumber: 100,
        Protocol: -1,
        RuleAction: 'allow',
        CidrBlock: '10.61.0.0/16',
      }),
      Tie: of('AWS::EC2::SubnetNetworkAclAssociation', {
        NetworkAclId: ref('Acl'),
        SubnetId: ref('Subnet'),
      }),
    },
    after: { Acl: OWNER, Entry: { CidrBlock: '10.61.0.0/20' } },
    replaced: { Entry: { RuleNumber: 110 }, Tie: { SubnetId: ref('Other') } },
  },
  {
    name: 'private ways to services',
    before: {
      Table: of('AWS::EC2::RouteTable', { VpcId: VPC }),
      Objects: of('AWS::EC2::VPCEndpoint', {
        VpcId: VPC,
        ServiceName: gatewayTo('s3'),
        VpcEndpointType: 'Gateway',
        RouteTableIds: [ref('Table')],
      }),
      Group: of('AWS::EC2::SecurityGroup', { GroupDescription: 'Law', VpcId: VPC }),
      Queues: of('AWS::EC2::VPCEndpoint', {
        VpcId: VPC,
        ServiceName: gatewayTo('sqs'),
        VpcEndpointType: 'Interface',
        SubnetIds: [SUBNETS[0]],
        SecurityGroupIds: [att('Group', 'GroupId')],
      }),
    },
    after: {
      Objects: { PolicyDocument: { Version: '2012-10-17', Statement: [] }, ...OWNER },
      Queues: { PrivateDnsEnabled: true, ...OWNER },
    },
    replaced: { Objects: { ServiceName: gatewayTo('dynamodb') } },
  },
  {
    name: 'what is logged of a network, and who enters',
    before: {
      Writer: roleOf('vpc-flow-logs.amazonaws.com', 'law-flows'),
      Flows: of('AWS::Logs::LogGroup', { LogGroupName: '/law/flows', RetentionInDays: 30 }),
      Log: of('AWS::EC2::FlowLog', {
        ResourceId: VPC,
        ResourceType: 'VPC',
        TrafficType: 'ALL',
        LogGroupName: ref('Flows'),
        DeliverLogsPermissionArn: att('Writer'),
      }),
      Laptop: of('AWS::EC2::KeyPair', { KeyName: 'law', PublicKeyMaterial: PUBLIC_KEY }),
    },
    after: { Log: OWNER },
    replaced: { Log: { TrafficType: 'REJECT' }, Laptop: { KeyName: 'law-2' } },
  },
];
