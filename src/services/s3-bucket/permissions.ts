import type { NeedInput, TypeTable } from '../service.ts';
import { namesOf, tableOf, type Act, type PropertyActs } from '../type-table.ts';

const bucketArns = (input: NeedInput): readonly string[] =>
  namesOf(input, 'BucketName').map((name) => `arn:aws:s3:::${name.toLowerCase()}`);

const put = (...acts: readonly Act[]): PropertyActs => ({ set: acts });

/** Reads of the create and read handlers; all are covered by the managed read policy. */
const BUCKET_READS = [
  's3:GetAccelerateConfiguration',
  's3:GetAnalyticsConfiguration',
  's3:GetBucketCORS',
  's3:GetBucketLogging',
  's3:GetBucketNotification',
  's3:GetBucketObjectLockConfiguration',
  's3:GetBucketOwnershipControls',
  's3:GetBucketPublicAccessBlock',
  's3:GetBucketTagging',
  's3:GetBucketVersioning',
  's3:GetBucketWebsite',
  's3:GetEncryptionConfiguration',
  's3:GetIntelligentTieringConfiguration',
  's3:GetInventoryConfiguration',
  's3:GetLifecycleConfiguration',
  's3:GetMetricsConfiguration',
  's3:GetReplicationConfiguration',
  's3:ListBucket',
];

const roleOfReplication = (input: NeedInput): readonly string[] => {
  const configuration = input.properties['ReplicationConfiguration'];
  const role =
    typeof configuration === 'object' && configuration !== null && 'Role' in configuration
      ? configuration['Role']
      : undefined;
  return typeof role === 'string' ? [role] : [`arn:aws:iam::${input.account.id}:role/coworker/*`];
};

/** By property; deleting a configuration is authorised by the action that puts it. */
const BUCKET_PROPERTIES: Readonly<Record<string, PropertyActs>> = {
  AccelerateConfiguration: put('s3:PutAccelerateConfiguration'),
  AccessControl: put('s3:PutBucketAcl'),
  AnalyticsConfigurations: put('s3:PutAnalyticsConfiguration'),
  BucketEncryption: put('s3:PutEncryptionConfiguration'),
  CorsConfiguration: put('s3:PutBucketCORS'),
  IntelligentTieringConfigurations: put('s3:PutIntelligentTieringConfiguration'),
  InventoryConfigurations: put('s3:PutInventoryConfiguration'),
  LifecycleConfiguration: put('s3:PutLifecycleConfiguration'),
  LoggingConfiguration: put('s3:PutBucketLogging'),
  MetricsConfigurations: put('s3:PutMetricsConfiguration'),
  NotificationConfiguration: put('s3:PutBucketNotification'),
  ObjectLockConfiguration: put('s3:PutBucketObjectLockConfiguration'),
  ObjectLockEnabled: put('s3:PutBucketObjectLockConfiguration', 's3:PutBucketVersioning'),
  OwnershipControls: put('s3:PutBucketOwnershipControls'),
  PublicAccessBlockConfiguration: put('s3:PutBucketPublicAccessBlock'),
  ReplicationConfiguration: put('s3:PutReplicationConfiguration', {
    action: 'iam:PassRole',
    resources: roleOfReplication,
    conditions: () => ({ StringEquals: { 'iam:PassedToService': 's3.amazonaws.com' } }),
  }),
  Tags: put('s3:PutBucketTagging'),
  VersioningConfiguration: put('s3:PutBucketVersioning'),
  WebsiteConfiguration: { set: ['s3:PutBucketWebsite'], unset: ['s3:DeleteBucketWebsite'] },
};

/** The reviewed table of the bucket itself. */
export const bucketTable = tableOf({
  type: 'AWS::S3::Bucket',
  nameProperty: 'BucketName',
  slowestMinutes: 2,
  isStateful: true,
  createOnly: ['BucketName', 'BucketNamePrefix', 'BucketNamespace'],
  sensitiveProperties: [
    'AccessControl',
    'BucketEncryption',
    'LoggingConfiguration',
    'ObjectLockConfiguration',
    'OwnershipControls',
    'PublicAccessBlockConfiguration',
    'ReplicationConfiguration',
    'VersioningConfiguration',
  ],
  arns: bucketArns,
  create: ['s3:CreateBucket'],
  remove: ['s3:DeleteBucket'],
  read: BUCKET_READS,
  properties: BUCKET_PROPERTIES,
});

const policyArns = (input: NeedInput): readonly string[] => {
  const target = input.properties['Bucket'];
  const name = typeof target === 'string' ? target : input.physicalId;
  return name === undefined ? [] : [`arn:aws:s3:::${name.toLowerCase()}`];
};

const bucketPolicy = tableOf({
  type: 'AWS::S3::BucketPolicy',
  slowestMinutes: 1,
  isStateful: false,
  createOnly: ['Bucket'],
  sensitiveProperties: ['*'],
  arns: policyArns,
  create: ['s3:PutBucketPolicy'],
  remove: ['s3:DeleteBucketPolicy'],
  read: ['s3:GetBucketPolicy'],
  properties: {},
  change: ['s3:PutBucketPolicy'],
});

/** Source: provider schemas cut with IAM's list of actions, corrected by hand. */
export const S3_TYPES: readonly TypeTable[] = [bucketTable, bucketPolicy];
