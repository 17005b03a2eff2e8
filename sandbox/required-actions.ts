import { MESSAGING_ACTIONS } from './required-actions-messaging.ts';
import { CLOUDFRONT_ACTIONS } from './required/cloudfront.ts';
import { AUTO_SCALING_ACTIONS } from './required/auto-scaling.ts';
import { ECS_ACTIONS } from './required/ecs.ts';
import { EKS_ACTIONS } from './required/eks.ts';
import { ECS_TASK_ACTIONS } from './required/ecs-tasks.ts';
import { LOAD_BALANCING_ACTIONS } from './required/load-balancing.ts';
import { SECURITY_ACTIONS } from './security-actions.ts';
import { EFS_REQUIRED, type EfsTarget } from './required-efs.ts';
import { RDS_REQUIRED, type RdsTarget } from './required-rds.ts';

/** Table of the IAM actions that AWS demands while CloudFormation works on a resource, by type. */

import type { ContainerTarget } from './engine/container-targets.ts';
import type { NetworkTarget } from './engine/network-targets.ts';
import { NETWORK_ACTIONS } from './required-network.ts';

/*
 * Made from the service authorization reference and the providers' published behaviour; it
 * shares nothing with the tables that compile session policies: a test compares the two.
 */

import { EDGE_ACTIONS, type EdgeTarget } from './required-actions-edge.ts';

/** Which call of the handler. */
export type HandlerCall = 'create' | 'read' | 'update' | 'delete';

/** What an action is asked on, beside the resource itself. */
export type ActionTarget =
  | 'self'
  | 'image'
  | 'subnet'
  | 'securityGroups'
  | 'volume'
  | 'networkInterface'
  | 'vpc'
  | 'role'
  | 'roles'
  | 'profileRole'
  | 'codeObject'
  | 'codeVersion'
  | 'layers'
  | 'qualified'
  | 'replicationRole'
  | 'tableKey'
  | 'functionKey'
  | 'volumeKeys'
  | 'topics'
  | 'queues'
  | EdgeTarget
  | 'roleArn'
  | 'loadBalancer'
  | 'aliasKey'
  | 'rotationFunction'
  | 'secretKey'
  | 'scheduledSecret'
  | 'groups'
  | NetworkTarget
  | RdsTarget
  | 'launched'
  | 'launchedTagged'
  | 'launchRole'
  | 'trailRole'
  | 'recorderRole'
  | 'linkedRole'
  | EfsTarget
  | ContainerTarget;

export interface ActionRow {
  readonly action: string;
  /** Only when one of these properties is set (create, delete, read) or changes (update). */
  readonly when?: readonly string[];
  /** Not when one of these properties is set. */
  readonly unless?: readonly string[];
  /** Only when none of these properties alone changes (update). */
  readonly unlessOnly?: readonly string[];
  readonly on?: readonly ActionTarget[];
  /** Only while this property holds something: taking the last away attaches nothing. */
  readonly whileSet?: string;
  /** `iam:AWSServiceName`, or the property that names it. */
  readonly linkedTo?: string;
  /** `iam:PassedToService` of a PassRole. */
  readonly passedTo?: string;
}

export type ActionTable = Readonly<Record<HandlerCall, readonly ActionRow[]>>;

const a = (action: string, ...when: readonly string[]): ActionRow =>
  when.length === 0 ? { action } : { action, when };
const on = (action: string, ...targets: readonly ActionTarget[]): ActionRow => ({
  action,
  on: targets,
});
const onIf = (action: string, target: ActionTarget, ...when: readonly string[]): ActionRow => ({
  action,
  on: [target],
  when,
});
const pass = (target: ActionTarget, service: string, ...when: readonly string[]): ActionRow => ({
  action: 'iam:PassRole',
  on: [target],
  passedTo: `${service}.amazonaws.com`,
  ...(when.length === 0 ? {} : { when }),
});

const BUCKET_WRITES: readonly ActionRow[] = [
  a('s3:PutAccelerateConfiguration', 'AccelerateConfiguration'),
  a('s3:PutBucketAcl', 'AccessControl'),
  a('s3:PutAnalyticsConfiguration', 'AnalyticsConfigurations'),
  a('s3:PutEncryptionConfiguration', 'BucketEncryption'),
  a('s3:PutBucketCORS', 'CorsConfiguration'),
  a('s3:PutIntelligentTieringConfiguration', 'IntelligentTieringConfigurations'),
  a('s3:PutInventoryConfiguration', 'InventoryConfigurations'),
  a('s3:PutLifecycleConfiguration', 'LifecycleConfiguration'),
  a('s3:PutBucketLogging', 'LoggingConfiguration'),
  a('s3:PutMetricsConfiguration', 'MetricsConfigurations'),
  a('s3:PutBucketNotification', 'NotificationConfiguration'),
  a('s3:PutBucketObjectLockConfiguration', 'ObjectLockConfiguration', 'ObjectLockEnabled'),
  a('s3:PutBucketOwnershipControls', 'OwnershipControls'),
  a('s3:PutBucketPublicAccessBlock', 'PublicAccessBlockConfiguration'),
  a('s3:PutReplicationConfiguration', 'ReplicationConfiguration'),
  pass('replicationRole', 's3', 'ReplicationConfiguration'),
  a('s3:PutBucketTagging', 'Tags'),
  a('s3:PutBucketVersioning', 'VersioningConfiguration', 'ObjectLockEnabled'),
  a('s3:PutBucketWebsite', 'WebsiteConfiguration'),
];

/** The key of the environment: taken for Lambda, and used on what is set at once. */
const FUNCTION_KEY: readonly ActionRow[] = [
  onIf('kms:CreateGrant', 'functionKey', 'KmsKeyArn'),
  onIf('kms:Decrypt', 'functionKey', 'KmsKeyArn'),
  onIf('kms:Encrypt', 'functionKey', 'KmsKeyArn'),
];

/** What DynamoDB needs of the caller where a table is put under a customer key. */
const TABLE_KEY: readonly ActionRow[] = [
  onIf('kms:CreateGrant', 'tableKey', 'SSESpecification'),
  onIf('kms:Decrypt', 'tableKey', 'SSESpecification'),
  onIf('kms:DescribeKey', 'tableKey', 'SSESpecification'),
  onIf('kms:Encrypt', 'tableKey', 'SSESpecification'),
];

/** What EC2 needs of the caller who launches with volumes under a customer key. */
const VOLUME_KEYS: readonly ActionRow[] = [
  onIf('kms:CreateGrant', 'volumeKeys', 'BlockDeviceMappings'),
  onIf('kms:Decrypt', 'volumeKeys', 'BlockDeviceMappings'),
  onIf('kms:DescribeKey', 'volumeKeys', 'BlockDeviceMappings'),
  onIf('kms:GenerateDataKeyWithoutPlaintext', 'volumeKeys', 'BlockDeviceMappings'),
  onIf('kms:ReEncryptFrom', 'volumeKeys', 'BlockDeviceMappings'),
  onIf('kms:ReEncryptTo', 'volumeKeys', 'BlockDeviceMappings'),
];

/** What EC2 needs of the caller who makes a volume under a customer key. */
const VOLUME_KEY: readonly ActionRow[] = [
  onIf('kms:CreateGrant', 'volumeKeys', 'KmsKeyId'),
  onIf('kms:DescribeKey', 'volumeKeys', 'KmsKeyId'),
  onIf('kms:GenerateDataKeyWithoutPlaintext', 'volumeKeys', 'KmsKeyId'),
];

const INSTANCE_ATTRIBUTES = [
  'DisableApiTermination',
  'EbsOptimized',
  'InstanceInitiatedShutdownBehavior',
  'InstanceType',
  'SecurityGroupIds',
  'SourceDestCheck',
  'UserData',
] as const;

export const REQUIRED_ACTIONS: Readonly<Record<string, ActionTable>> = {
  'AWS::S3::Bucket': {
    create: [a('s3:CreateBucket'), ...BUCKET_WRITES],
    read: [
      a('s3:ListBucket'),
      a('s3:GetAccelerateConfiguration', 'AccelerateConfiguration'),
      a('s3:GetAnalyticsConfiguration', 'AnalyticsConfigurations'),
      a('s3:GetEncryptionConfiguration', 'BucketEncryption'),
      a('s3:GetBucketCORS', 'CorsConfiguration'),
      a('s3:GetIntelligentTieringConfiguration', 'IntelligentTieringConfigurations'),
      a('s3:GetInventoryConfiguration', 'InventoryConfigurations'),
      a('s3:GetLifecycleConfiguration', 'LifecycleConfiguration'),
      a('s3:GetBucketLogging', 'LoggingConfiguration'),
      a('s3:GetMetricsConfiguration', 'MetricsConfigurations'),
      a('s3:GetBucketNotification', 'NotificationConfiguration'),
      a('s3:GetBucketObjectLockConfiguration', 'ObjectLockConfiguration', 'ObjectLockEnabled'),
      a('s3:GetReplicationConfiguration', 'ReplicationConfiguration'),
      a('s3:GetBucketWebsite', 'WebsiteConfiguration'),
      a('s3:GetBucketOwnershipControls', 'OwnershipControls'),
      a('s3:GetBucketPublicAccessBlock', 'PublicAccessBlockConfiguration'),
      a('s3:GetBucketTagging', 'Tags'),
      a('s3:GetBucketVersioning', 'VersioningConfiguration'),
    ],
    update: [...BUCKET_WRITES, a('s3:DeleteBucketWebsite', 'WebsiteConfiguration')],
    delete: [a('s3:DeleteBucket')],
  },
  'AWS::S3::BucketPolicy': {
    create: [a('s3:GetBucketPolicy'), a('s3:PutBucketPolicy')],
    read: [a('s3:GetBucketPolicy')],
    update: [a('s3:GetBucketPolicy'), a('s3:PutBucketPolicy')],
    delete: [a('s3:GetBucketPolicy'), a('s3:DeleteBucketPolicy')],
  },
  'AWS::Lambda::Function': {
    create: [
      a('lambda:CreateFunction'),
      pass('role', 'lambda'),
      a('lambda:GetFunction'),
      a('lambda:TagResource', 'Tags'),
      a('lambda:PutFunctionConcurrency', 'ReservedConcurrentExecutions'),
      a('lambda:PutRuntimeManagementConfig', 'RuntimeManagementConfig'),
      a('lambda:PutFunctionRecursionConfig', 'RecursiveLoop'),
      a('lambda:PutFunctionScalingConfig', 'FunctionScalingConfig'),
      { action: 'lambda:GetLayerVersion', when: ['Layers'], on: ['layers'] },
      onIf('s3:GetObject', 'codeObject', 'Code'),
      onIf('s3:GetObjectVersion', 'codeVersion', 'Code'),
      ...FUNCTION_KEY,
      a('ec2:DescribeSecurityGroups', 'VpcConfig'),
      a('ec2:DescribeSubnets', 'VpcConfig'),
      a('ec2:DescribeVpcs', 'VpcConfig'),
    ],
    read: [
      a('lambda:GetFunction'),
      a('lambda:GetFunctionCodeSigningConfig'),
      a('lambda:GetFunctionConcurrency', 'ReservedConcurrentExecutions'),
      a('lambda:GetFunctionConfiguration'),
      a('lambda:GetFunctionRecursionConfig', 'RecursiveLoop'),
      a('lambda:GetFunctionScalingConfig', 'FunctionScalingConfig'),
      a('lambda:GetRuntimeManagementConfig', 'RuntimeManagementConfig'),
      a('lambda:ListTags', 'Tags'),
    ],
    update: [
      a('lambda:GetFunction'),
      a('lambda:UpdateFunctionCode', 'Code', 'Architectures', 'PublishToLatestPublished'),
      {
        action: 'lambda:UpdateFunctionConfiguration',
        unlessOnly: [
          'Architectures',
          'Code',
          'CodeSigningConfigArn',
          'FunctionScalingConfig',
          'PublishToLatestPublished',
          'RecursiveLoop',
          'ReservedConcurrentExecutions',
          'RuntimeManagementConfig',
          'Tags',
        ],
      },
      pass('role', 'lambda', 'Role'),
      a('lambda:PutFunctionConcurrency', 'ReservedConcurrentExecutions'),
      a('lambda:DeleteFunctionConcurrency', 'ReservedConcurrentExecutions'),
      a('lambda:PutRuntimeManagementConfig', 'RuntimeManagementConfig'),
      a('lambda:PutFunctionRecursionConfig', 'RecursiveLoop'),
      a('lambda:PutFunctionScalingConfig', 'FunctionScalingConfig'),
      { action: 'lambda:GetLayerVersion', when: ['Layers'], on: ['layers'] },
      onIf('s3:GetObject', 'codeObject', 'Code'),
      onIf('s3:GetObjectVersion', 'codeVersion', 'Code'),
      ...FUNCTION_KEY,
      a('ec2:DescribeSecurityGroups', 'VpcConfig'),
      a('ec2:DescribeSubnets', 'VpcConfig'),
      a('ec2:DescribeVpcs', 'VpcConfig'),
      a('lambda:TagResource', 'Tags'),
      a('lambda:UntagResource', 'Tags'),
    ],
    delete: [
      a('lambda:GetFunction'),
      a('lambda:DeleteFunction'),
      a('ec2:DescribeNetworkInterfaces', 'VpcConfig'),
    ],
  },
  'AWS::Lambda::Permission': {
    create: [a('lambda:AddPermission')],
    read: [a('lambda:GetPolicy')],
    update: [],
    delete: [a('lambda:RemovePermission')],
  },
  'AWS::Lambda::Version': {
    create: [
      a('lambda:PublishVersion'),
      a('lambda:GetFunctionConfiguration'),
      onIf('lambda:PutProvisionedConcurrencyConfig', 'qualified', 'ProvisionedConcurrencyConfig'),
      onIf('lambda:GetProvisionedConcurrencyConfig', 'qualified', 'ProvisionedConcurrencyConfig'),
      a('lambda:PutRuntimeManagementConfig', 'RuntimePolicy'),
    ],
    read: [
      a('lambda:GetFunctionConfiguration'),
      onIf('lambda:GetProvisionedConcurrencyConfig', 'qualified', 'ProvisionedConcurrencyConfig'),
      a('lambda:GetRuntimeManagementConfig', 'RuntimePolicy'),
    ],
    update: [],
    delete: [a('lambda:GetFunctionConfiguration'), on('lambda:DeleteFunction', 'qualified')],
  },
  'AWS::Lambda::Alias': {
    create: [
      a('lambda:CreateAlias'),
      onIf('lambda:PutProvisionedConcurrencyConfig', 'qualified', 'ProvisionedConcurrencyConfig'),
      onIf('lambda:GetProvisionedConcurrencyConfig', 'qualified', 'ProvisionedConcurrencyConfig'),
    ],
    read: [a('lambda:GetAlias')],
    update: [
      a('lambda:UpdateAlias'),
      a('lambda:GetAlias'),
      onIf('lambda:PutProvisionedConcurrencyConfig', 'qualified', 'ProvisionedConcurrencyConfig'),
      onIf(
        'lambda:DeleteProvisionedConcurrencyConfig',
        'qualified',
        'ProvisionedConcurrencyConfig',
      ),
      onIf('lambda:GetProvisionedConcurrencyConfig', 'qualified', 'ProvisionedConcurrencyConfig'),
    ],
    delete: [a('lambda:GetAlias'), a('lambda:DeleteAlias')],
  },
  'AWS::Logs::MetricFilter': {
    create: [a('logs:PutMetricFilter'), a('logs:DescribeMetricFilters')],
    read: [a('logs:DescribeMetricFilters')],
    update: [a('logs:PutMetricFilter'), a('logs:DescribeMetricFilters')],
    delete: [a('logs:DeleteMetricFilter')],
  },
  'AWS::Logs::LogGroup': {
    create: [
      a('logs:DescribeLogGroups'),
      a('logs:CreateLogGroup'),
      a('logs:AssociateKmsKey', 'KmsKeyId'),
      a('logs:PutRetentionPolicy', 'RetentionInDays'),
      a('logs:PutDataProtectionPolicy', 'DataProtectionPolicy'),
      a('logs:PutIndexPolicy', 'FieldIndexPolicies'),
      a('logs:TagResource', 'Tags'),
    ],
    read: [
      a('logs:DescribeLogGroups'),
      a('logs:DescribeIndexPolicies', 'FieldIndexPolicies'),
      a('logs:GetDataProtectionPolicy'),
      a('logs:ListTagsForResource', 'Tags'),
    ],
    update: [
      a('logs:DescribeLogGroups'),
      a('logs:AssociateKmsKey', 'KmsKeyId'),
      a('logs:DisassociateKmsKey', 'KmsKeyId'),
      a('logs:PutRetentionPolicy', 'RetentionInDays'),
      a('logs:DeleteRetentionPolicy', 'RetentionInDays'),
      a('logs:PutDataProtectionPolicy', 'DataProtectionPolicy'),
      a('logs:DeleteDataProtectionPolicy', 'DataProtectionPolicy'),
      a('logs:PutIndexPolicy', 'FieldIndexPolicies'),
      a('logs:DeleteIndexPolicy', 'FieldIndexPolicies'),
      a('logs:TagResource', 'Tags'),
      a('logs:UntagResource', 'Tags'),
    ],
    delete: [a('logs:DescribeLogGroups'), a('logs:DeleteLogGroup')],
  },
  'AWS::IAM::Role': {
    create: [
      a('iam:CreateRole'),
      a('iam:GetRole'),
      a('iam:AttachRolePolicy', 'ManagedPolicyArns'),
      a('iam:PutRolePolicy', 'Policies'),
      a('iam:TagRole', 'Tags'),
    ],
    read: [
      a('iam:GetRole'),
      a('iam:ListAttachedRolePolicies'),
      a('iam:ListRolePolicies'),
      a('iam:GetRolePolicy', 'Policies'),
    ],
    update: [
      a('iam:GetRole'),
      a('iam:UpdateAssumeRolePolicy', 'AssumeRolePolicyDocument'),
      a('iam:UpdateRole', 'MaxSessionDuration', 'Description'),
      { ...a('iam:AttachRolePolicy', 'ManagedPolicyArns'), whileSet: 'ManagedPolicyArns' },
      a('iam:DetachRolePolicy', 'ManagedPolicyArns'),
      a('iam:PutRolePolicy', 'Policies'),
      a('iam:DeleteRolePolicy', 'Policies'),
      a('iam:PutRolePermissionsBoundary', 'PermissionsBoundary'),
      a('iam:DeleteRolePermissionsBoundary', 'PermissionsBoundary'),
      a('iam:TagRole', 'Tags'),
      a('iam:UntagRole', 'Tags'),
    ],
    delete: [
      a('iam:GetRole'),
      a('iam:ListAttachedRolePolicies'),
      a('iam:ListRolePolicies'),
      a('iam:DetachRolePolicy', 'ManagedPolicyArns'),
      a('iam:DeleteRolePolicy', 'Policies'),
      a('iam:DeleteRole'),
    ],
  },
  'AWS::IAM::Policy': {
    create: [on('iam:PutRolePolicy', 'roles'), on('iam:GetRolePolicy', 'roles')],
    read: [on('iam:GetRolePolicy', 'roles')],
    update: [
      on('iam:PutRolePolicy', 'roles'),
      on('iam:GetRolePolicy', 'roles'),
      { action: 'iam:DeleteRolePolicy', when: ['Roles', 'PolicyName'], on: ['roles'] },
    ],
    delete: [on('iam:DeleteRolePolicy', 'roles')],
  },
  'AWS::IAM::ManagedPolicy': {
    create: [a('iam:CreatePolicy'), onIf('iam:AttachRolePolicy', 'roles', 'Roles')],
    read: [a('iam:GetPolicy'), a('iam:GetPolicyVersion'), a('iam:ListEntitiesForPolicy')],
    update: [
      a('iam:GetPolicy'),
      a('iam:ListPolicyVersions'),
      a('iam:CreatePolicyVersion', 'PolicyDocument'),
      a('iam:DeletePolicyVersion', 'PolicyDocument'),
      onIf('iam:AttachRolePolicy', 'roles', 'Roles'),
      onIf('iam:DetachRolePolicy', 'roles', 'Roles'),
    ],
    delete: [
      a('iam:GetPolicy'),
      a('iam:ListEntitiesForPolicy'),
      a('iam:ListPolicyVersions'),
      onIf('iam:DetachRolePolicy', 'roles', 'Roles'),
      a('iam:DeletePolicyVersion'),
      a('iam:DeletePolicy'),
    ],
  },
  'AWS::IAM::InstanceProfile': {
    create: [
      a('iam:CreateInstanceProfile'),
      a('iam:AddRoleToInstanceProfile'),
      pass('roles', 'ec2'),
      a('iam:GetInstanceProfile'),
    ],
    read: [a('iam:GetInstanceProfile')],
    update: [
      a('iam:GetInstanceProfile'),
      a('iam:RemoveRoleFromInstanceProfile'),
      a('iam:AddRoleToInstanceProfile'),
      pass('roles', 'ec2'),
    ],
    delete: [
      a('iam:GetInstanceProfile'),
      a('iam:RemoveRoleFromInstanceProfile'),
      a('iam:DeleteInstanceProfile'),
    ],
  },
  'AWS::EC2::Instance': {
    create: [
      on(
        'ec2:RunInstances',
        'self',
        'image',
        'networkInterface',
        'securityGroups',
        'subnet',
        'volume',
      ),
      a('ec2:DescribeInstances'),
      { action: 'ec2:CreateTags', when: ['Tags'], on: ['self'] },
      pass('profileRole', 'ec2', 'IamInstanceProfile'),
      ...VOLUME_KEYS,
    ],
    read: [
      a('ec2:DescribeInstances'),
      a('ec2:DescribeIamInstanceProfileAssociations', 'IamInstanceProfile'),
      a('ec2:DescribeInstanceAttribute'),
      a('ec2:DescribeInstanceCreditSpecifications', 'CreditSpecification'),
      a('ec2:DescribeNetworkInterfaces'),
      a('ec2:DescribeSecurityGroups'),
      a('ec2:DescribeSubnets'),
      a('ec2:DescribeTags'),
      a('ec2:DescribeVolumes'),
      a('ec2:DescribeVpcs'),
    ],
    update: [
      a('ec2:DescribeInstances'),
      a('ec2:StopInstances', 'EbsOptimized', 'InstanceType', 'UserData'),
      a('ec2:StartInstances', 'EbsOptimized', 'InstanceType', 'UserData'),
      a('ec2:ModifyInstanceAttribute', ...INSTANCE_ATTRIBUTES),
      a('ec2:ModifyInstanceCreditSpecification', 'CreditSpecification'),
      a('ec2:ModifyInstanceMetadataOptions', 'MetadataOptions'),
      a('ec2:MonitorInstances', 'Monitoring'),
      a('ec2:UnmonitorInstances', 'Monitoring'),
      a('ec2:DescribeIamInstanceProfileAssociations', 'IamInstanceProfile'),
      a('ec2:AssociateIamInstanceProfile', 'IamInstanceProfile'),
      a('ec2:DisassociateIamInstanceProfile', 'IamInstanceProfile'),
      a('ec2:ReplaceIamInstanceProfileAssociation', 'IamInstanceProfile'),
      pass('profileRole', 'ec2', 'IamInstanceProfile'),
      a('ec2:CreateTags', 'Tags'),
      a('ec2:DeleteTags', 'Tags'),
    ],
    delete: [a('ec2:TerminateInstances'), a('ec2:DescribeInstances')],
  },
  'AWS::EC2::SecurityGroup': {
    create: [
      on('ec2:CreateSecurityGroup', 'self', 'vpc'),
      a('ec2:DescribeSecurityGroups'),
      a('ec2:CreateTags', 'Tags'),
      a('ec2:AuthorizeSecurityGroupIngress', 'SecurityGroupIngress'),
      a('ec2:AuthorizeSecurityGroupEgress', 'SecurityGroupEgress'),
      a('ec2:RevokeSecurityGroupEgress', 'SecurityGroupEgress'),
    ],
    read: [
      a('ec2:DescribeSecurityGroups'),
      a('ec2:DescribeSecurityGroupRules'),
      a('ec2:DescribeVpcs'),
    ],
    update: [
      a('ec2:DescribeSecurityGroups'),
      a('ec2:AuthorizeSecurityGroupIngress', 'SecurityGroupIngress'),
      a('ec2:RevokeSecurityGroupIngress', 'SecurityGroupIngress'),
      a('ec2:AuthorizeSecurityGroupEgress', 'SecurityGroupEgress'),
      a('ec2:RevokeSecurityGroupEgress', 'SecurityGroupEgress'),
      a('ec2:CreateTags', 'Tags'),
      a('ec2:DeleteTags', 'Tags'),
    ],
    delete: [a('ec2:DescribeSecurityGroups'), a('ec2:DeleteSecurityGroup')],
  },
  'AWS::EC2::EIP': {
    create: [
      a('ec2:AllocateAddress'),
      a('ec2:DescribeAddresses'),
      a('ec2:AssociateAddress', 'InstanceId'),
      a('ec2:CreateTags', 'Tags'),
    ],
    read: [a('ec2:DescribeAddresses')],
    update: [
      a('ec2:DescribeAddresses'),
      a('ec2:AssociateAddress', 'InstanceId'),
      a('ec2:DisassociateAddress', 'InstanceId'),
      a('ec2:CreateTags', 'Tags'),
      a('ec2:DeleteTags', 'Tags'),
    ],
    delete: [a('ec2:ReleaseAddress'), a('ec2:DescribeAddresses')],
  },
  'AWS::EC2::Volume': {
    create: [
      a('ec2:CreateVolume'),
      a('ec2:DescribeVolumes'),
      a('ec2:CreateTags', 'Tags'),
      a('ec2:ModifyVolumeAttribute', 'AutoEnableIO'),
      ...VOLUME_KEY,
    ],
    read: [
      a('ec2:DescribeVolumes'),
      a('ec2:DescribeVolumeAttribute', 'AutoEnableIO'),
      a('ec2:DescribeTags', 'Tags'),
    ],
    update: [
      a('ec2:DescribeVolumes'),
      a('ec2:DescribeVolumesModifications'),
      a('ec2:ModifyVolumeAttribute', 'AutoEnableIO'),
      a('ec2:ModifyVolume', 'Iops', 'MultiAttachEnabled', 'Size', 'Throughput', 'VolumeType'),
      a('ec2:CreateTags', 'Tags'),
      a('ec2:DeleteTags', 'Tags'),
    ],
    delete: [a('ec2:DeleteVolume'), a('ec2:DescribeVolumes')],
  },
  'AWS::DynamoDB::Table': {
    create: [
      a('dynamodb:CreateTable'),
      a('dynamodb:DescribeTable'),
      a('dynamodb:TagResource', 'Tags'),
      a('dynamodb:UpdateContinuousBackups', 'PointInTimeRecoverySpecification'),
      a('dynamodb:DescribeContinuousBackups', 'PointInTimeRecoverySpecification'),
      a('dynamodb:UpdateTimeToLive', 'TimeToLiveSpecification'),
      a('dynamodb:DescribeTimeToLive', 'TimeToLiveSpecification'),
      a('dynamodb:UpdateContributorInsights', 'ContributorInsightsSpecification'),
      a('dynamodb:PutResourcePolicy', 'ResourcePolicy'),
      a('dynamodb:EnableKinesisStreamingDestination', 'KinesisStreamSpecification'),
      ...TABLE_KEY,
    ],
    read: [
      a('dynamodb:DescribeTable'),
      a('dynamodb:DescribeContinuousBackups'),
      a('dynamodb:DescribeContributorInsights'),
      a('dynamodb:DescribeKinesisStreamingDestination'),
      a('dynamodb:GetResourcePolicy'),
      a('dynamodb:ListTagsOfResource', 'Tags'),
    ],
    update: [
      a('dynamodb:DescribeTable'),
      {
        action: 'dynamodb:UpdateTable',
        unlessOnly: [
          'ContributorInsightsSpecification',
          'KinesisStreamSpecification',
          'PointInTimeRecoverySpecification',
          'ResourcePolicy',
          'Tags',
          'TimeToLiveSpecification',
        ],
      },
      a('dynamodb:UpdateContinuousBackups', 'PointInTimeRecoverySpecification'),
      a('dynamodb:DescribeContinuousBackups', 'PointInTimeRecoverySpecification'),
      a('dynamodb:UpdateTimeToLive', 'TimeToLiveSpecification'),
      a('dynamodb:DescribeTimeToLive', 'TimeToLiveSpecification'),
      a('dynamodb:UpdateContributorInsights', 'ContributorInsightsSpecification'),
      a('dynamodb:PutResourcePolicy', 'ResourcePolicy'),
      a('dynamodb:DeleteResourcePolicy', 'ResourcePolicy'),
      a('dynamodb:EnableKinesisStreamingDestination', 'KinesisStreamSpecification'),
      a('dynamodb:DisableKinesisStreamingDestination', 'KinesisStreamSpecification'),
      ...TABLE_KEY,
      a('dynamodb:TagResource', 'Tags'),
      a('dynamodb:UntagResource', 'Tags'),
    ],
    delete: [a('dynamodb:DeleteTable'), a('dynamodb:DescribeTable')],
  },
  'AWS::SNS::Topic': {
    create: [
      a('sns:CreateTopic'),
      a('sns:GetTopicAttributes'),
      a('sns:TagResource', 'Tags'),
      a('sns:Subscribe', 'Subscription'),
      a('sns:PutDataProtectionPolicy', 'DataProtectionPolicy'),
    ],
    read: [
      a('sns:GetTopicAttributes'),
      a('sns:GetDataProtectionPolicy'),
      a('sns:ListSubscriptionsByTopic'),
      a('sns:ListTagsForResource', 'Tags'),
    ],
    update: [
      a('sns:GetTopicAttributes'),
      {
        action: 'sns:SetTopicAttributes',
        unlessOnly: ['DataProtectionPolicy', 'Subscription', 'Tags'],
      },
      a('sns:Subscribe', 'Subscription'),
      a('sns:Unsubscribe', 'Subscription'),
      a('sns:PutDataProtectionPolicy', 'DataProtectionPolicy'),
      a('sns:TagResource', 'Tags'),
      a('sns:UntagResource', 'Tags'),
    ],
    delete: [
      a('sns:GetTopicAttributes'),
      a('sns:Unsubscribe', 'Subscription'),
      a('sns:DeleteTopic'),
    ],
  },
  'AWS::SNS::TopicPolicy': {
    create: [on('sns:SetTopicAttributes', 'topics')],
    read: [on('sns:GetTopicAttributes', 'topics')],
    update: [on('sns:SetTopicAttributes', 'topics')],
    delete: [on('sns:SetTopicAttributes', 'topics')],
  },
  'AWS::SNS::Subscription': {
    // The handler looks whether the topic is there before it subscribes.
    create: [a('sns:GetTopicAttributes'), a('sns:Subscribe')],
    read: [a('sns:GetSubscriptionAttributes')],
    update: [
      a('sns:GetSubscriptionAttributes'),
      { action: 'sns:SetSubscriptionAttributes', unlessOnly: ['Region'] },
    ],
    delete: [a('sns:Unsubscribe')],
  },
  'AWS::SQS::Queue': {
    create: [
      a('sqs:CreateQueue'),
      a('sqs:GetQueueUrl'),
      a('sqs:GetQueueAttributes'),
      a('sqs:TagQueue', 'Tags'),
    ],
    read: [a('sqs:GetQueueAttributes'), a('sqs:ListQueueTags', 'Tags')],
    update: [
      a('sqs:GetQueueAttributes'),
      { action: 'sqs:SetQueueAttributes', unlessOnly: ['Tags'] },
      a('sqs:TagQueue', 'Tags'),
      a('sqs:UntagQueue', 'Tags'),
    ],
    delete: [a('sqs:DeleteQueue'), a('sqs:GetQueueAttributes')],
  },
  'AWS::SQS::QueuePolicy': {
    create: [on('sqs:SetQueueAttributes', 'queues')],
    read: [on('sqs:GetQueueAttributes', 'queues')],
    update: [on('sqs:SetQueueAttributes', 'queues')],
    delete: [on('sqs:SetQueueAttributes', 'queues')],
  },
  'AWS::CloudWatch::Alarm': {
    create: [
      a('cloudwatch:PutMetricAlarm'),
      a('cloudwatch:DescribeAlarms'),
      a('cloudwatch:TagResource', 'Tags'),
    ],
    read: [a('cloudwatch:DescribeAlarms'), a('cloudwatch:ListTagsForResource', 'Tags')],
    update: [
      a('cloudwatch:DescribeAlarms'),
      a('cloudwatch:PutMetricAlarm'),
      a('cloudwatch:TagResource', 'Tags'),
      a('cloudwatch:UntagResource', 'Tags'),
    ],
    delete: [a('cloudwatch:DeleteAlarms'), a('cloudwatch:DescribeAlarms')],
  },
  'AWS::SSM::Parameter': {
    create: [a('ssm:PutParameter'), a('ssm:AddTagsToResource', 'Tags'), a('ssm:GetParameters')],
    read: [a('ssm:GetParameters')],
    update: [
      a('ssm:PutParameter'),
      a('ssm:GetParameters'),
      a('ssm:AddTagsToResource', 'Tags'),
      a('ssm:RemoveTagsFromResource', 'Tags'),
    ],
    delete: [a('ssm:DeleteParameter')],
  },
  'AWS::KMS::Key': {
    create: [
      a('kms:CreateKey'),
      a('kms:DescribeKey'),
      a('kms:EnableKeyRotation', 'EnableKeyRotation', 'RotationPeriodInDays'),
      a('kms:PutKeyPolicy', 'KeyPolicy'),
      a('kms:TagResource', 'Tags'),
    ],
    read: [
      a('kms:DescribeKey'),
      a('kms:GetKeyPolicy'),
      a('kms:GetKeyRotationStatus'),
      a('kms:ListResourceTags'),
    ],
    update: [
      a('kms:DescribeKey'),
      a('kms:DisableKey', 'Enabled'),
      a('kms:DisableKeyRotation', 'EnableKeyRotation', 'RotationPeriodInDays'),
      a('kms:EnableKey', 'Enabled'),
      a('kms:EnableKeyRotation', 'EnableKeyRotation', 'RotationPeriodInDays'),
      a('kms:PutKeyPolicy', 'KeyPolicy'),
      a('kms:TagResource', 'Tags'),
      a('kms:UntagResource', 'Tags'),
      a('kms:UpdateKeyDescription', 'Description'),
    ],
    delete: [a('kms:DescribeKey'), a('kms:ScheduleKeyDeletion')],
  },
  // CloudFormation answers this one itself: no call of any service.
  'AWS::CDK::Metadata': { create: [], read: [], update: [], delete: [] },
  ...EDGE_ACTIONS,
  ...MESSAGING_ACTIONS,
  ...LOAD_BALANCING_ACTIONS,
  ...SECURITY_ACTIONS,
  ...NETWORK_ACTIONS,
  ...RDS_REQUIRED,
  ...AUTO_SCALING_ACTIONS,
  ...ECS_ACTIONS,
  ...ECS_TASK_ACTIONS,
  ...EKS_ACTIONS,
  ...EFS_REQUIRED,
  ...CLOUDFRONT_ACTIONS,
};

const applies = (row: ActionRow, call: HandlerCall, touched: ReadonlySet<string>): boolean => {
  if (row.unless?.some((name) => touched.has(name)) === true) return false;
  if (row.when !== undefined) return row.when.some((name) => touched.has(name));
  if (row.unlessOnly === undefined || call !== 'update') return true;
  const quiet = new Set(row.unlessOnly);
  return [...touched].some((name) => !quiet.has(name));
};

/**
 * The rows one handler call demands. `touched` are the set properties, or for an update the changed
 * ones; `Tags` is among them when the stack's own tags reach the resource.
 */
export const requiredRows = (
  type: string,
  call: HandlerCall,
  touched: readonly string[],
): readonly ActionRow[] =>
  (REQUIRED_ACTIONS[type]?.[call] ?? []).filter((row) => applies(row, call, new Set(touched)));

/** The actions one handler call demands, sorted and once each: for comparing with other tables. */
export const requiredActions = (
  type: string,
  call: HandlerCall,
  touched: readonly string[],
): readonly string[] =>
  [...new Set(requiredRows(type, call, touched).map((row) => row.action))].sort();
