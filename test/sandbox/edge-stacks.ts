import type { Body } from './kit.ts';

interface StackRow {
  readonly before: Body;
  readonly change: Body;
}

const of = (Type: string, Properties: Body, more: Body = {}): Body => ({
  Type,
  Properties,
  ...more,
});

const row = (Main: Body, change: Body, others: Body = {}): StackRow => ({
  before: { Main, ...others },
  change,
});

const HTTP_API = of('AWS::ApiGatewayV2::Api', { Name: 'orders', ProtocolType: 'HTTP' });
const REST_API = of('AWS::ApiGateway::RestApi', { Name: 'orders' });
const API_ID = { ApiId: { Ref: 'Api' } };
const REST_ID = { RestApiId: { Ref: 'Api' } };
const ROOT = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };
const MOCK = { Type: 'MOCK' };

const METHOD = of('AWS::ApiGateway::Method', {
  ...REST_ID,
  ResourceId: ROOT,
  HttpMethod: 'GET',
  AuthorizationType: 'AWS_IAM',
  Integration: MOCK,
});
const DEPLOYMENT = of('AWS::ApiGateway::Deployment', REST_ID, { DependsOn: 'Method' });
const REST_STAGE = of('AWS::ApiGateway::Stage', {
  ...REST_ID,
  StageName: 'live',
  DeploymentId: { Ref: 'Deployment' },
});
const DEPLOYED = { Api: REST_API, Method: METHOD, Deployment: DEPLOYMENT };

const logsOf = (format: string): Body => ({
  DestinationArn: { 'Fn::GetAtt': ['Logs', 'Arn'] },
  Format: format,
});

const API_STACKS: Readonly<Record<string, StackRow>> = {
  'AWS::ApiGatewayV2::Api': row(HTTP_API, { Description: 'takes orders' }),
  'AWS::ApiGatewayV2::Stage': row(
    of('AWS::ApiGatewayV2::Stage', {
      ...API_ID,
      StageName: 'live',
      AutoDeploy: true,
      AccessLogSettings: logsOf('$context.requestId'),
    }),
    { AccessLogSettings: logsOf('$context.requestId $context.status') },
    { Api: HTTP_API, Logs: of('AWS::Logs::LogGroup', { RetentionInDays: 7 }) },
  ),
  'AWS::ApiGatewayV2::Route': row(
    of('AWS::ApiGatewayV2::Route', { ...API_ID, RouteKey: 'GET /orders' }),
    { AuthorizationType: 'AWS_IAM' },
    { Api: HTTP_API },
  ),
  'AWS::ApiGatewayV2::Integration': row(
    of('AWS::ApiGatewayV2::Integration', {
      ...API_ID,
      IntegrationType: 'HTTP_PROXY',
      IntegrationMethod: 'GET',
      IntegrationUri: 'https://orders.example.com',
    }),
    { TimeoutInMillis: 5000 },
    { Api: HTTP_API },
  ),
  'AWS::ApiGateway::RestApi': row(
    of('AWS::ApiGateway::RestApi', { Name: 'orders', Policy: { Statement: [] } }),
    { Policy: { Version: '2012-10-17', Statement: [] } },
  ),
  'AWS::ApiGateway::Resource': row(
    of('AWS::ApiGateway::Resource', { ...REST_ID, ParentId: ROOT, PathPart: 'orders' }),
    {},
    { Api: REST_API },
  ),
  'AWS::ApiGateway::Method': row(METHOD, { ApiKeyRequired: true }, { Api: REST_API }),
  'AWS::ApiGateway::Deployment': row(
    DEPLOYMENT,
    { Description: 'new words' },
    { Api: REST_API, Method: METHOD },
  ),
  'AWS::ApiGateway::Stage': row(REST_STAGE, { TracingEnabled: true }, DEPLOYED),
};

const ZONE = of('AWS::Route53::HostedZone', { Name: 'shop.example.com' });

const NAME_STACKS: Readonly<Record<string, StackRow>> = {
  'AWS::Route53::HostedZone': row(
    of('AWS::Route53::HostedZone', {
      Name: 'shop.example.com',
      VPCs: [{ VPCId: 'vpc-0123456789abcdef0', VPCRegion: 'us-east-1' }],
      QueryLoggingConfig: { CloudWatchLogsLogGroupArn: { 'Fn::GetAtt': ['Logs', 'Arn'] } },
    }),
    { HostedZoneConfig: { Comment: 'names of the shop' } },
    { Logs: of('AWS::Logs::LogGroup', { RetentionInDays: 7 }) },
  ),
  'AWS::Route53::RecordSet': row(
    of('AWS::Route53::RecordSet', {
      HostedZoneId: { Ref: 'Zone' },
      Name: 'www.shop.example.com',
      Type: 'A',
      TTL: '300',
      ResourceRecords: ['203.0.113.7'],
    }),
    { ResourceRecords: ['203.0.113.8'] },
    { Zone: ZONE },
  ),
  'AWS::Route53::HealthCheck': row(
    of('AWS::Route53::HealthCheck', {
      HealthCheckConfig: {
        Type: 'HTTPS',
        FullyQualifiedDomainName: 'www.shop.example.com',
        Port: 443,
        RequestInterval: 30,
        FailureThreshold: 3,
      },
      HealthCheckTags: [{ Key: 'Name', Value: 'shop-live' }],
    }),
    {
      HealthCheckConfig: {
        Type: 'HTTPS',
        FullyQualifiedDomainName: 'www.shop.example.com',
        Port: 443,
        RequestInterval: 30,
        FailureThreshold: 5,
      },
    },
  ),
  'AWS::Logs::ResourcePolicy': row(
    of('AWS::Logs::ResourcePolicy', {
      PolicyName: 'names',
      PolicyDocument: '{"Version":"2012-10-17","Statement":[]}',
    }),
    { PolicyDocument: '{"Statement":[]}' },
  ),
};

const METRICS = {
  CloudWatchMetricsEnabled: true,
  SampledRequestsEnabled: true,
  MetricName: 'orders',
};
const managed = (priority: number): Body => ({
  Name: 'common',
  Priority: priority,
  OverrideAction: { None: {} },
  Statement: {
    ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' },
  },
  VisibilityConfig: METRICS,
});
const ACL = of('AWS::WAFv2::WebACL', {
  Name: 'orders',
  Scope: 'REGIONAL',
  DefaultAction: { Allow: {} },
  VisibilityConfig: METRICS,
  Rules: [managed(0)],
});

const GUARD_STACKS: Readonly<Record<string, StackRow>> = {
  'AWS::WAFv2::WebACL': row(ACL, { Rules: [managed(1)] }),
  'AWS::WAFv2::WebACLAssociation': row(
    of(
      'AWS::WAFv2::WebACLAssociation',
      {
        WebACLArn: { 'Fn::GetAtt': ['Acl', 'Arn'] },
        ResourceArn: {
          'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}::/restapis/${Api}/stages/live',
        },
      },
      { DependsOn: 'Stage' },
    ),
    {},
    { Acl: ACL, Stage: REST_STAGE, ...DEPLOYED },
  ),
};

const ORIGIN = {
  Id: 'main',
  DomainName: 'shop.example.org',
  CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
};
const settings = (Comment: string): Body => ({
  DistributionConfig: {
    Enabled: true,
    Comment,
    Origins: [ORIGIN],
    DefaultCacheBehavior: { TargetOriginId: 'main', ViewerProtocolPolicy: 'https-only' },
    Logging: { Bucket: 'acme-logs.s3.amazonaws.com' },
  },
});
const signing = (SigningBehavior: string): Body => ({
  OriginAccessControlConfig: {
    Name: 'shop',
    OriginAccessControlOriginType: 's3',
    SigningBehavior,
    SigningProtocol: 'sigv4',
  },
});
const metrics = (status: string): Body => ({
  MonitoringSubscription: {
    RealtimeMetricsSubscriptionConfig: { RealtimeMetricsSubscriptionStatus: status },
  },
});
const SHOP = of('AWS::CloudFront::Distribution', settings('shop'));

const CLOUDFRONT_STACKS: Readonly<Record<string, StackRow>> = {
  'AWS::CloudFront::Distribution': row(SHOP, settings('the shop')),
  'AWS::CloudFront::OriginAccessControl': row(
    of('AWS::CloudFront::OriginAccessControl', signing('always')),
    signing('never'),
  ),
  'AWS::CloudFront::ResponseHeadersPolicy': row(
    of('AWS::CloudFront::ResponseHeadersPolicy', { ResponseHeadersPolicyConfig: { Name: 'a' } }),
    { ResponseHeadersPolicyConfig: { Name: 'a', Comment: 'headers' } },
  ),
  'AWS::CloudFront::Function': row(
    of('AWS::CloudFront::Function', {
      Name: 'to-index',
      AutoPublish: true,
      FunctionCode: 'function handler(event) { return event.request; }',
      FunctionConfig: { Comment: 'to the index', Runtime: 'cloudfront-js-2.0' },
    }),
    { FunctionConfig: { Comment: 'to index', Runtime: 'cloudfront-js-2.0' } },
  ),
  'AWS::CloudFront::MonitoringSubscription': row(
    of('AWS::CloudFront::MonitoringSubscription', {
      DistributionId: { Ref: 'Shop' },
      ...metrics('Enabled'),
    }),
    metrics('Disabled'),
    { Shop: SHOP },
  ),
};

/** A stack of each type of APIs, names and what guards them, and what changes in it. */
export const EDGE_STACKS: Readonly<Record<string, StackRow>> = {
  ...API_STACKS,
  ...NAME_STACKS,
  ...GUARD_STACKS,
  ...CLOUDFRONT_STACKS,
};
