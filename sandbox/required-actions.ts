/** Table of the IAM actions that AWS demands while CloudFormation works on a resource, by type. */

/*
 * Made from the service authorization reference and the providers' published behaviour; it
 * shares nothing with the tables that compile session policies: a test compares the two.
 */

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
  | 'layers'
  | 'key'
  | 'topics'
  | 'queues';

export interface ActionRow {
  readonly action: string;
  /** Only when one of these properties is set (create, delete, read) or changes (update). */
  readonly when?: readonly string[];
  /** Only when none of these properties alone changes (update). */
  readonly unlessOnly?: readonly string[];
  readonly on?: readonly ActionTarget[];
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
  a('s3:PutBucketTagging', 'Tags'),
  a('s3:PutBucketVersioning', 'VersioningConfiguration', 'ObjectLockEnabled'),
  a('s3:PutBucketWebsite', 'WebsiteConfiguration'),
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
      a('s3:GetEncryptionConfiguration', 'BucketEncryption'),
      a('s3:GetLifecycleConfiguration', 'LifecycleConfiguration'),
      a('s3:GetBucketLogging', 'LoggingConfiguration'),
      a('s3:GetBucketOwnershipControls', 'OwnershipControls'),
      a('s3:GetBucketPublicAccessBlock', 'PublicAccessBlockConfiguration'),
      a('s3:GetBucketTagging', 'Tags'),
      a('s3:GetBucketVersioning', 'VersioningConfiguration'),
    ],
    update: BUCKET_WRITES,
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
      { action: 'lambda:GetLayerVersion', when: ['Layers'], on: ['layers'] },
      { action: 's3:GetObject', when: ['Code'], on: ['codeObject'] },
      a('ec2:DescribeSecurityGroups', 'VpcConfig'),
      a('ec2:DescribeSubnets', 'VpcConfig'),
      a('ec2:DescribeVpcs', 'VpcConfig'),
    ],
    read: [a('lambda:GetFunction'), a('lambda:GetFunctionCodeSigningConfig')],
    update: [
      a('lambda:GetFunction'),
      a('lambda:UpdateFunctionCode', 'Code', 'Architectures'),
      {
        action: 'lambda:UpdateFunctionConfiguration',
        unlessOnly: [
          'Architectures',
          'Code',
          'CodeSigningConfigArn',
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
      { action: 'lambda:GetLayerVersion', when: ['Layers'], on: ['layers'] },
      { action: 's3:GetObject', when: ['Code'], on: ['codeObject'] },
      a('ec2:DescribeSecurityGroups', 'VpcConfig'),
      a('ec2:DescribeSubnets', 'VpcConfig'),
      a('ec2:DescribeVpcs', 'VpcConfig'),
      a('lambda:TagResource', 'Tags'),
      a('lambda:UntagResource', 'Tags'),
    ],
    delete: [a('lambda:DeleteFunction')],
  },
  'AWS::Lambda::Permission': {
    create: [a('lambda:AddPermission')],
    read: [a('lambda:GetPolicy')],
    update: [],
    delete: [a('lambda:RemovePermission')],
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
    read: [a('logs:DescribeLogGroups'), a('logs:ListTagsForResource', 'Tags')],
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
      a('iam:AttachRolePolicy', 'ManagedPolicyArns'),
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
    ],
    read: [a('ec2:DescribeInstances'), a('ec2:DescribeVolumes')],
    update: [
      a('ec2:DescribeInstances'),
      a('ec2:StopInstances', 'EbsOptimized', 'InstanceType', 'UserData'),
      a('ec2:StartInstances', 'EbsOptimized', 'InstanceType', 'UserData'),
      a('ec2:ModifyInstanceAttribute', ...INSTANCE_ATTRIBUTES),
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
    read: [a('ec2:DescribeSecurityGroups')],
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
  'AWS::EC2::Volume': {
    create: [a('ec2:CreateVolume'), a('ec2:DescribeVolumes'), a('ec2:CreateTags', 'Tags')],
    read: [a('ec2:DescribeVolumes')],
    update: [
      a('ec2:DescribeVolumes'),
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
    ],
    read: [a('dynamodb:DescribeTable'), a('dynamodb:ListTagsOfResource', 'Tags')],
    update: [
      a('dynamodb:DescribeTable'),
      {
        action: 'dynamodb:UpdateTable',
        unlessOnly: [
          'ContributorInsightsSpecification',
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
    read: [a('sns:GetTopicAttributes'), a('sns:ListTagsForResource', 'Tags')],
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
    create: [a('sns:Subscribe')],
    read: [a('sns:GetSubscriptionAttributes')],
    update: [a('sns:GetSubscriptionAttributes'), a('sns:SetSubscriptionAttributes')],
    delete: [a('sns:Unsubscribe')],
  },
  'AWS::SQS::Queue': {
    create: [a('sqs:CreateQueue'), a('sqs:GetQueueAttributes'), a('sqs:TagQueue', 'Tags')],
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
      { action: 'cloudwatch:PutMetricAlarm', unlessOnly: ['Tags'] },
      a('cloudwatch:TagResource', 'Tags'),
      a('cloudwatch:UntagResource', 'Tags'),
    ],
    delete: [a('cloudwatch:DeleteAlarms'), a('cloudwatch:DescribeAlarms')],
  },
  'AWS::SSM::Parameter': {
    create: [a('ssm:PutParameter'), a('ssm:AddTagsToResource', 'Tags')],
    read: [a('ssm:GetParameters')],
    update: [
      { action: 'ssm:PutParameter', unlessOnly: ['Tags'] },
      a('ssm:AddTagsToResource', 'Tags'),
      a('ssm:RemoveTagsFromResource', 'Tags'),
    ],
    delete: [a('ssm:DeleteParameter')],
  },
};

const applies = (row: ActionRow, call: HandlerCall, touched: ReadonlySet<string>): boolean => {
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
