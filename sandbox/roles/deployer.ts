import type { PolicyStatement } from '../iam/policy.ts';
import { familyPolicies } from './families/families.ts';
import { CORE_READS } from './reader.ts';
import {
  BOUNDED_WRITES,
  deployerTrust,
  NEVER,
  OWN_STACKS,
  VIA_CLOUDFORMATION,
  type RoleMaker,
} from './role-documents.ts';

/** Table of the resource writes that CloudFormation may forward for a deployer. */
const WRITES: readonly string[] = [
  'cloudwatch:DeleteAlarms',
  'cloudwatch:PutMetricAlarm',
  'cloudwatch:TagResource',
  'cloudwatch:UntagResource',
  'dynamodb:CreateTable',
  'dynamodb:DeleteResourcePolicy',
  'dynamodb:DeleteTable',
  'dynamodb:PutResourcePolicy',
  'dynamodb:TagResource',
  'dynamodb:UntagResource',
  'dynamodb:Update*',
  'ec2:AllocateAddress',
  'ec2:AssociateAddress',
  'ec2:AssociateIamInstanceProfile',
  'ec2:AttachVolume',
  'ec2:AuthorizeSecurityGroup*',
  'ec2:CreateSecurityGroup',
  'ec2:CreateTags',
  'ec2:CreateVolume',
  'ec2:DeleteSecurityGroup',
  'ec2:DeleteTags',
  'ec2:DeleteVolume',
  'ec2:DetachVolume',
  'ec2:DisassociateAddress',
  'ec2:DisassociateIamInstanceProfile',
  'ec2:ModifyInstance*',
  'ec2:ModifySecurityGroupRules',
  'ec2:ModifyVolume',
  'ec2:ModifyVolumeAttribute',
  'ec2:MonitorInstances',
  'ec2:ReleaseAddress',
  'ec2:ReplaceIamInstanceProfileAssociation',
  'ec2:RevokeSecurityGroup*',
  'ec2:RunInstances',
  'ec2:StartInstances',
  'ec2:StopInstances',
  'ec2:TerminateInstances',
  'ec2:UnmonitorInstances',
  'ec2:UpdateSecurityGroupRuleDescriptions*',
  'lambda:AddPermission',
  'lambda:CreateAlias',
  'lambda:CreateFunction',
  'lambda:Delete*',
  'lambda:PublishVersion',
  'lambda:Put*',
  'lambda:RemovePermission',
  'lambda:TagResource',
  'lambda:UntagResource',
  'lambda:Update*',
  'logs:AssociateKmsKey',
  'logs:CreateLogGroup',
  'logs:DeleteDataProtectionPolicy',
  'logs:DeleteIndexPolicy',
  'logs:DeleteLogGroup',
  'logs:DeleteMetricFilter',
  'logs:DeleteRetentionPolicy',
  'logs:DisassociateKmsKey',
  'logs:PutDataProtectionPolicy',
  'logs:PutIndexPolicy',
  'logs:PutMetricFilter',
  'logs:PutRetentionPolicy',
  'logs:TagResource',
  'logs:UntagResource',
  's3:CreateBucket',
  's3:DeleteBucket',
  's3:DeleteBucketPolicy',
  's3:DeleteBucketWebsite',
  's3:PutAccelerateConfiguration',
  's3:PutAnalyticsConfiguration',
  's3:PutBucket*',
  's3:PutEncryptionConfiguration',
  's3:PutIntelligentTieringConfiguration',
  's3:PutInventoryConfiguration',
  's3:PutLifecycleConfiguration',
  's3:PutMetricsConfiguration',
  's3:PutReplicationConfiguration',
  's3:TagResource',
  's3:UntagResource',
  'sns:CreateTopic',
  'sns:DeleteTopic',
  'sns:PutDataProtectionPolicy',
  'sns:SetSubscriptionAttributes',
  'sns:SetTopicAttributes',
  'sns:Subscribe',
  'sns:TagResource',
  'sns:Unsubscribe',
  'sns:UntagResource',
  'sqs:CreateQueue',
  'sqs:DeleteQueue',
  'sqs:SetQueueAttributes',
  'sqs:TagQueue',
  'sqs:UntagQueue',
  'ssm:AddTagsToResource',
  'ssm:DeleteParameter',
  'ssm:PutParameter',
  'ssm:RemoveTagsFromResource',
];

/** Keys are made and kept, never deleted or disabled; a key of others is only used, by services. */
const KEYS: readonly PolicyStatement[] = [
  {
    Sid: 'MakeKeys',
    Effect: 'Allow',
    Action: ['kms:CreateKey', 'kms:TagResource'],
    Resource: '*',
    Condition: {
      ...VIA_CLOUDFORMATION,
      StringEquals: { 'aws:RequestTag/CoworkerManaged': 'true' },
    },
  },
  {
    Sid: 'KeepKeys',
    Effect: 'Allow',
    Action: [
      'kms:DisableKeyRotation',
      'kms:EnableKey',
      'kms:EnableKeyRotation',
      'kms:PutKeyPolicy',
      'kms:UntagResource',
      'kms:UpdateKeyDescription',
    ],
    Resource: '*',
    Condition: {
      ...VIA_CLOUDFORMATION,
      StringEquals: { 'aws:ResourceTag/CoworkerManaged': 'true' },
    },
  },
  {
    Sid: 'GrantKeys',
    Effect: 'Allow',
    Action: 'kms:CreateGrant',
    Resource: '*',
    Condition: { ...VIA_CLOUDFORMATION, Bool: { 'kms:GrantIsForAWSResource': 'true' } },
  },
  {
    Sid: 'UseKeys',
    Effect: 'Allow',
    Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
    Resource: '*',
    Condition: {
      ...VIA_CLOUDFORMATION,
      StringLike: {
        'kms:ViaService': [
          'dynamodb.*.amazonaws.com',
          'ec2.*.amazonaws.com',
          'eks.*.amazonaws.com',
          'elasticfilesystem.*.amazonaws.com',
          'lambda.*.amazonaws.com',
          'rds.*.amazonaws.com',
          'secretsmanager.*.amazonaws.com',
          'sqs.*.amazonaws.com',
        ],
      },
    },
  },
];

const BOUNDED = (accountId: string) => ({
  ...VIA_CLOUDFORMATION,
  StringEquals: {
    'iam:PermissionsBoundary': `arn:aws:iam::${accountId}:policy/AwsCoworkerBoundary`,
  },
});

/** The services that roles of a plan may be given to. */
const PASSED_TO: readonly string[] = [
  'lambda.amazonaws.com',
  'ec2.amazonaws.com',
  's3.amazonaws.com',
  'apigateway.amazonaws.com',
  'cloudtrail.amazonaws.com',
  'config.amazonaws.com',
  'ecs-tasks.amazonaws.com',
  'eks.amazonaws.com',
  'events.amazonaws.com',
  'monitoring.rds.amazonaws.com',
  'pods.eks.amazonaws.com',
  'vpc-flow-logs.amazonaws.com',
];

/** Services whose own role AWS makes when the first of their resources is made. */
const LINKED: readonly string[] = [
  'autoscaling.amazonaws.com',
  'config.amazonaws.com',
  'ecs.amazonaws.com',
  'eks.amazonaws.com',
  'eks-nodegroup.amazonaws.com',
  'elasticfilesystem.amazonaws.com',
  'elasticloadbalancing.amazonaws.com',
  'guardduty.amazonaws.com',
  'ops.apigateway.amazonaws.com',
  'rds.amazonaws.com',
  'securityhub.amazonaws.com',
];

/** A role that only its service can use, and whose rights AWS writes. */
const SERVICE_LINKED: PolicyStatement = {
  Sid: 'ServiceLinked',
  Effect: 'Allow',
  Action: 'iam:CreateServiceLinkedRole',
  Resource: 'arn:aws:iam::*:role/aws-service-role/*',
  Condition: { ...VIA_CLOUDFORMATION, StringEquals: { 'iam:AWSServiceName': LINKED } },
};

/** Never in staging and production: the pipeline has none of these. */
const keyWrites = (accountId: string): PolicyStatement => ({
  Sid: 'AccessKeys',
  Effect: 'Allow',
  Action: ['iam:CreateAccessKey', 'iam:DeleteAccessKey', 'iam:UpdateAccessKey'],
  Resource: `arn:aws:iam::${accountId}:user/coworker/*`,
  Condition: VIA_CLOUDFORMATION,
});

const roleWrites = (accountId: string): readonly PolicyStatement[] => [
  {
    Sid: 'BoundedRoles',
    Effect: 'Allow',
    Action: BOUNDED_WRITES,
    Resource: [
      `arn:aws:iam::${accountId}:role/coworker/*`,
      `arn:aws:iam::${accountId}:user/coworker/*`,
    ],
    Condition: BOUNDED(accountId),
  },
  {
    Sid: 'RoleUpkeep',
    Effect: 'Allow',
    Action: [
      'iam:AddRoleToInstanceProfile',
      'iam:CreateInstanceProfile',
      'iam:CreatePolicy',
      'iam:CreatePolicyVersion',
      'iam:DeleteInstanceProfile',
      'iam:DeletePolicy',
      'iam:DeletePolicyVersion',
      'iam:DeleteRole',
      'iam:RemoveRoleFromInstanceProfile',
      'iam:TagInstanceProfile',
      'iam:TagPolicy',
      'iam:TagRole',
      'iam:UntagInstanceProfile',
      'iam:UntagPolicy',
      'iam:UntagRole',
      'iam:UpdateAssumeRolePolicy',
      'iam:UpdateRole',
      'iam:UpdateRoleDescription',
    ],
    Resource: [
      `arn:aws:iam::${accountId}:role/coworker/*`,
      `arn:aws:iam::${accountId}:instance-profile/coworker/*`,
      `arn:aws:iam::${accountId}:policy/coworker/*`,
    ],
    Condition: VIA_CLOUDFORMATION,
  },
  {
    Sid: 'PassBounded',
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: [
      `arn:aws:iam::${accountId}:role/coworker/*`,
      // Nobody but Config can take the role that AWS made for it.
      `arn:aws:iam::${accountId}:role/aws-service-role/config.amazonaws.com/*`,
    ],
    Condition: {
      ...VIA_CLOUDFORMATION,
      StringEquals: {
        'iam:PassedToService': PASSED_TO,
      },
    },
  },
];

/** The stack calls of a deployer; execution only of the change set its session is tagged for. */
const STACK_CALLS: readonly PolicyStatement[] = [
  {
    Sid: 'Execute',
    Effect: 'Allow',
    Action: 'cloudformation:ExecuteChangeSet',
    Resource: OWN_STACKS,
    Condition: {
      StringLike: {
        'cloudformation:ChangeSetName': [
          '${aws:PrincipalTag/cw-changeset}',
          'arn:aws:cloudformation:*:*:changeSet/${aws:PrincipalTag/cw-changeset}/*',
        ],
      },
    },
  },
  {
    Sid: 'Stacks',
    Effect: 'Allow',
    Action: ['cloudformation:ContinueUpdateRollback', 'cloudformation:DeleteStack'],
    Resource: OWN_STACKS,
  },
  {
    Sid: 'StackReads',
    Effect: 'Allow',
    Action: [
      'cloudformation:Describe*',
      'cloudformation:GetTemplate',
      'cloudformation:ListStackResources',
    ],
    Resource: '*',
  },
  {
    Sid: 'NeverPreview',
    Effect: 'Deny',
    Action: [
      'cloudformation:CreateChangeSet',
      'cloudformation:CreateStack',
      'cloudformation:UpdateStack',
      'cloudformation:SetStackPolicy',
      'cloudformation:*StackSet*',
      'cloudformation:*StackInstances*',
    ],
    Resource: '*',
  },
  {
    Sid: 'NoServiceRole',
    Effect: 'Deny',
    Action: 'cloudformation:*',
    Resource: '*',
    Condition: { Null: { 'cloudformation:RoleArn': 'false' } },
  },
];

/** Reads of a session through CloudFormation; a list of all buckets is not among them. */
const forwardedReads: PolicyStatement = {
  Sid: 'ForwardedReads',
  Effect: 'Allow',
  Action: [...CORE_READS.filter((action) => action !== 's3:ListAllMyBuckets'), 's3:ListBucket'],
  Resource: '*',
  Condition: VIA_CLOUDFORMATION,
};

/**
 * What handlers read of content: the package of a function, and the parameter they wrote. Only
 * forwarded, and by the session policy only one object and one parameter.
 */
const forwardedContent: PolicyStatement = {
  Sid: 'ForwardedContent',
  Effect: 'Allow',
  Action: ['s3:GetObject', 's3:GetObjectVersion', 'ssm:GetParameters'],
  Resource: '*',
  Condition: VIA_CLOUDFORMATION,
};

const publicParameters: PolicyStatement = {
  Sid: 'PublicParameters',
  Effect: 'Allow',
  Action: ['ssm:GetParameters'],
  Resource: 'arn:aws:ssm:*::parameter/aws/service/*',
};

/** `AwsCoworkerDeployer`: the ceiling of what an approved plan can do through CloudFormation. */
export const deployerRole: RoleMaker = (context) => ({
  name: 'AwsCoworkerDeployer',
  trust: deployerTrust(context, 'gh-*', { Null: { 'aws:RequestTag/cw-changeset': 'false' } }),
  managed: familyPolicies(),
  policies: [
    {
      name: 'ceiling',
      policy: {
        Version: '2012-10-17',
        Statement: [
          ...STACK_CALLS,
          forwardedReads,
          publicParameters,
          forwardedContent,
          {
            Sid: 'ForwardedWrites',
            Effect: 'Allow',
            Action: WRITES,
            Resource: '*',
            Condition: VIA_CLOUDFORMATION,
          },
          ...KEYS,
          ...roleWrites(context.accountId),
          keyWrites(context.accountId),
          SERVICE_LINKED,
          ...NEVER,
        ],
      },
    },
  ],
});
