import type { JsonObject } from '../../src/task/json.ts';
import { IT, alarmsOn, groupOpenTo, logsFor, of, ref, row, rowOf } from './item-row.ts';
import type { ItemRow, Others } from './item-row.ts';

const GROUP = 'AWS::EC2::SecurityGroup';
const open = (port: number): JsonObject => ({
  SecurityGroupIngress: [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, CidrIpv6: '::/0' }],
});
const inVpc = (type: string, more: JsonObject = {}) => of(type, { VpcId: IT, ...more });
const subnet = (AvailabilityZone: string, isPublic = false) =>
  inVpc('AWS::EC2::Subnet', { AvailabilityZone, MapPublicIpOnLaunch: isPublic });
const nat = (id: string) => of('AWS::EC2::NatGateway', { SubnetId: ref(id) });
const endpoint = (ServiceName: string) => inVpc('AWS::EC2::VPCEndpoint', { ServiceName });
const FOUR: Others = {
  A: subnet('a', true),
  B: subnet('b', true),
  C: subnet('a'),
  D: subnet('b'),
};
const entry = (more: JsonObject): JsonObject => ({ RuleAction: 'allow', Protocol: 6, ...more });
const exit = { RouteTableId: ref('Table'), GatewayId: ref('Gate') };
const table = (Value: string): Others => ({
  Gate: of('AWS::EC2::InternetGateway'),
  Table: of('AWS::EC2::RouteTable', { Tags: [{ Key: 'Name', Value }] }),
});

const VPC: readonly ItemRow[] = [
  row('VPC-01', [open(443)], [open(8080)]),
  rowOf(
    'AWS::EC2::SecurityGroupIngress',
    row(
      'VPC-01',
      [{ IpProtocol: 'tcp', FromPort: 80, ToPort: 80, CidrIp: '0.0.0.0/0' }],
      [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }],
    ),
  ),
  row(
    'VPC-02',
    [{ GroupId: ref('Own') }, { Own: of(GROUP) }],
    [{ GroupId: { 'Fn::GetAtt': ['Net', 'DefaultSecurityGroup'] } }, { Net: of('AWS::EC2::VPC') }],
  ),
  row(
    'VPC-04',
    [{ EnableDnsSupport: true, EnableDnsHostnames: true }],
    [{ EnableDnsSupport: true }],
  ),
  row('VPC-05', [{}, FOUR], [{}, { C: subnet('a') }]),
  row('VPC-06', [{}, { ...FOUR, N: nat('A') }], [{}, FOUR]),
  row('VPC-07', [{}, FOUR], [{}, { C: subnet('a'), D: subnet('a') }]),
  row('VPC-09', [{}, { Log: of('AWS::EC2::FlowLog', { ResourceId: IT }) }], [{}]),
  row(
    'VPC-10',
    [{}, { S: endpoint('com.amazonaws.x.s3'), D: endpoint('com.amazonaws.x.dynamodb') }],
    [{}, { S: endpoint('com.amazonaws.x.s3') }],
  ),
  row('VPC-11', [{}, { List: inVpc('AWS::EC2::NetworkAcl') }], [{}]),
  row('VPC-12', [{}, { ...FOUR, E: subnet('c') }], [{}, FOUR]),
  row('VPC-13', [{}, { By: of('AWS::EC2::SubnetRouteTableAssociation', { SubnetId: IT }) }], [{}]),
  row(
    'VPC-14',
    [{}, { E: inVpc('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Interface' }) }],
    [{}, { E: endpoint('com.amazonaws.x.s3') }],
  ),
  row('VPC-15', [exit, table('public')], [exit, table('private')]),
  row('VPC-16', [{}, { ...FOUR, N: nat('A'), M: nat('B') }], [{}, { ...FOUR, N: nat('A') }]),
  row(
    'VPC-18',
    [{ LogGroupName: ref('Logs') }, logsFor(90)],
    [{ LogGroupName: ref('Logs') }, logsFor(30)],
  ),
  row(
    'VPC-19',
    [{}, alarmsOn('ErrorPortAllocation', 'PacketsDropCount')],
    [{}, alarmsOn('PacketsDropCount')],
  ),
  row(
    'VPC-21',
    [{ RuleAction: 'deny', CidrBlock: '0.0.0.0/0' }],
    [{ RuleAction: 'deny', CidrBlock: '10.0.0.0/8' }],
  ),
  row('VPC-22', [entry({ PortRange: { From: 1, To: 2 } })], [entry({})]),
  row('VPC-23', [entry({})], [entry({ Protocol: -1 })]),
  row(
    'VPC-24',
    [{ GatewayId: 'igw-1', DestinationCidrBlock: '10.0.0.0/8' }],
    [{ GatewayId: 'igw-1', DestinationCidrBlock: '0.0.0.0/0' }],
  ),
  row(
    'VPC-25',
    [entry({ CidrBlock: '0.0.0.0/0', PortRange: { From: 443, To: 443 } })],
    [entry({ CidrBlock: '0.0.0.0/0', PortRange: { From: 20, To: 30 } })],
  ),
  row('VPC-27', [{ MapPublicIpOnLaunch: false }], [{ MapPublicIpOnLaunch: true }]),
];

const web = (DistributionConfig: JsonObject): JsonObject => ({ DistributionConfig });
const behaviour = (more: JsonObject): JsonObject => web({ DefaultCacheBehavior: more });
const certificate = (more: JsonObject): JsonObject => web({ ViewerCertificate: more });
const pages = (...codes: readonly number[]): JsonObject =>
  web({ CustomErrorResponses: codes.map((ErrorCode) => ({ ErrorCode })) });
const headers = (SecurityHeadersConfig: JsonObject): Others => ({
  Headers: of('AWS::CloudFront::ResponseHeadersPolicy', {
    ResponseHeadersPolicyConfig: { SecurityHeadersConfig },
  }),
});
const HSTS = { StrictTransportSecurity: { AccessControlMaxAgeSec: 1 } };
const REST = {
  ContentSecurityPolicy: { ContentSecurityPolicy: 'x' },
  FrameOptions: { FrameOption: 'DENY' },
};
const withHeaders = behaviour({ ResponseHeadersPolicyId: ref('Headers') });
const origin = (more: JsonObject): JsonObject => web({ Origins: [more] });
const bucket: Others = { Bucket: of('AWS::S3::Bucket') };
const fromBucket = (more: JsonObject): JsonObject =>
  origin({ DomainName: { 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] }, ...more });
const edge = (LambdaFunctionARN: JsonObject | string): JsonObject =>
  behaviour({ LambdaFunctionAssociations: [{ LambdaFunctionARN, IncludeBody: false }] });

const CLOUDFRONT: readonly ItemRow[] = [
  row(
    'CLOUDFRONT-01',
    [behaviour({ ViewerProtocolPolicy: 'https-only' })],
    [behaviour({ ViewerProtocolPolicy: 'allow-all' })],
  ),
  row(
    'CLOUDFRONT-02',
    [certificate({ MinimumProtocolVersion: 'TLSv1.2_2021' })],
    [certificate({ MinimumProtocolVersion: 'TLSv1.2_2019' })],
  ),
  row(
    'CLOUDFRONT-03',
    [fromBucket({ OriginAccessControlId: 'oac' }), bucket],
    [fromBucket({}), bucket],
  ),
  row('CLOUDFRONT-04', [web({ PriceClass: 'PriceClass_100' })], [web({})]),
  row('CLOUDFRONT-06', [web({ Logging: { Bucket: 'b' } })], [web({ Logging: {} })]),
  row('CLOUDFRONT-07', [behaviour({ Compress: true })], [behaviour({})]),
  row('CLOUDFRONT-08', [web({ DefaultRootObject: 'x.html' })], [web({ DefaultRootObject: '' })]),
  row('CLOUDFRONT-09', [web({ Logging: { Bucket: 'b' } })], [web({})]),
  row('CLOUDFRONT-10', [withHeaders, headers({ ...HSTS, ...REST })], [withHeaders, headers(HSTS)]),
  row('CLOUDFRONT-11', [pages(403, 404, 500)], [pages(404)]),
  row('CLOUDFRONT-12', [behaviour({ CachePolicyId: 'p' })], [behaviour({ ForwardedValues: {} })]),
  row('CLOUDFRONT-13', [web({ WebACLId: 'arn' })], [web({})]),
  row(
    'CLOUDFRONT-15',
    [web({ OriginGroups: { Items: [{ Members: { Quantity: 2 } }] } })],
    [web({ OriginGroups: { Items: [{ Members: { Quantity: 1 } }] } })],
  ),
  row(
    'CLOUDFRONT-17',
    [{}, alarmsOn('5xxErrorRate', 'OriginLatency')],
    [{}, alarmsOn('5xxErrorRate')],
  ),
  row(
    'CLOUDFRONT-19',
    [certificate({ MinimumProtocolVersion: 'TLSv1.2_2018' })],
    [certificate({ MinimumProtocolVersion: 'TLSv1.1_2016' })],
  ),
  row('CLOUDFRONT-20', [certificate({ AcmCertificateArn: 'arn' })], [certificate({})]),
  row(
    'CLOUDFRONT-21',
    [certificate({ SslSupportMethod: 'sni-only' })],
    [certificate({ SslSupportMethod: 'vip' })],
  ),
  row(
    'CLOUDFRONT-22',
    [origin({ CustomOriginConfig: { OriginProtocolPolicy: 'https-only' } })],
    [origin({ CustomOriginConfig: { OriginProtocolPolicy: 'match-viewer' } })],
  ),
  row(
    'CLOUDFRONT-23',
    [origin({ CustomOriginConfig: { OriginSSLProtocols: ['TLSv1.2'] } })],
    [origin({ CustomOriginConfig: { OriginSSLProtocols: ['TLSv1.2', 'SSLv3'] } })],
  ),
  row('EDGE-01', [{ FunctionCode: 'x' }], [{ FunctionCode: `k = "AKIA${'A'.repeat(16)}"` }]),
  row(
    'EDGE-02',
    [{ FunctionConfig: { Runtime: 'cloudfront-js-2.0' } }],
    [{ FunctionConfig: { Runtime: 'cloudfront-js-1.0' } }],
  ),
  row('EDGE-03', [{ AutoPublish: true }], [{}]),
  row(
    'EDGE-04',
    [edge('arn:aws:lambda:us-east-1:1:function:f:3')],
    [edge('arn:aws:lambda:us-east-1:1:function:f:$LATEST')],
  ),
  row(
    'EDGE-05',
    [edge('arn')],
    [behaviour({ LambdaFunctionAssociations: [{ IncludeBody: true }] })],
  ),
];

const attribute = (Key: string, Value: string): JsonObject => ({
  LoadBalancerAttributes: [{ Key, Value }],
});
const switched = (item: string, name: string, rest: JsonObject = {}): ItemRow =>
  row(item, [{ ...attribute(name, 'true'), ...rest }], [{ ...attribute(name, 'false'), ...rest }]);
const redirect = (Type: string): JsonObject => ({
  Protocol: 'HTTP',
  DefaultActions: [{ Type, RedirectConfig: { Protocol: 'HTTPS' } }],
});
const ACM = 'arn:aws:acm:eu-west-1:1:certificate/x';
const SERVER = 'arn:aws:iam::1:server-certificate/x';
const secure = (CertificateArn: string): JsonObject => ({
  Protocol: 'HTTPS',
  Certificates: [{ CertificateArn }],
});
const association: Others = { Acl: of('AWS::WAFv2::WebACLAssociation', { ResourceArn: IT }) };
const classic = (...Listeners: readonly JsonObject[]): JsonObject => ({ Listeners });

const LOAD_BALANCERS: readonly ItemRow[] = [
  row('ELB-01', [redirect('redirect')], [redirect('forward')]),
  row(
    'ELB-02',
    [{ Protocol: 'TLS', SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06' }],
    [{ Protocol: 'TLS', SslPolicy: 'ELBSecurityPolicy-2016-08' }],
  ),
  row(
    'ELB-04',
    [{ SecurityGroups: [ref('Group')] }, groupOpenTo('0.0.0.0/0', 443)],
    [{ SecurityGroups: [ref('Group')] }, groupOpenTo('0.0.0.0/0', 8080)],
  ),
  switched('ELB-05', 'routing.http.drop_invalid_header_fields.enabled'),
  switched('ELB-06', 'access_logs.s3.enabled'),
  row('ELB-07', [{ Subnets: ['a', 'b'] }], [{ Subnets: ['a'] }]),
  switched('ELB-08', 'load_balancing.cross_zone.enabled', { Type: 'network' }),
  row('ELB-09', [secure(ACM)], [secure(SERVER)]),
  row('ELB-10', [{ Protocol: 'HTTP', HealthCheckPath: '/up' }], [{ Protocol: 'HTTP' }]),
  switched('ELB-11', 'deletion_protection.enabled'),
  row('ELB-12', [{}, association], [{}]),
  row(
    'ELB-13',
    [{}, alarmsOn('HTTPCode_ELB_5XX_Count', 'HTTPCode_Target_5XX_Count')],
    [{}, alarmsOn('HTTPCode_ELB_5XX_Count')],
  ),
  row(
    'ELB-15',
    [attribute('routing.http.desync_mitigation_mode', 'defensive')],
    [attribute('routing.http.desync_mitigation_mode', 'monitor')],
  ),
  row('ELB-16', [{ Protocol: 'TLS' }], [{ Protocol: 'HTTP' }]),
  row(
    'ELB-17',
    [classic({ Protocol: 'HTTPS', SSLCertificateId: ACM })],
    [classic({ Protocol: 'HTTPS', SSLCertificateId: SERVER })],
  ),
  row(
    'ELB-18',
    [classic({ Protocol: 'SSL' })],
    [classic({ Protocol: 'SSL' }, { Protocol: 'TCP' })],
  ),
  row('ELB-19', [classic({ Protocol: 'TCP' })], [classic({ Protocol: 'SSL', PolicyNames: [] })]),
  row('ELB-20', [{ CrossZone: true }], [{ CrossZone: false }]),
  row('ELB-21', [{ AccessLoggingPolicy: { Enabled: true } }], [{}]),
];

const launch = (HttpTokens: string): Others => ({
  Launch: of('AWS::EC2::LaunchTemplate', {
    LaunchTemplateData: { MetadataOptions: { HttpTokens } },
  }),
});
const launched = { LaunchTemplate: { LaunchTemplateId: ref('Launch') } };
const facing = (AssociatePublicIpAddress: boolean): JsonObject => ({
  LaunchTemplateData: { NetworkInterfaces: [{ AssociatePublicIpAddress }] },
});
const tagged = (PropagateAtLaunch: boolean): JsonObject => ({
  Tags: [{ Key: 'a', Value: 'b', PropagateAtLaunch }],
});

const SCALING: readonly ItemRow[] = [
  row('ASG-01', [launched, launch('required')], [launched, launch('optional')]),
  row('ASG-02', [{ MetadataOptions: { HttpTokens: 'required' } }], [{}]),
  row('ASG-03', [{ AssociatePublicIpAddress: false }], [{}]),
  row('ASG-04', [facing(false)], [facing(true)]),
  row('ASG-06', [tagged(true)], [tagged(false)]),
  row('ASG-07', [launched], [{ LaunchConfigurationName: 'x' }]),
  row(
    'ASG-08',
    [{ TargetGroupARNs: ['t'], HealthCheckType: 'ELB' }],
    [{ TargetGroupARNs: ['t'], HealthCheckType: 'EC2' }],
  ),
  row('ASG-09', [{ VPCZoneIdentifier: ['a', 'b'] }], [{ VPCZoneIdentifier: ['a'] }]),
  row('ASG-10', [{ MinSize: '2' }], [{ MinSize: '1' }]),
  row(
    'ASG-11',
    [{}, { Scale: of('AWS::AutoScaling::ScalingPolicy', { AutoScalingGroupName: IT }) }],
    [{}],
  ),
  row('ASG-12', [{}, alarmsOn('CPUUtilization')], [{}]),
  row(
    'ASG-14',
    [
      {
        MixedInstancesPolicy: {
          LaunchTemplate: {},
          InstancesDistribution: { OnDemandBaseCapacity: 1 },
        },
      },
    ],
    [{}],
  ),
  row('ASG-15', [{ PolicyType: 'StepScaling' }], [{ PolicyType: 'SimpleScaling' }]),
  row(
    'ASG-16',
    [{ TargetTrackingConfiguration: { DisableScaleIn: false } }],
    [{ TargetTrackingConfiguration: { DisableScaleIn: true } }],
  ),
];

const HTTP_STAGE = 'AWS::ApiGatewayV2::Stage';
const methods = (more: JsonObject): JsonObject => ({ MethodSettings: [more] });
const logged = { AccessLogSetting: { DestinationArn: { 'Fn::GetAtt': ['Logs', 'Arn'] } } };

const APIS: readonly ItemRow[] = [
  row(
    'APIGW-01',
    [{ HttpMethod: 'GET', AuthorizationType: 'AWS_IAM' }],
    [{ HttpMethod: 'GET', AuthorizationType: 'NONE' }],
  ),
  row('APIGW-02', [{ AuthorizationType: 'JWT' }], [{}]),
  row('APIGW-03', [{ SecurityPolicy: 'TLS_1_2' }], [{ SecurityPolicy: 'TLS_1_0' }]),
  row(
    'APIGW-04',
    [{ DomainNameConfigurations: [{ SecurityPolicy: 'TLS_1_2' }] }],
    [{ DomainNameConfigurations: [{ SecurityPolicy: 'TLS_1_0' }] }],
  ),
  row('APIGW-06', [{ AccessLogSetting: { DestinationArn: 'arn' } }], [{ AccessLogSetting: {} }]),
  row(
    'APIGW-07',
    [{ AccessLogSettings: { DestinationArn: 'arn', Format: 'f' } }],
    [{ AccessLogSettings: { DestinationArn: 123, Format: 'f' } }],
  ),
  row('APIGW-08', [methods({ LoggingLevel: 'ERROR' })], [methods({ LoggingLevel: 'OFF' })]),
  row('APIGW-09', [logged, logsFor(30)], [logged, logsFor(7)]),
  row('APIGW-10', [{ TracingEnabled: true }], [{}]),
  row('APIGW-11', [methods({ ThrottlingRateLimit: 10 })], [methods({})]),
  rowOf(HTTP_STAGE, row('APIGW-11', [{ DefaultRouteSettings: { ThrottlingRateLimit: 10 } }], [{}])),
  row(
    'APIGW-12',
    [methods({ CachingEnabled: true, CacheDataEncrypted: true })],
    [methods({ CachingEnabled: true })],
  ),
  row('APIGW-13', [{}, association], [{}]),
  row('APIGW-14', [{}, alarmsOn('5XXError', 'Latency')], [{}, alarmsOn('Latency')]),
  row(
    'APIGW-16',
    [methods({ CachingEnabled: true, CacheDataEncrypted: true })],
    [methods({ CacheDataEncrypted: true })],
  ),
  row('APIGW-17', [{ EndpointConfiguration: { Types: ['REGIONAL'] } }], [{}]),
];

const signing: Others = { Sign: of('AWS::Route53::DNSSEC', { HostedZoneId: IT }) };

const ZONES: readonly ItemRow[] = [
  row('ROUTE53-01', [{ QueryLoggingConfig: { CloudWatchLogsLogGroupArn: 'arn' } }], [{}]),
  row('ROUTE53-03', [{ Failover: 'PRIMARY', HealthCheckId: 'h' }], [{ Failover: 'PRIMARY' }]),
  row('ROUTE53-04', [{}, signing], [{}]),
  row(
    'ROUTE53-05',
    [{ HealthCheckConfig: { Type: 'HTTPS' } }],
    [{ HealthCheckConfig: { Type: 'HTTP' } }],
  ),
  row('ROUTE53-06', [{}, alarmsOn('HealthCheckStatus')], [{}]),
  row('ROUTE53-07', [{ TTL: '300' }], [{}]),
  row('ROUTE53-08', [{ Name: 'a.example.com' }], [{ Name: '*.example.com' }]),
];

/** Rows of the services of networks and of the edge. */
export const OF_THE_EDGE: readonly ItemRow[] = [
  ...VPC,
  ...CLOUDFRONT,
  ...LOAD_BALANCERS,
  ...SCALING,
  ...APIS,
  ...ZONES,
];
