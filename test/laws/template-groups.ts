/** One template of related types as it is made first, and as it becomes: every type is in one. */
export interface TemplateGroup {
  readonly name: string;
  readonly before: Resources;
  /** Properties that change in place, by logical id. */
  readonly after: Changes;
  /** Properties whose change makes another resource, by logical id. */
  readonly replaced?: Changes;
  /** Once it is changed it protects itself, so that its stack can not be deleted. */
  readonly isProtected?: true;
}

export type Changes = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

type Resource = {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DependsOn?: readonly string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
};
export type Resources = Readonly<Record<string, Resource>>;

const DEV = '333333333333';
const BOUNDARY = { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:policy/AwsCoworkerBoundary' };
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const ref = (id: string) => ({ Ref: id });

const statement = (Action: string, Resource: unknown, more: object = {}) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource, ...more }],
});
const trust = (service: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
});
const role = (service: string, more: object = {}): Resource => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    Path: '/coworker/',
    PermissionsBoundary: BOUNDARY,
    AssumeRolePolicyDocument: trust(service),
    ...more,
  },
});

const KEY = `arn:aws:kms:us-east-1:${DEV}:key/0a1b2c3d-0000-4000-8000-000000000001`;
const TABLE = `arn:aws:dynamodb:us-east-1:${DEV}:table/law-table`;
const NOBODY = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: 'arn:aws:s3:::acme-dev-use1-law-of-groups/*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ],
};
const sendBy = (service: string, Action: string, Resource: unknown) =>
  statement(Action, Resource, { Principal: { Service: service } });

export const TEMPLATE_GROUPS: readonly TemplateGroup[] = [
  {
    name: 'a bucket',
    before: {
      Data: {
        Type: 'AWS::S3::Bucket',
        Properties: {
          BucketName: 'acme-dev-use1-law-of-groups',
          PublicAccessBlockConfiguration: {
            BlockPublicAcls: true,
            BlockPublicPolicy: true,
            IgnorePublicAcls: true,
            RestrictPublicBuckets: true,
          },
        },
      },
      DataPolicy: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: { Bucket: 'acme-dev-use1-law-of-groups', PolicyDocument: NOBODY },
        DependsOn: ['Data'],
      },
    },
    after: {
      Data: {
        VersioningConfiguration: { Status: 'Enabled' },
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [
            { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
          ],
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        LifecycleConfiguration: {
          Rules: [{ Id: 'old', Status: 'Enabled', ExpirationInDays: 30 }],
        },
        CorsConfiguration: {
          CorsRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['https://example.com'] }],
        },
        Tags: [{ Key: 'Owner', Value: 'law' }],
      },
      DataPolicy: {
        PolicyDocument: { ...NOBODY, Statement: [{ ...NOBODY.Statement[0], Sid: 'OnlyTls' }] },
      },
    },
  },
  {
    name: 'a table',
    before: {
      Data: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          TableName: 'law-table',
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          SSESpecification: {
            SSEEnabled: true,
            SSEType: 'KMS',
            KMSMasterKeyId: KEY,
          },
        },
      },
    },
    after: {
      Data: {
        TableClass: 'STANDARD_INFREQUENT_ACCESS',
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        ContributorInsightsSpecification: { Enabled: true },
        ResourcePolicy: {
          PolicyDocument: statement('dynamodb:GetItem', TABLE, {
            Principal: { AWS: `arn:aws:iam::${DEV}:root` },
          }),
        },
        StreamSpecification: { StreamViewType: 'KEYS_ONLY' },
        SSESpecification: { SSEEnabled: true },
        Tags: [{ Key: 'Owner', Value: 'law' }],
      },
    },
  },
  {
    name: 'a table that protects itself',
    before: {
      Data: {
        Type: 'AWS::DynamoDB::Table',
        Properties: {
          TableName: 'law-table',
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        },
      },
    },
    after: { Data: { DeletionProtectionEnabled: true } },
    isProtected: true,
  },
  {
    name: 'messages',
    before: {
      Alerts: {
        Type: 'AWS::SNS::Topic',
        Properties: { TopicName: 'law-alerts', KmsMasterKeyId: 'alias/aws/sns' },
      },
      AlertsPolicy: {
        Type: 'AWS::SNS::TopicPolicy',
        Properties: {
          Topics: [ref('Alerts')],
          PolicyDocument: sendBy('cloudwatch.amazonaws.com', 'sns:Publish', ref('Alerts')),
        },
      },
      Inbox: {
        Type: 'AWS::SQS::Queue',
        Properties: { QueueName: 'law-messages', SqsManagedSseEnabled: true },
      },
      InboxPolicy: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: {
          Queues: [ref('Inbox')],
          PolicyDocument: sendBy('sns.amazonaws.com', 'sqs:SendMessage', arn('Inbox')),
        },
      },
      Delivery: {
        Type: 'AWS::SNS::Subscription',
        Properties: { TopicArn: ref('Alerts'), Protocol: 'sqs', Endpoint: arn('Inbox') },
      },
    },
    after: {
      Alerts: { DisplayName: 'Law', TracingConfig: 'PassThrough' },
      AlertsPolicy: {
        PolicyDocument: sendBy('events.amazonaws.com', 'sns:Publish', ref('Alerts')),
      },
      Inbox: { VisibilityTimeout: 60, Tags: [{ Key: 'Owner', Value: 'law' }] },
      InboxPolicy: {
        PolicyDocument: sendBy('events.amazonaws.com', 'sqs:SendMessage', arn('Inbox')),
      },
      Delivery: { RawMessageDelivery: true },
    },
  },
  {
    name: 'roles and policies',
    before: {
      Runner: role('ec2.amazonaws.com', { RoleName: 'law-runner', Description: 'Runs' }),
      Profile: {
        Type: 'AWS::IAM::InstanceProfile',
        Properties: {
          Path: '/coworker/',
          InstanceProfileName: 'law-own-profile',
          Roles: [ref('Runner')],
        },
      },
      Inline: {
        Type: 'AWS::IAM::Policy',
        Properties: {
          PolicyName: 'reads',
          PolicyDocument: statement('dynamodb:GetItem', TABLE),
          Roles: [ref('Runner')],
        },
      },
      Managed: {
        Type: 'AWS::IAM::ManagedPolicy',
        Properties: {
          Path: '/coworker/',
          ManagedPolicyName: 'law-reads',
          PolicyDocument: statement('dynamodb:Query', TABLE),
          Roles: [ref('Runner')],
        },
      },
    },
    after: {
      Runner: { Description: 'Runs on', MaxSessionDuration: 7200 },
      Inline: { PolicyDocument: statement('dynamodb:BatchGetItem', TABLE) },
      Managed: { PolicyDocument: statement('dynamodb:Scan', TABLE) },
    },
  },
  {
    name: 'a function',
    before: {
      Worker: role('lambda.amazonaws.com', { RoleName: 'law-worker' }),
      Code: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          FunctionName: 'law-function',
          Runtime: 'python3.13',
          Handler: 'app.handler',
          Role: arn('Worker'),
          Code: {
            S3Bucket: 'acme-dev-use1-packages',
            S3Key: 'thumbs/1.0.0.zip',
            S3ObjectVersion: 'v1',
          },
        },
      },
      Caller: {
        Type: 'AWS::Lambda::Permission',
        Properties: {
          FunctionName: ref('Code'),
          Action: 'lambda:InvokeFunction',
          Principal: 'events.amazonaws.com',
          SourceAccount: DEV,
        },
      },
      First: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: ref('Code') } },
      Live: {
        Type: 'AWS::Lambda::Alias',
        Properties: {
          FunctionName: ref('Code'),
          FunctionVersion: { 'Fn::GetAtt': ['First', 'Version'] },
          Name: 'live',
        },
      },
    },
    after: {
      Code: {
        MemorySize: 512,
        Timeout: 20,
        ReservedConcurrentExecutions: 5,
        Environment: { Variables: { STAGE: 'dev' } },
      },
      Live: { Description: 'What is live' },
    },
  },
  {
    name: 'logs, alarms and parameters',
    before: {
      Logs: {
        Type: 'AWS::Logs::LogGroup',
        Properties: { LogGroupName: '/law/group', RetentionInDays: 30 },
      },
      Errors: {
        Type: 'AWS::Logs::MetricFilter',
        Properties: {
          FilterName: 'law-errors',
          LogGroupName: ref('Logs'),
          FilterPattern: 'ERROR',
          MetricTransformations: [
            { MetricName: 'errors', MetricNamespace: 'Law', MetricValue: '1' },
          ],
        },
      },
      Alarm: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: {
          AlarmName: 'law-alarm',
          Namespace: 'Law',
          MetricName: 'errors',
          Statistic: 'Sum',
          Period: 300,
          EvaluationPeriods: 1,
          Threshold: 1,
          ComparisonOperator: 'GreaterThanThreshold',
        },
      },
      Address: {
        Type: 'AWS::SSM::Parameter',
        Properties: { Name: '/law/address', Type: 'String', Value: arn('Logs') },
      },
      CDKMetadata: { Type: 'AWS::CDK::Metadata', Properties: { Analytics: 'v2:deflate64:x' } },
    },
    after: {
      Logs: { RetentionInDays: 90 },
      Errors: { FilterPattern: 'Error' },
      Alarm: { Threshold: 2, Tags: [{ Key: 'Owner', Value: 'law' }] },
      Address: { Description: 'Where it is' },
      CDKMetadata: { Analytics: 'v2:deflate64:y' },
    },
  },
  {
    name: 'an instance',
    before: {
      Group: {
        Type: 'AWS::EC2::SecurityGroup',
        Properties: { GroupDescription: 'Law', VpcId: 'vpc-0123456789abcdef0' },
      },
      Machine: {
        Type: 'AWS::EC2::Instance',
        Properties: {
          ImageId: 'ami-0a1b2c3d4e5f60001',
          InstanceType: 't3.small',
          SubnetId: 'subnet-0333aaaa1111bbbb1',
          SecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }],
          IamInstanceProfile: 'law-profile',
          PropagateTagsToVolumeOnCreation: true,
          BlockDeviceMappings: [
            { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 20, Encrypted: true } },
          ],
          MetadataOptions: { HttpTokens: 'required' },
        },
      },
    },
    after: {
      Group: {
        SecurityGroupIngress: [
          { IpProtocol: 'tcp', FromPort: 443, ToPort: 443, CidrIp: '10.0.0.0/8' },
        ],
      },
      Machine: { Monitoring: true, DisableApiTermination: false },
    },
  },
  {
    name: 'an instance on a key of its own',
    before: {
      Machine: {
        Type: 'AWS::EC2::Instance',
        Properties: {
          ImageId: 'ami-0a1b2c3d4e5f60001',
          InstanceType: 't3.small',
          SubnetId: 'subnet-0333aaaa1111bbbb1',
          IamInstanceProfile: 'law-profile',
          BlockDeviceMappings: [
            { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 20, Encrypted: true, KmsKeyId: KEY } },
          ],
          MetadataOptions: { HttpTokens: 'required' },
        },
      },
    },
    after: { Machine: { InstanceType: 't3.medium' } },
  },
  {
    name: 'a volume and an address',
    before: {
      Volume: {
        Type: 'AWS::EC2::Volume',
        Properties: {
          AvailabilityZone: 'us-east-1a',
          Size: 10,
          VolumeType: 'gp3',
          Iops: 3000,
          Encrypted: true,
        },
      },
      Address: { Type: 'AWS::EC2::EIP', Properties: { Domain: 'vpc' } },
    },
    after: {
      Volume: { Iops: 4000, Tags: [{ Key: 'Owner', Value: 'law' }] },
      Address: { Tags: [{ Key: 'Owner', Value: 'law' }] },
    },
  },
];
