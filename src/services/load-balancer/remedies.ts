import type { Template, TemplateResource } from '../../plan/template.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { textIn } from '../compare.ts';
import { closedBucket, tlsStatement } from '../s3-bucket/closed-bucket.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';
import { TLS_POLICY, TO_HTTPS, withAttribute } from './template.ts';

const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';

/** Every type that a template of this service may hold, companions of higher tiers included. */
export const LOAD_BALANCER_TEMPLATE_TYPES: readonly string[] = [
  BALANCER,
  LISTENER,
  'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::EC2::SecurityGroup',
  'AWS::S3::Bucket',
  'AWS::S3::BucketPolicy',
  'AWS::CloudWatch::Alarm',
];

const isNetwork = (template: Template, logicalId: string): boolean =>
  propertiesOf(template, logicalId)['Type'] === 'network';

const isApplication = (template: Template, logicalId: string): boolean =>
  ['application', undefined].includes(
    propertiesOf(template, logicalId)['Type'] as string | undefined,
  );

const isOn = (template: Template, logicalId: string, key: string): boolean =>
  listOf(propertiesOf(template, logicalId)['LoadBalancerAttributes']).some(
    (row) => isJsonObject(row) && row['Key'] === key && textIn(row['Value']) === 'true',
  );

const turnOn = (template: Template, logicalId: string, key: string): Template => {
  const rows = propertiesOf(template, logicalId)['LoadBalancerAttributes'];
  return withProperties(template, logicalId, {
    LoadBalancerAttributes: withAttribute(rows, key, 'true'),
  });
};

/** A remedy that sets one attribute of a load balancer. */
const attribute = (
  item: string,
  key: string,
  rest: Pick<Remedy, 'defaultFrom'> & { readonly fits?: NonNullable<Remedy['isNeeded']> },
): Remedy => ({
  item,
  type: BALANCER,
  ...(rest.defaultFrom === undefined ? {} : { defaultFrom: rest.defaultFrom }),
  isNeeded: (template, logicalId) =>
    (rest.fits?.(template, logicalId) ?? true) && !isOn(template, logicalId, key),
  patch: (template, logicalId) => turnOn(template, logicalId, key),
});

const logsOf = (logicalId: string): string => `${logicalId}AccessLogs`;

const own = { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } };

const writes = (logsId: string, service: string, condition: JsonObject): JsonObject => ({
  Sid: 'AccessLogs',
  Effect: 'Allow',
  Principal: { Service: service },
  Action: 's3:PutObject',
  Resource: { 'Fn::Sub': `\${${logsId}.Arn}/AWSLogs/\${AWS::AccountId}/*` },
  ...condition,
});

/** Two services write: one for application load balancers, one for network ones. */
const deliveries = (logsId: string, isNet: boolean): readonly JsonObject[] =>
  isNet
    ? [
        writes(logsId, 'delivery.logs.amazonaws.com', {
          Condition: {
            StringEquals: { ...own, 's3:x-amz-acl': 'bucket-owner-full-control' },
          },
        }),
        {
          Sid: 'AccessLogsCheck',
          Effect: 'Allow',
          Principal: { Service: 'delivery.logs.amazonaws.com' },
          Action: 's3:GetBucketAcl',
          Resource: { 'Fn::GetAtt': [logsId, 'Arn'] },
          Condition: { StringEquals: own },
        },
      ]
    : [writes(logsId, 'logdelivery.elasticloadbalancing.amazonaws.com', {})];

/** Load balancers write with keys of S3 only; logs name callers, so nobody else reads them. */
const LOG_BUCKET = { suffix: '-logs', confidentiality: 'internal', expirationDays: 365 };

const patchLogs: Remedy['patch'] = (template, logicalId) => {
  const logsId = logsOf(logicalId);
  const made = withResource(template, logsId, closedBucket(template, logicalId, LOG_BUCKET));
  const Statement = [...deliveries(logsId, isNetwork(template, logicalId)), tlsStatement(logsId)];
  const policed = withResource(made, `${logsId}Policy`, {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: logsId },
      PolicyDocument: { Version: '2012-10-17', Statement },
    },
  });
  const on = turnOn(policed, logicalId, 'access_logs.s3.enabled');
  const rows = propertiesOf(on, logicalId)['LoadBalancerAttributes'];
  const named = withProperties(on, logicalId, {
    LoadBalancerAttributes: withAttribute(rows, 'access_logs.s3.bucket', { Ref: logsId }),
  });
  const balancer = named.Resources[logicalId];
  // The load balancer writes a test file at once: the policy must stand before it.
  return balancer === undefined
    ? named
    : withResource(named, logicalId, { ...balancer, DependsOn: `${logsId}Policy` });
};

const ALARMS = {
  HTTPCode_ELB_5XX_Count: 'errors of the load balancer itself',
  HTTPCode_Target_5XX_Count: 'errors of what is behind it',
} as const;

const alarmOf = (logicalId: string, metric: keyof typeof ALARMS): TemplateResource => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmDescription: `More than 10 ${ALARMS[metric]} in each of 3 times 5 minutes`,
    Namespace: 'AWS/ApplicationELB',
    MetricName: metric,
    Dimensions: [
      { Name: 'LoadBalancer', Value: { 'Fn::GetAtt': [logicalId, 'LoadBalancerFullName'] } },
    ],
    Statistic: 'Sum',
    Period: 300,
    EvaluationPeriods: 3,
    Threshold: 10,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
  },
});

const patchAlarms: Remedy['patch'] = (template, logicalId) =>
  (['HTTPCode_ELB_5XX_Count', 'HTTPCode_Target_5XX_Count'] as const).reduce(
    (patched, metric) =>
      withResource(
        patched,
        `${logicalId}${metric === 'HTTPCode_ELB_5XX_Count' ? 'Own' : 'Target'}ErrorsAlarm`,
        alarmOf(logicalId, metric),
      ),
    template,
  );

const protocolIs =
  (...protocols: readonly string[]): NonNullable<Remedy['isNeeded']> =>
  (template, logicalId) =>
    protocols.includes(textIn(propertiesOf(template, logicalId)['Protocol']));

/** In the order of application; what a target group lacks is mended by its own folder. */
export const loadBalancerRemedies: readonly Remedy[] = [
  {
    item: 'ELB-01',
    type: LISTENER,
    isNeeded: protocolIs('HTTP'),
    patch: (template, logicalId) =>
      withProperties(template, logicalId, { DefaultActions: TO_HTTPS }),
  },
  {
    item: 'ELB-02',
    type: LISTENER,
    isNeeded: protocolIs('HTTPS', 'TLS'),
    patch: (template, logicalId) => withProperties(template, logicalId, { SslPolicy: TLS_POLICY }),
  },
  attribute('ELB-05', 'routing.http.drop_invalid_header_fields.enabled', {
    defaultFrom: 'sandbox',
    fits: isApplication,
  }),
  attribute('ELB-08', 'load_balancing.cross_zone.enabled', {
    defaultFrom: 'staging',
    fits: isNetwork,
  }),
  attribute('ELB-11', 'deletion_protection.enabled', { defaultFrom: 'production' }),
  {
    item: 'ELB-06',
    type: BALANCER,
    defaultFrom: 'staging',
    isNeeded: (template, logicalId) => !isOn(template, logicalId, 'access_logs.s3.enabled'),
    patch: patchLogs,
  },
  {
    item: 'ELB-13',
    type: BALANCER,
    defaultFrom: 'production',
    isNeeded: isApplication,
    patch: patchAlarms,
  },
];
