import type { Template, TemplateResource } from '../../plan/template.ts';
import type { JsonObject } from '../../task/json.ts';
import type { Remedy } from '../service.ts';
import { propertiesOf, withProperties, withResource } from '../template-edit.ts';
import { arnOf, closedBucket, retagged, tlsStatement, within } from './closed-bucket.ts';
import { patchReplica } from './replica.ts';

/** Remedies that bring a second resource: logs, inventory, a key, a replica, alarms. */

const LOGS = 'AccessLogs';

/** Ends of logical ids of buckets that only serve another bucket. */
const COMPANION = /(AccessLogs|Replica)$/;

const isOurCompanion = (logicalId: string): boolean => COMPANION.test(logicalId);

/** Companions get no companions of their own, and what is set already is not set again. */
const mainLacking =
  (property: string) =>
  (template: Template, logicalId: string): boolean =>
    !isOurCompanion(logicalId) && propertiesOf(template, logicalId)[property] === undefined;

const policyFor = (logicalId: string, statements: readonly JsonObject[]): TemplateResource => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: {
    Bucket: { Ref: logicalId },
    PolicyDocument: { Version: '2012-10-17', Statement: [...statements, tlsStatement(logicalId)] },
  },
});

const delivery = (logsId: string, service: 'logging' | 'inventory'): JsonObject => ({
  Sid: service === 'logging' ? 'AccessLogs' : 'Inventory',
  Effect: 'Allow',
  Principal: { Service: service === 'logging' ? 'logging.s3.amazonaws.com' : 's3.amazonaws.com' },
  Action: 's3:PutObject',
  Resource: within(logsId),
  Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
});

/** Log delivery writes SSE-S3 only, and logs name objects without holding them. */
const LOG_BUCKET = { suffix: '-logs', confidentiality: 'internal', expirationDays: 365 };

/** The log bucket of a bucket, made where it is not there yet. Both deliveries may write to it. */
const withLogs = (template: Template, logicalId: string): Template => {
  const logsId = `${logicalId}${LOGS}`;
  if (template.Resources[logsId] !== undefined) return template;
  const made = withResource(template, logsId, closedBucket(template, logicalId, LOG_BUCKET));
  const statements = [delivery(logsId, 'logging'), delivery(logsId, 'inventory')];
  return withResource(made, `${logsId}Policy`, policyFor(logsId, statements));
};

const patchLogging = (template: Template, logicalId: string): Template =>
  withProperties(withLogs(template, logicalId), logicalId, {
    LoggingConfiguration: {
      DestinationBucketName: { Ref: `${logicalId}${LOGS}` },
      LogFilePrefix: 'access/',
    },
  });

const patchInventory = (template: Template, logicalId: string): Template =>
  withProperties(withLogs(template, logicalId), logicalId, {
    InventoryConfigurations: [
      {
        Id: 'coworker-weekly',
        Enabled: true,
        IncludedObjectVersions: 'All',
        ScheduleFrequency: 'Weekly',
        Destination: {
          BucketArn: arnOf(`${logicalId}${LOGS}`),
          Format: 'Parquet',
          Prefix: 'inventory',
        },
      },
    ],
  });

/** Administered by the account through IAM; no principal is everybody. */
const keyPolicy = {
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Account',
      Effect: 'Allow',
      Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
};

const patchKey = (template: Template, logicalId: string): Template => {
  const keyId = `${logicalId}Key`;
  const made = withResource(template, keyId, {
    Type: 'AWS::KMS::Key',
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
    Properties: {
      Description: { 'Fn::Sub': 'Objects of ${AWS::StackName}' },
      EnableKeyRotation: true,
      KeyPolicy: keyPolicy,
      Tags: retagged(template, logicalId, { suffix: '-key' }),
    },
  });
  const rule = {
    BucketKeyEnabled: true,
    ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arnOf(keyId) },
  };
  return withProperties(made, logicalId, {
    BucketEncryption: { ServerSideEncryptionConfiguration: [rule] },
  });
};

const lacksKey = (template: Template, logicalId: string): boolean => {
  const own = propertiesOf(template, logicalId);
  const encryption = JSON.stringify(own['BucketEncryption'] ?? {});
  const tags = JSON.stringify(own['Tags'] ?? []);
  const isRestricted = /"Key":"Confidentiality","Value":"restricted"/.test(tags);
  return isRestricted && !isOurCompanion(logicalId) && !encryption.includes('KMSMasterKeyID');
};

const ALARM_METRICS = ['4xxErrors', '5xxErrors'];

const alarmOf = (logicalId: string, metric: string): TemplateResource => ({
  Type: 'AWS::CloudWatch::Alarm',
  Properties: {
    AlarmDescription: `${metric} of the bucket above one in a hundred requests for 15 minutes`,
    Namespace: 'AWS/S3',
    MetricName: metric,
    Dimensions: [
      { Name: 'BucketName', Value: { Ref: logicalId } },
      { Name: 'FilterId', Value: 'EntireBucket' },
    ],
    Statistic: 'Average',
    Period: 300,
    EvaluationPeriods: 3,
    Threshold: 0.01,
    ComparisonOperator: 'GreaterThanThreshold',
    TreatMissingData: 'notBreaching',
  },
});

/** Request metrics are off unless a configuration names them; without them the alarm sees none. */
const patchAlarms = (template: Template, logicalId: string): Template =>
  ALARM_METRICS.reduce(
    (patched, metric) =>
      withResource(
        patched,
        `${logicalId}${metric === '4xxErrors' ? 'ClientErrors' : 'ServerErrors'}Alarm`,
        alarmOf(logicalId, metric),
      ),
    withProperties(template, logicalId, { MetricsConfigurations: [{ Id: 'EntireBucket' }] }),
  );

const bucket = (remedy: Omit<Remedy, 'type'>): Remedy => ({
  type: 'AWS::S3::Bucket',
  ...remedy,
});

/** In the order of application. */
export const s3CompanionRemedies: readonly Remedy[] = [
  bucket({ item: 'S3-13', defaultFrom: 'production', isNeeded: lacksKey, patch: patchKey }),
  bucket({
    item: 'S3-08',
    defaultFrom: 'staging',
    isNeeded: mainLacking('LoggingConfiguration'),
    patch: patchLogging,
  }),
  bucket({
    item: 'S3-12',
    defaultFrom: 'staging',
    isNeeded: mainLacking('InventoryConfigurations'),
    patch: patchInventory,
  }),
  bucket({
    item: 'S3-15',
    defaultFrom: 'production',
    isNeeded: mainLacking('ReplicationConfiguration'),
    patch: patchReplica,
  }),
  bucket({
    item: 'S3-19',
    defaultFrom: 'production',
    isNeeded: mainLacking('MetricsConfigurations'),
    patch: patchAlarms,
  }),
];
