import { att, DEV, OWNER, of, ref } from './group-parts.ts';
import type { TemplateGroup } from './template-groups.ts';

const REST = { RestApiId: ref('Api') };

const REST_API: TemplateGroup = {
  name: 'a REST interface',
  before: {
    Api: of('AWS::ApiGateway::RestApi', { Name: 'law' }),
    Orders: of('AWS::ApiGateway::Resource', {
      ...REST,
      ParentId: att('Api', 'RootResourceId'),
      PathPart: 'orders',
    }),
    List: of('AWS::ApiGateway::Method', {
      ...REST,
      ResourceId: ref('Orders'),
      HttpMethod: 'GET',
      AuthorizationType: 'AWS_IAM',
      Integration: { Type: 'MOCK' },
    }),
    Shown: of('AWS::ApiGateway::Deployment', REST, ['List']),
    Live: of('AWS::ApiGateway::Stage', {
      ...REST,
      StageName: 'live',
      DeploymentId: ref('Shown'),
    }),
  },
  after: {
    Api: { Description: 'takes orders', ...OWNER },
    List: { ApiKeyRequired: true },
    Shown: { Description: 'first' },
    Live: { TracingEnabled: true, ...OWNER },
  },
  replaced: { Orders: { PathPart: 'all-orders' } },
};

const HTTP = { ApiId: ref('Api') };

const HTTP_API: TemplateGroup = {
  name: 'an HTTP interface with routes',
  before: {
    Api: of('AWS::ApiGatewayV2::Api', { Name: 'law', ProtocolType: 'HTTP' }),
    Live: of('AWS::ApiGatewayV2::Stage', { ...HTTP, StageName: 'live', AutoDeploy: true }),
    Behind: of('AWS::ApiGatewayV2::Integration', {
      ...HTTP,
      IntegrationType: 'HTTP_PROXY',
      IntegrationMethod: 'GET',
      IntegrationUri: 'https://orders.example.com',
      PayloadFormatVersion: '1.0',
    }),
    Orders: of('AWS::ApiGatewayV2::Route', {
      ...HTTP,
      RouteKey: 'GET /orders',
      AuthorizationType: 'AWS_IAM',
      Target: { 'Fn::Join': ['/', ['integrations', ref('Behind')]] },
    }),
  },
  after: {
    Api: { Description: 'takes orders' },
    Live: { Description: 'for all' },
    Behind: { TimeoutInMillis: 5000 },
    Orders: { RouteKey: 'GET /all-orders' },
  },
  replaced: { Live: { StageName: 'now' } },
};

const CERTIFICATE = `arn:aws:acm:us-east-1:${DEV}:certificate/0a1b2c3d-0000-4000-8000-000000000001`;

const settings = (Comment: string) => ({
  DistributionConfig: {
    Enabled: true,
    Comment,
    Aliases: ['law.example.com'],
    ViewerCertificate: {
      AcmCertificateArn: CERTIFICATE,
      SslSupportMethod: 'sni-only',
      MinimumProtocolVersion: 'TLSv1.2_2021',
    },
    Origins: [
      {
        Id: 'main',
        DomainName: 'shop.example.org',
        CustomOriginConfig: { OriginProtocolPolicy: 'https-only' },
      },
    ],
    DefaultCacheBehavior: {
      TargetOriginId: 'main',
      ViewerProtocolPolicy: 'https-only',
      ResponseHeadersPolicyId: ref('Headers'),
      FunctionAssociations: [
        { EventType: 'viewer-request', FunctionARN: att('Index', 'FunctionARN') },
      ],
    },
  },
});
const signing = (Name: string, SigningBehavior: string) => ({
  OriginAccessControlConfig: {
    Name,
    OriginAccessControlOriginType: 's3',
    SigningBehavior,
    SigningProtocol: 'sigv4',
  },
});
const measured = (RealtimeMetricsSubscriptionStatus: string) => ({
  MonitoringSubscription: {
    RealtimeMetricsSubscriptionConfig: { RealtimeMetricsSubscriptionStatus },
  },
});
const code = (Comment: string) => ({
  FunctionCode: 'function handler(event) { return event.request; }',
  FunctionConfig: { Comment, Runtime: 'cloudfront-js-2.0' },
});

const CLOUDFRONT: TemplateGroup = {
  name: 'a distribution',
  before: {
    Access: of('AWS::CloudFront::OriginAccessControl', signing('law', 'always')),
    Headers: of('AWS::CloudFront::ResponseHeadersPolicy', {
      ResponseHeadersPolicyConfig: { Name: 'law' },
    }),
    Index: of('AWS::CloudFront::Function', { Name: 'law', AutoPublish: true, ...code('index') }),
    Shop: of('AWS::CloudFront::Distribution', settings('shop')),
    Measured: of('AWS::CloudFront::MonitoringSubscription', {
      DistributionId: ref('Shop'),
      ...measured('Enabled'),
    }),
  },
  after: {
    Access: signing('law', 'no-override'),
    Headers: { ResponseHeadersPolicyConfig: { Name: 'law', Comment: 'headers' } },
    Index: code('to the index'),
    Shop: settings('the shop'),
    Measured: measured('Disabled'),
  },
  replaced: { Index: { Name: 'law-2' } },
};

const METRICS = {
  CloudWatchMetricsEnabled: true,
  SampledRequestsEnabled: true,
  MetricName: 'law',
};
const rules = (Priority: number) => ({
  Rules: [
    {
      Name: 'common',
      Priority,
      OverrideAction: { None: {} },
      Statement: {
        ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesCommonRuleSet' },
      },
      VisibilityConfig: METRICS,
    },
  ],
});

const GUARDED: TemplateGroup = {
  name: 'a list that guards a door',
  before: {
    Api: of('AWS::ApiGateway::RestApi', { Name: 'law' }),
    List: of('AWS::ApiGateway::Method', {
      ...REST,
      ResourceId: att('Api', 'RootResourceId'),
      HttpMethod: 'GET',
      AuthorizationType: 'AWS_IAM',
      Integration: { Type: 'MOCK' },
    }),
    Shown: of('AWS::ApiGateway::Deployment', REST, ['List']),
    Live: of('AWS::ApiGateway::Stage', {
      ...REST,
      StageName: 'live',
      DeploymentId: ref('Shown'),
    }),
    Acl: of('AWS::WAFv2::WebACL', {
      Name: 'law',
      Scope: 'REGIONAL',
      DefaultAction: { Allow: {} },
      VisibilityConfig: METRICS,
      ...rules(0),
    }),
    Guards: of(
      'AWS::WAFv2::WebACLAssociation',
      {
        WebACLArn: att('Acl'),
        ResourceArn: {
          'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}::/restapis/${Api}/stages/live',
        },
      },
      ['Live'],
    ),
  },
  after: { Acl: { ...rules(1), ...OWNER } },
  replaced: { Acl: { Name: 'law-2' } },
};

const checked = (FailureThreshold: number) => ({
  HealthCheckConfig: {
    Type: 'HTTPS',
    FullyQualifiedDomainName: 'www.example.com',
    Port: 443,
    RequestInterval: 30,
    FailureThreshold,
  },
});

const CHECKED: TemplateGroup = {
  name: 'what watches names',
  before: {
    Check: of('AWS::Route53::HealthCheck', {
      ...checked(3),
      HealthCheckTags: [{ Key: 'Name', Value: 'law' }],
    }),
    Writes: of('AWS::Logs::ResourcePolicy', {
      PolicyName: 'law',
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [] }),
    }),
  },
  after: {
    Check: checked(5),
    Writes: { PolicyDocument: JSON.stringify({ Version: '2008-10-17', Statement: [] }) },
  },
  replaced: { Writes: { PolicyName: 'law-2' } },
};

/** Templates of interfaces, names and what guards them. */
export const EDGE_GROUPS: readonly TemplateGroup[] = [
  REST_API,
  HTTP_API,
  CLOUDFRONT,
  GUARDED,
  CHECKED,
];
