import { SERVICE_READS } from '../../src/execute/service-reads.ts';
import type { PolicyDocument } from '../iam/policy.ts';
import { VIA_CLOUDFORMATION } from './role-documents.ts';

/** Table of the reads of a session's own stack. */
const STACK_READS: readonly string[] = [
  'cloudformation:DescribeChangeSet',
  'cloudformation:DescribeEvents',
  'cloudformation:DescribeStackEvents',
  'cloudformation:DescribeStackResources',
  'cloudformation:DescribeStacks',
  'cloudformation:GetTemplate',
  'cloudformation:ListStackResources',
];

/** Table of the configuration reads that CloudFormation may forward. */
const FORWARDED_READS: readonly string[] = [
  'cloudwatch:DescribeAlarms',
  'cloudwatch:ListTagsForResource',
  'dynamodb:Describe*',
  'dynamodb:GetResourcePolicy',
  'dynamodb:ListTagsOfResource',
  'ec2:Describe*',
  'iam:GetInstanceProfile',
  'iam:GetPolicy',
  'iam:GetPolicyVersion',
  'iam:GetRole',
  'iam:GetRolePolicy',
  'iam:ListAttachedRolePolicies',
  'iam:ListEntitiesForPolicy',
  'iam:ListInstanceProfilesForRole',
  'iam:ListInstanceProfileTags',
  'iam:ListPolicyVersions',
  'iam:ListRolePolicies',
  'iam:ListRoleTags',
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListResourceTags',
  'lambda:GetAlias',
  'lambda:GetCodeSigningConfig',
  'lambda:GetFunction*',
  'lambda:GetPolicy',
  'lambda:GetProvisionedConcurrencyConfig',
  'lambda:GetRuntimeManagementConfig',
  'lambda:List*',
  'logs:Describe*',
  'logs:GetDataProtectionPolicy',
  'logs:ListTags*',
  's3:GetAccelerateConfiguration',
  's3:GetAnalyticsConfiguration',
  's3:GetBucket*',
  's3:GetEncryptionConfiguration',
  's3:GetIntelligentTieringConfiguration',
  's3:GetInventoryConfiguration',
  's3:GetLifecycleConfiguration',
  's3:GetMetricsConfiguration',
  's3:GetReplicationConfiguration',
  's3:ListBucket',
  's3:ListTagsForResource',
  'sns:Get*',
  'sns:List*',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ListQueueTags',
  'ssm:DescribeParameters',
  'ssm:ListTagsForResource',
  ...SERVICE_READS,
];

/** `AwsCoworkerSessionRead`: the reads every deploy session has beside its inline policy. */
export const sessionReadPolicy: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [
    { Sid: 'Stacks', Effect: 'Allow', Action: STACK_READS, Resource: '*' },
    {
      Sid: 'ForwardedReads',
      Effect: 'Allow',
      Action: FORWARDED_READS,
      Resource: '*',
      Condition: VIA_CLOUDFORMATION,
    },
    {
      Sid: 'PublicParameters',
      Effect: 'Allow',
      Action: 'ssm:GetParameters',
      Resource: 'arn:aws:ssm:*::parameter/aws/service/*',
    },
  ],
};
