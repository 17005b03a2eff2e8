import type { ActionNeed } from '../plan/action-need.ts';
import { SERVICE_READS } from './service-reads.ts';

/**
 * Configuration reads that CloudFormation may forward in every deploy session: the content of the
 * managed policy `AwsCoworkerSessionRead`, which is passed by ARN so that the inline policy holds
 * writes only. Never objects, items, messages, log lines, secrets, or the list of all buckets.
 */
export const SESSION_READS: readonly string[] = [
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
  'iam:GetGroup',
  'iam:GetGroupPolicy',
  'iam:GetLoginProfile',
  'iam:GetUser',
  'iam:GetUserPolicy',
  'iam:ListAccessKeys',
  'iam:ListAttachedGroupPolicies',
  'iam:ListAttachedUserPolicies',
  'iam:ListGroupPolicies',
  'iam:ListGroupsForUser',
  'iam:ListUserPolicies',
  'kms:DescribeKey',
  'kms:GetKeyPolicy',
  'kms:GetKeyRotationStatus',
  'kms:ListAliases',
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

/** Reads of the stack itself, by the session's own calls. */
export const STACK_READS: readonly string[] = [
  'cloudformation:DescribeChangeSet',
  'cloudformation:DescribeEvents',
  'cloudformation:DescribeStackEvents',
  'cloudformation:DescribeStackResources',
  'cloudformation:DescribeStacks',
  'cloudformation:GetTemplate',
  'cloudformation:ListStackResources',
];

const matches = (pattern: string, action: string): boolean =>
  pattern.endsWith('*') ? action.startsWith(pattern.slice(0, -1)) : pattern === action;

/** True when the managed policy allows the need already, so that the inline one need not. */
export const isSessionRead = (need: ActionNeed): boolean =>
  need.via === 'cloudformation' && SESSION_READS.some((pattern) => matches(pattern, need.action));
