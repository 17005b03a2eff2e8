import type { TemplateGroup } from './template-groups.ts';

type Resource = TemplateGroup['before'][string];

const ref = (id: string) => ({ Ref: id });
const of = (
  Type: string,
  Properties: Resource['Properties'] = {},
  DependsOn: readonly string[] = [],
): Resource => ({ Type, Properties, ...(DependsOn.length === 0 ? {} : { DependsOn }) });

const OWNER = { Tags: [{ Key: 'Owner', Value: 'law' }] };
const IN_VPC = { VpcId: ref('Vpc') };
const SAMPLING = {
  RuleName: 'law',
  ResourceARN: '*',
  Priority: 9000,
  FixedRate: 0.1,
  ReservoirSize: 1,
  ServiceName: '*',
  ServiceType: '*',
  Host: '*',
  HTTPMethod: '*',
  URLPath: '*',
  Version: 1,
};

/** Templates of few, small resources of one family each. */
export const MORE_TEMPLATE_GROUPS: readonly TemplateGroup[] = [
  {
    name: 'a network',
    before: {
      Vpc: of('AWS::EC2::VPC', { CidrBlock: '10.60.0.0/16' }),
      Subnet: of('AWS::EC2::Subnet', { ...IN_VPC, CidrBlock: '10.60.0.0/24' }),
      Gateway: of('AWS::EC2::InternetGateway'),
      Attachment: of('AWS::EC2::VPCGatewayAttachment', {
        ...IN_VPC,
        InternetGatewayId: ref('Gateway'),
      }),
      Table: of('AWS::EC2::RouteTable', IN_VPC),
      Out: of(
        'AWS::EC2::Route',
        {
          RouteTableId: ref('Table'),
          DestinationCidrBlock: '0.0.0.0/0',
          GatewayId: ref('Gateway'),
        },
        ['Attachment'],
      ),
      Routed: of('AWS::EC2::SubnetRouteTableAssociation', {
        RouteTableId: ref('Table'),
        SubnetId: ref('Subnet'),
      }),
    },
    after: { Vpc: { EnableDnsHostnames: true }, Table: OWNER },
  },
  {
    name: 'what watches and calls',
    before: {
      Board: of('AWS::CloudWatch::Dashboard', {
        DashboardName: 'law',
        DashboardBody: '{"widgets":[]}',
      }),
      Daily: of('AWS::Events::Rule', { Name: 'law', ScheduleExpression: 'rate(1 day)' }),
      Slow: of('AWS::XRay::Group', { GroupName: 'law', FilterExpression: 'fault' }),
      Sampled: of('AWS::XRay::SamplingRule', { SamplingRule: SAMPLING }),
    },
    after: {
      Board: { DashboardBody: '{"widgets":[],"start":"-PT6H"}' },
      Daily: { ScheduleExpression: 'rate(2 days)' },
      Slow: { FilterExpression: 'error' },
      Sampled: { SamplingRule: { ...SAMPLING, FixedRate: 0.2 } },
    },
  },
  {
    name: 'names',
    before: {
      Zone: of('AWS::Route53::HostedZone', { Name: 'law.example.com' }),
      Web: of('AWS::Route53::RecordSet', {
        HostedZoneId: ref('Zone'),
        Name: 'www.law.example.com',
        Type: 'A',
        TTL: '300',
        ResourceRecords: ['203.0.113.7'],
      }),
    },
    after: {
      Zone: { HostedZoneConfig: { Comment: 'names of the law' } },
      Web: { ResourceRecords: ['203.0.113.8'] },
    },
  },
];
