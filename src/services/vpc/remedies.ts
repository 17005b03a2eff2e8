import type { Template, TemplateResource } from '../../plan/template.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { retagged } from '../lambda-function/own-role.ts';
import { privateEntries } from '../network-acl/entries.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withResource } from '../template-edit.ts';

/** Every type that a template of this service may hold, companions of higher tiers included. */
export const VPC_TEMPLATE_TYPES: readonly string[] = [
  'AWS::EC2::VPC',
  'AWS::EC2::Subnet',
  'AWS::EC2::InternetGateway',
  'AWS::EC2::VPCGatewayAttachment',
  'AWS::EC2::EIP',
  'AWS::EC2::NatGateway',
  'AWS::EC2::RouteTable',
  'AWS::EC2::Route',
  'AWS::EC2::SubnetRouteTableAssociation',
  'AWS::EC2::NetworkAcl',
  'AWS::EC2::NetworkAclEntry',
  'AWS::EC2::SubnetNetworkAclAssociation',
  'AWS::EC2::VPCEndpoint',
  'AWS::EC2::SecurityGroup',
  'AWS::EC2::FlowLog',
  'AWS::IAM::Role',
  'AWS::Logs::LogGroup',
  'AWS::KMS::Key',
  'AWS::CloudWatch::Alarm',
];

const refersTo = (value: Json | undefined, logicalId: string): boolean =>
  value !== undefined && isJsonObject(value) && value['Ref'] === logicalId;

/** Ids of one type whose property names the resource. */
const idsOf = (
  template: Template,
  type: string,
  { property, of }: { readonly property: string; readonly of: string },
): readonly string[] =>
  Object.entries(template.Resources)
    .filter(([, one]) => one.Type === type && refersTo(one.Properties?.[property], of))
    .map(([id]) => id);

const inVpc = (template: Template, type: string, vpc: string): readonly string[] =>
  idsOf(template, type, { property: 'VpcId', of: vpc });

const isPrivate = (template: Template, subnet: string): boolean =>
  propertiesOf(template, subnet)['MapPublicIpOnLaunch'] !== true;

const privateSubnets = (template: Template, vpc: string): readonly string[] =>
  inVpc(template, 'AWS::EC2::Subnet', vpc).filter((subnet) => isPrivate(template, subnet));

const refs = (ids: readonly string[]): readonly JsonObject[] => ids.map((Ref) => ({ Ref }));

const service = (name: string): JsonObject => ({
  'Fn::Sub': `com.amazonaws.\${AWS::Region}.${name}`,
});

const hasTables = (template: Template, vpc: string): boolean =>
  inVpc(template, 'AWS::EC2::RouteTable', vpc).length > 0;

/** What a network leads to by its routes, by the ends of their logical ids. */
const ROUTED = ['S3', 'DynamoDB'] as const;

/** `com.amazonaws.us-east-1.s3`, as a text or as one that CloudFormation puts together. */
const isFor = (told: Json | undefined, name: string): boolean =>
  new RegExp(`\\.${name.toLowerCase()}\\W*$`).test(JSON.stringify(told ?? ''));

/** True where another endpoint of the VPC leads to a service by its routes. */
const isLed = (template: Template, vpc: string, name: string): boolean =>
  inVpc(template, 'AWS::EC2::VPCEndpoint', vpc).some(
    (id) =>
      id !== `${vpc}${name}` &&
      propertiesOf(template, id)['VpcEndpointType'] === 'Gateway' &&
      isFor(propertiesOf(template, id)['ServiceName'], name),
  );

/** Free, and saves what NAT would cost: every table of the VPC leads to S3 and DynamoDB. */
const patchGateways: Remedy['patch'] = (template, vpc) =>
  ROUTED.filter((name) => !isLed(template, vpc, name)).reduce(
    (patched, name) =>
      withResource(patched, `${vpc}${name}`, {
        Type: 'AWS::EC2::VPCEndpoint',
        Properties: {
          VpcId: { Ref: vpc },
          ServiceName: service(name.toLowerCase()),
          VpcEndpointType: 'Gateway',
          RouteTableIds: refs(inVpc(template, 'AWS::EC2::RouteTable', vpc)),
          Tags: retagged(template, vpc, `-${name.toLowerCase()}`),
        },
      }),
    template,
  );

const inside = (template: Template, vpc: string): Json =>
  propertiesOf(template, vpc)['CidrBlock'] ?? { 'Fn::GetAtt': [vpc, 'CidrBlock'] };

/** Private subnets take everything from inside, and from outside only answers. */
const patchAcl: Remedy['patch'] = (template, vpc) => {
  const acl = `${vpc}Acl`;
  const made = withResource(template, acl, {
    Type: 'AWS::EC2::NetworkAcl',
    Properties: { VpcId: { Ref: vpc }, Tags: retagged(template, vpc, '-private') },
  });
  const entries = privateEntries(acl, inside(template, vpc));
  const filled = { ...made, Resources: { ...made.Resources, ...entries } };
  return privateSubnets(template, vpc).reduce(
    (patched, subnet) =>
      withResource(patched, `${subnet}Acl`, {
        Type: 'AWS::EC2::SubnetNetworkAclAssociation',
        Properties: { NetworkAclId: { Ref: acl }, SubnetId: { Ref: subnet } },
      }),
    filled,
  );
};

/** Lets the VPC in to the endpoint, on the one port it has. */
const endpointGroup = (template: Template, vpc: string): TemplateResource => ({
  Type: 'AWS::EC2::SecurityGroup',
  Properties: {
    GroupDescription: 'Interface endpoints',
    VpcId: { Ref: vpc },
    SecurityGroupIngress: [
      {
        IpProtocol: 'tcp',
        FromPort: 443,
        ToPort: 443,
        CidrIp: inside(template, vpc),
        Description: 'From inside the VPC',
      },
    ],
    SecurityGroupEgress: [
      {
        IpProtocol: 'tcp',
        FromPort: 443,
        ToPort: 443,
        CidrIp: inside(template, vpc),
        Description: 'Answers stay inside',
      },
    ],
    Tags: retagged(template, vpc, '-endpoints'),
  },
});

/** Logs are what every workload writes; further endpoints are asked for one by one. */
const patchInterface: Remedy['patch'] = (template, vpc) => {
  const made = withResource(template, `${vpc}Endpoints`, endpointGroup(template, vpc));
  return withResource(made, `${vpc}LogsEndpoint`, {
    Type: 'AWS::EC2::VPCEndpoint',
    Properties: {
      VpcId: { Ref: vpc },
      ServiceName: service('logs'),
      VpcEndpointType: 'Interface',
      PrivateDnsEnabled: true,
      SubnetIds: refs(privateSubnets(template, vpc)),
      SecurityGroupIds: [{ 'Fn::GetAtt': [`${vpc}Endpoints`, 'GroupId'] }],
      Tags: retagged(template, vpc, '-logs'),
    },
  });
};

const patchAlarms: Remedy['patch'] = (template, nat) =>
  ['ErrorPortAllocation', 'PacketsDropCount'].reduce(
    (patched, MetricName) =>
      withResource(patched, `${nat}${MetricName}Alarm`, {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: {
          AlarmDescription: `${MetricName} of the NAT gateway for 15 minutes`,
          Namespace: 'AWS/NATGateway',
          MetricName,
          Dimensions: [{ Name: 'NatGatewayId', Value: { Ref: nat } }],
          Statistic: 'Sum',
          Period: 300,
          EvaluationPeriods: 3,
          Threshold: 0,
          ComparisonOperator: 'GreaterThanThreshold',
          TreatMissingData: 'notBreaching',
        },
      }),
    template,
  );

/** What joins the network later is led to its endpoints and held by its list as well. */
const isLeftOut = (
  ids: readonly string[],
  isTold: (id: string) => boolean,
  own: TemplateResource | undefined,
): boolean => own !== undefined && ids.some((id) => !isTold(id));

const gatewayLacksTable = (template: Template, vpc: string): boolean =>
  ROUTED.some((name) => {
    const told = listOf(propertiesOf(template, `${vpc}${name}`)['RouteTableIds']);
    return isLeftOut(
      inVpc(template, 'AWS::EC2::RouteTable', vpc),
      (table) => told.some((one) => refersTo(one, table)),
      template.Resources[`${vpc}${name}`],
    );
  });

const aclLacksSubnet = (template: Template, vpc: string): boolean =>
  isLeftOut(
    privateSubnets(template, vpc),
    (subnet) =>
      template.Resources[`${subnet}Acl`]?.Type === 'AWS::EC2::SubnetNetworkAclAssociation',
    template.Resources[`${vpc}Acl`],
  );

const lacksEndpoint = (template: Template, vpc: string, ofType: string): boolean =>
  !inVpc(template, 'AWS::EC2::VPCEndpoint', vpc).some(
    (id) => propertiesOf(template, id)['VpcEndpointType'] === ofType,
  );

/** In the order of application; alarms come last, so that they see the finished gateways. */
export const vpcRemedies: readonly Remedy[] = [
  {
    item: 'VPC-10',
    type: 'AWS::EC2::VPC',
    defaultFrom: 'sandbox',
    isNeeded: (template, vpc) =>
      hasTables(template, vpc) &&
      (lacksEndpoint(template, vpc, 'Gateway') || gatewayLacksTable(template, vpc)),
    patch: patchGateways,
  },
  {
    item: 'VPC-11',
    type: 'AWS::EC2::VPC',
    defaultFrom: 'staging',
    isNeeded: (template, vpc) =>
      inVpc(template, 'AWS::EC2::NetworkAcl', vpc).length === 0 || aclLacksSubnet(template, vpc),
    patch: patchAcl,
  },
  {
    item: 'VPC-14',
    type: 'AWS::EC2::VPC',
    defaultFrom: 'production',
    isNeeded: (template, vpc) =>
      privateSubnets(template, vpc).length > 0 && lacksEndpoint(template, vpc, 'Interface'),
    patch: patchInterface,
  },
  {
    item: 'VPC-19',
    type: 'AWS::EC2::NatGateway',
    defaultFrom: 'production',
    patch: patchAlarms,
  },
];
