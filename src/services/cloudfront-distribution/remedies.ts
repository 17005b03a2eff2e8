import type { Template, TemplateResource } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, textIn } from '../compare.ts';
import { arnIn, retagged } from '../lambda-function/own-role.ts';
import { S3_TEMPLATE_TYPES } from '../s3-bucket/remedies.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withResource } from '../template-edit.ts';
import { withWebAcl } from '../web-acl/web-acl.ts';
import { behaviorIn, configIn, withBehavior, withConfig } from './config.ts';

const DISTRIBUTION = 'AWS::CloudFront::Distribution';

/** Every type that a template of this service may hold, companions of higher tiers included. */
export const DISTRIBUTION_TEMPLATE_TYPES: readonly string[] = [
  DISTRIBUTION,
  'AWS::CloudFront::OriginAccessControl',
  'AWS::CloudFront::ResponseHeadersPolicy',
  'AWS::CloudFront::MonitoringSubscription',
  'AWS::WAFv2::WebACL',
  ...S3_TEMPLATE_TYPES,
];

const lacks =
  (name: string): NonNullable<Remedy['isNeeded']> =>
  (template, id) =>
    configIn(propertiesOf(template, id))[name] === undefined;

const lacksBehavior =
  (name: string): NonNullable<Remedy['isNeeded']> =>
  (template, id) =>
    behaviorIn(propertiesOf(template, id))[name] === undefined;

const isOfBucket = (template: Template, id: string): boolean =>
  listOf(configIn(propertiesOf(template, id))['Origins']).every(
    (origin) => at(origin, 'S3OriginConfig') !== undefined,
  );

/** What a browser is told with every answer. Pages that need more of others say so themselves. */
const SECURITY_HEADERS: JsonObject = {
  StrictTransportSecurity: {
    AccessControlMaxAgeSec: 31_536_000,
    IncludeSubdomains: true,
    Override: true,
  },
  ContentSecurityPolicy: { ContentSecurityPolicy: "default-src 'self'", Override: false },
  FrameOptions: { FrameOption: 'DENY', Override: false },
  ContentTypeOptions: { Override: true },
  ReferrerPolicy: { ReferrerPolicy: 'strict-origin-when-cross-origin', Override: false },
};

const patchHeaders: Remedy['patch'] = (template, id) => {
  const headersId = `${id}Headers`;
  const made = withResource(template, headersId, {
    Type: 'AWS::CloudFront::ResponseHeadersPolicy',
    Properties: {
      ResponseHeadersPolicyConfig: {
        Name: { 'Fn::Sub': '${AWS::StackName}-headers' },
        SecurityHeadersConfig: SECURITY_HEADERS,
      },
    },
  });
  return withBehavior(made, id, { ResponseHeadersPolicyId: { Ref: headersId } });
};

const page = (ErrorCode: number, ResponseCode: number): JsonObject => ({
  ErrorCode,
  ResponseCode,
  ResponsePagePath: `/${ResponseCode}.html`,
  ErrorCachingMinTTL: 10,
});

/** A private bucket answers 403 for what it does not have: for viewers that is a 404. */
const ERROR_PAGES: readonly JsonObject[] = [page(403, 404), page(404, 404), page(500, 500)];

const patchWebAcl: Remedy['patch'] = (template, id) => {
  const aclId = `${id}WebAcl`;
  const tags = retagged(template, id, '-firewall');
  return withConfig(withWebAcl(template, aclId, { scope: 'CLOUDFRONT', tags }), id, {
    WebACLId: arnIn(aclId),
  });
};

const alarm = (id: string, metric: string, rest: JsonObject): TemplateResource => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmDescription: `${metric} of the distribution for 15 minutes`,
    Namespace: 'AWS/CloudFront',
    MetricName: metric,
    Dimensions: [
      { Name: 'DistributionId', Value: { Ref: id } },
      { Name: 'Region', Value: 'Global' },
    ],
    Statistic: 'Average',
    Period: 300,
    EvaluationPeriods: 3,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
    ...rest,
  },
});

/** Latency of the origin is measured only where more metrics are asked for. */
const patchAlarms: Remedy['patch'] = (template, id) => {
  const rows: readonly (readonly [string, TemplateResource])[] = [
    [
      `${id}Metrics`,
      {
        Type: 'AWS::CloudFront::MonitoringSubscription',
        Properties: {
          DistributionId: { Ref: id },
          MonitoringSubscription: {
            RealtimeMetricsSubscriptionConfig: { RealtimeMetricsSubscriptionStatus: 'Enabled' },
          },
        },
      },
    ],
    [`${id}ErrorsAlarm`, alarm(id, '5xxErrorRate', { Threshold: 5 })],
    [`${id}LatencyAlarm`, alarm(id, 'OriginLatency', { Threshold: 2000 })],
  ];
  return rows.reduce((made, [key, resource]) => withResource(made, key, resource), template);
};

const remedy = (rest: Omit<Remedy, 'type'>): Remedy => ({ type: DISTRIBUTION, ...rest });

/** In the order of application. */
export const distributionRemedies: readonly Remedy[] = [
  remedy({
    item: 'CLOUDFRONT-04',
    defaultFrom: 'sandbox',
    isNeeded: lacks('PriceClass'),
    patch: (template, id) => withConfig(template, id, { PriceClass: 'PriceClass_100' }),
  }),
  remedy({
    item: 'CLOUDFRONT-07',
    defaultFrom: 'development',
    patch: (template, id) => withBehavior(template, id, { Compress: true }),
  }),
  remedy({
    item: 'CLOUDFRONT-08',
    defaultFrom: 'development',
    isNeeded: (template, id) =>
      lacks('DefaultRootObject')(template, id) && isOfBucket(template, id),
    patch: (template, id) => withConfig(template, id, { DefaultRootObject: 'index.html' }),
  }),
  remedy({
    item: 'CLOUDFRONT-10',
    defaultFrom: 'staging',
    isNeeded: lacksBehavior('ResponseHeadersPolicyId'),
    patch: patchHeaders,
  }),
  remedy({
    item: 'CLOUDFRONT-11',
    defaultFrom: 'staging',
    isNeeded: lacks('CustomErrorResponses'),
    patch: (template, id) => withConfig(template, id, { CustomErrorResponses: ERROR_PAGES }),
  }),
  remedy({
    item: 'CLOUDFRONT-13',
    defaultFrom: 'production',
    isNeeded: (template, id) => textIn(configIn(propertiesOf(template, id))['WebACLId']) === '',
    patch: patchWebAcl,
  }),
  remedy({ item: 'CLOUDFRONT-17', defaultFrom: 'production', patch: patchAlarms }),
];

/** What stands in us-east-1 alone: web ACLs of CloudFront, and its metrics. */
export const ONLY_IN_US_EAST_1: ReadonlySet<string> = new Set(['CLOUDFRONT-13', 'CLOUDFRONT-17']);
