import { SERVICE_READS } from '../../src/execute/service-reads.ts';
import type { PolicyStatement } from '../iam/policy.ts';
import { OWN_STACKS, readerTrust, VIA_CLOUDFORMATION, type RoleMaker } from './role-documents.ts';

/** Table of the configuration reads of storage, functions, machines, roles and the like. */
export const CORE_READS: readonly string[] = [
  'cloudformation:BatchDescribeTypeConfigurations',
  'cloudformation:Describe*',
  'cloudformation:Get*',
  'cloudformation:List*',
  'cloudformation:ValidateTemplate',
  'cloudwatch:DescribeAlarms',
  'cloudwatch:GetMetricData',
  'cloudwatch:GetMetricStatistics',
  'cloudwatch:ListTagsForResource',
  'dynamodb:Describe*',
  'dynamodb:GetResourcePolicy',
  'dynamodb:List*',
  'ec2:Describe*',
  'ec2:GetEbsEncryptionByDefault',
  'ec2:GetEbsDefaultKmsKeyId',
  'iam:Get*',
  'iam:List*',
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:List*',
  'lambda:Get*',
  'lambda:List*',
  'logs:Describe*',
  'logs:GetDataProtectionPolicy',
  'logs:ListTagsForResource',
  'logs:ListTagsLogGroup',
  'organizations:Describe*',
  'organizations:List*',
  's3:GetAccelerateConfiguration',
  's3:GetAccountPublicAccessBlock',
  's3:GetAnalyticsConfiguration',
  's3:GetBucket*',
  's3:GetEncryptionConfiguration',
  's3:GetIntelligentTieringConfiguration',
  's3:GetInventoryConfiguration',
  's3:GetLifecycleConfiguration',
  's3:GetMetricsConfiguration',
  's3:GetReplicationConfiguration',
  's3:ListAllMyBuckets',
  's3:ListBucketVersions',
  's3:ListTagsForResource',
  'sns:Get*',
  'sns:List*',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:List*',
  'ssm:DescribeParameters',
  'ssm:ListTagsForResource',
  'tag:GetResources',
];

/** The same with those of every other service. */
export const READS: readonly string[] = [...CORE_READS, ...SERVICE_READS];

/** Content is not configuration: nobody who reads for planning may read it. */
export const NO_CONTENT: readonly PolicyStatement[] = [
  {
    Sid: 'NoContent',
    Effect: 'Deny',
    Action: [
      'dynamodb:BatchGetItem',
      'dynamodb:GetItem',
      'dynamodb:PartiQLSelect',
      'dynamodb:Query',
      'dynamodb:Scan',
      'dynamodb:GetRecords',
      'ec2:GetConsoleOutput',
      'ec2:GetConsoleScreenshot',
      'ec2:GetPasswordData',
      'kms:Decrypt',
      'lambda:GetLayerVersion',
      'lambda:InvokeFunction',
      'logs:FilterLogEvents',
      'logs:GetLogEvents',
      'logs:GetLogObject',
      'logs:GetLogRecord',
      'logs:GetQueryResults',
      'logs:StartLiveTail',
      'logs:StartQuery',
      's3:GetObject*',
      'secretsmanager:BatchGetSecretValue',
      'secretsmanager:GetSecretValue',
      'sqs:ReceiveMessage',
    ],
    Resource: '*',
  },
  {
    Sid: 'PublicParametersOnly',
    Effect: 'Deny',
    Action: 'ssm:GetParameter*',
    NotResource: 'arn:aws:ssm:*::parameter/aws/service/*',
  },
  {
    Sid: 'NoCodeUrl',
    Effect: 'Deny',
    Action: 'lambda:GetFunction',
    Resource: '*',
    Condition: {
      'ForAllValues:StringNotEquals': { 'aws:CalledVia': ['cloudformation.amazonaws.com'] },
    },
  },
];

/** The reads as statements, with the public parameters. */
export const READ_STATEMENTS: readonly PolicyStatement[] = [
  { Sid: 'Read', Effect: 'Allow', Action: READS, Resource: '*' },
  {
    Sid: 'PublicParameters',
    Effect: 'Allow',
    Action: ['ssm:GetParameter', 'ssm:GetParameters'],
    Resource: 'arn:aws:ssm:*::parameter/aws/service/*',
  },
];

/** What things cost is public; AWS asks for the right to read it all the same. */
const PRICES: PolicyStatement = {
  Sid: 'Prices',
  Effect: 'Allow',
  Action: 'pricing:GetProducts',
  Resource: '*',
};

/**
 * What the daily look at drift needs beside the reads. `DetectStackDrift` starts a comparison and
 * changes nothing; AWS classes it as Read. CloudFormation then reads each resource of the stack
 * with the caller's rights, and its handler of a bucket lists it: allowed to CloudFormation only.
 */
const DETECT_DRIFT: readonly PolicyStatement[] = [
  {
    Sid: 'DetectDrift',
    Effect: 'Allow',
    Action: ['cloudformation:DetectStackDrift', 'cloudformation:DetectStackResourceDrift'],
    Resource: OWN_STACKS,
  },
  {
    Sid: 'ForwardedLists',
    Effect: 'Allow',
    Action: 's3:ListBucket',
    Resource: '*',
    Condition: VIA_CLOUDFORMATION,
  },
];

/** `AwsCoworkerReader`: describes, lists, reads configuration. */
export const readerRole: RoleMaker = (context) => ({
  name: 'AwsCoworkerReader',
  trust: readerTrust(context),
  policies: [
    {
      name: 'read',
      policy: {
        Version: '2012-10-17',
        Statement: [...READ_STATEMENTS, PRICES, ...DETECT_DRIFT, ...NO_CONTENT],
      },
    },
  ],
});
