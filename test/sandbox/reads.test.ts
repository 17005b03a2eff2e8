import {
  DescribeLogGroupsCommand,
  CloudWatchLogsClient,
  ListTagsForResourceCommand as ListLogTagsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  ListTagsOfResourceCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeInstanceTypesCommand,
  DescribeRegionsCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  DescribeVpcsCommand,
  EC2Client,
  GetEbsEncryptionByDefaultCommand,
} from '@aws-sdk/client-ec2';
import {
  GetInstanceProfileCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRoleTagsCommand,
} from '@aws-sdk/client-iam';
import {
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  LambdaClient,
  ListTagsCommand,
} from '@aws-sdk/client-lambda';
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectVersionsCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
  SNSClient,
} from '@aws-sdk/client-sns';
import { GetParameterCommand, GetParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  bucket,
  clientOf,
  deploy,
  DEV,
  PROD,
  reader,
  refusalOf,
  REGION,
  stage,
  template,
  type Keys,
  type Stage,
} from './kit.ts';

const CLOSED = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:*',
      Resource: 'arn:aws:s3:::acme-dev-use1-read/*',
    },
  ],
};
const READING = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
};

const EVERYTHING = template({
  Data: bucket({
    BucketName: 'acme-dev-use1-read',
    VersioningConfiguration: { Status: 'Enabled' },
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } },
      ],
    },
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
    LifecycleConfiguration: { Rules: [{ Id: 'old', Status: 'Enabled', ExpirationInDays: 90 }] },
    LoggingConfiguration: {
      DestinationBucketName: 'acme-dev-use1-artifacts',
      LogFilePrefix: 'read/',
    },
    OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] },
  }),
  DataPolicy: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: { Ref: 'Data' },
      PolicyDocument: CLOSED,
    },
  },
  Role: {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: 'read-role',
      Path: '/coworker/',
      PermissionsBoundary: `arn:aws:iam::${DEV}:policy/AwsCoworkerBoundary`,
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Service: 'lambda.amazonaws.com' },
            Action: 'sts:AssumeRole',
          },
        ],
      },
      ManagedPolicyArns: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
      Policies: [
        {
          PolicyName: 'own',
          PolicyDocument: READING,
        },
      ],
    },
  },
  Profile: {
    Type: 'AWS::IAM::InstanceProfile',
    Properties: {
      InstanceProfileName: 'read-profile',
      Path: '/coworker/',
      Roles: [{ Ref: 'Role' }],
    },
  },
  Work: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      FunctionName: 'read-function',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Timeout: 20,
      ReservedConcurrentExecutions: 5,
      Code: { ZipFile: 'x' },
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      TracingConfig: { Mode: 'Active' },
    },
  },
  Group: {
    Type: 'AWS::Logs::LogGroup',
    Properties: { LogGroupName: '/aws/lambda/read-function', RetentionInDays: 30 },
  },
  Table: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: 'read-table',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
      DeletionProtectionEnabled: true,
    },
  },
  Topic: {
    Type: 'AWS::SNS::Topic',
    Properties: { TopicName: 'read-topic', KmsMasterKeyId: 'alias/aws/sns' },
  },
  Subscription: {
    Type: 'AWS::SNS::Subscription',
    Properties: { TopicArn: { Ref: 'Topic' }, Protocol: 'email', Endpoint: 'a@example.com' },
  },
});

describe('reads', () => {
  const at: Stage = stage();
  let keys: Keys;
  const TOPIC = `arn:aws:sns:${REGION}:${DEV}:read-topic`;

  beforeAll(async () => {
    const made = await deploy(at, EVERYTHING, { tags: { Owner: 'platform' } });
    if (made.status !== 'CREATE_COMPLETE') throw new Error(made.reason);
    keys = await reader(at);
  });

  const clients = {
    S3: S3Client,
    IAM: IAMClient,
    Lambda: LambdaClient,
    Logs: CloudWatchLogsClient,
    DynamoDB: DynamoDBClient,
    SNS: SNSClient,
    EC2: EC2Client,
    SSM: SSMClient,
  } as const;
  const ask = (
    client: keyof typeof clients,
    command: unknown,
    region = REGION,
  ): Promise<Record<string, unknown>> =>
    clientOf(at, clients[client] as typeof S3Client, { credentials: keys, region }).send(
      command as never,
    ) as never;

  const Bucket = 'acme-dev-use1-read';
  const FunctionName = 'read-function';
  const TableName = 'read-table';
  const RoleName = 'read-role';
  const rows: readonly (readonly [string, keyof typeof clients, unknown, unknown])[] = [
    ['R1 versioning', 'S3', new GetBucketVersioningCommand({ Bucket }), { Status: 'Enabled' }],
    [
      'R1 encryption',
      'S3',
      new GetBucketEncryptionCommand({ Bucket }),
      {
        ServerSideEncryptionConfiguration: {
          Rules: [
            {
              BucketKeyEnabled: true,
              ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' },
            },
          ],
        },
      },
    ],
    [
      'R1 public access',
      'S3',
      new GetPublicAccessBlockCommand({ Bucket }),
      { PublicAccessBlockConfiguration: { BlockPublicPolicy: true } },
    ],
    [
      'R1 lifecycle',
      'S3',
      new GetBucketLifecycleConfigurationCommand({ Bucket }),
      { Rules: [{ ID: 'old', Expiration: { Days: 90 } }] },
    ],
    [
      'R1 logging',
      'S3',
      new GetBucketLoggingCommand({ Bucket }),
      { LoggingEnabled: { TargetBucket: 'acme-dev-use1-artifacts', TargetPrefix: 'read/' } },
    ],
    [
      'R1 ownership',
      'S3',
      new GetBucketOwnershipControlsCommand({ Bucket }),
      { OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' }] } },
    ],
    ['R1 policy', 'S3', new GetBucketPolicyCommand({ Bucket }), { Policy: JSON.stringify(CLOSED) }],
    [
      'R1 versions of an empty bucket',
      'S3',
      new ListObjectVersionsCommand({ Bucket }),
      { IsTruncated: false, Versions: [] },
    ],
    [
      'R2 function',
      'Lambda',
      new GetFunctionConfigurationCommand({ FunctionName }),
      { Timeout: 20, MemorySize: 128, State: 'Active', TracingConfig: { Mode: 'Active' } },
    ],
    [
      'R2 concurrency',
      'Lambda',
      new GetFunctionConcurrencyCommand({ FunctionName }),
      { ReservedConcurrentExecutions: 5 },
    ],
    [
      'R2 tags',
      'Lambda',
      new ListTagsCommand({ Resource: `arn:aws:lambda:${REGION}:${DEV}:function:read-function` }),
      { Tags: { Owner: 'platform' } },
    ],
    [
      'R3 log group',
      'Logs',
      new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/read' }),
      { logGroups: [{ logGroupName: '/aws/lambda/read-function', retentionInDays: 30 }] },
    ],
    [
      'R3 its tags',
      'Logs',
      new ListLogTagsCommand({
        resourceArn: `arn:aws:logs:${REGION}:${DEV}:log-group:/aws/lambda/read-function`,
      }),
      { tags: { Owner: 'platform' } },
    ],
    [
      'R4 table',
      'DynamoDB',
      new DescribeTableCommand({ TableName }),
      {
        Table: {
          TableStatus: 'ACTIVE',
          DeletionProtectionEnabled: true,
          BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
        },
      },
    ],
    [
      'R4 backups',
      'DynamoDB',
      new DescribeContinuousBackupsCommand({ TableName }),
      {
        ContinuousBackupsDescription: {
          PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' },
        },
      },
    ],
    [
      'R4 time to live',
      'DynamoDB',
      new DescribeTimeToLiveCommand({ TableName }),
      { TimeToLiveDescription: { TimeToLiveStatus: 'ENABLED', AttributeName: 'ttl' } },
    ],
    [
      'R5 topic',
      'SNS',
      new GetTopicAttributesCommand({ TopicArn: TOPIC }),
      { Attributes: { KmsMasterKeyId: 'alias/aws/sns', Owner: DEV } },
    ],
    [
      'R5 subscriptions',
      'SNS',
      new ListSubscriptionsByTopicCommand({ TopicArn: TOPIC }),
      { Subscriptions: [{ SubscriptionArn: 'PendingConfirmation', Protocol: 'email' }] },
    ],
    [
      'R5 topics',
      'SNS',
      new ListTopicsCommand({}),
      { Topics: [{ TopicArn: `arn:aws:sns:${REGION}:${DEV}:dev-alerts` }, { TopicArn: TOPIC }] },
    ],
    [
      'R6 role',
      'IAM',
      new GetRoleCommand({ RoleName }),
      {
        Role: {
          Path: '/coworker/',
          PermissionsBoundary: {
            PermissionsBoundaryArn: `arn:aws:iam::${DEV}:policy/AwsCoworkerBoundary`,
          },
        },
      },
    ],
    [
      'R6 its managed policies',
      'IAM',
      new ListAttachedRolePoliciesCommand({ RoleName }),
      { AttachedPolicies: [{ PolicyName: 'ReadOnlyAccess' }] },
    ],
    [
      'R6 its own policies',
      'IAM',
      new ListRolePoliciesCommand({ RoleName }),
      { PolicyNames: ['own'] },
    ],
    [
      'R6 one of them',
      'IAM',
      new GetRolePolicyCommand({ RoleName, PolicyName: 'own' }),
      { PolicyDocument: encodeURIComponent(JSON.stringify(READING)) },
    ],
    [
      'R6 instance profile',
      'IAM',
      new GetInstanceProfileCommand({ InstanceProfileName: 'read-profile' }),
      { InstanceProfile: { Roles: [{ RoleName }] } },
    ],
    [
      'R7 instance',
      'EC2',
      new DescribeInstancesCommand({ InstanceIds: ['i-0a11b22c33d44e560'] }),
      { Reservations: [{ Instances: [{ State: { Name: 'stopped' }, InstanceType: 't3.large' }] }] },
    ],
    [
      'R7 instances by filter',
      'EC2',
      new DescribeInstancesCommand({ Filters: [{ Name: 'tag:Name', Values: ['wiki-*'] }] }),
      { Reservations: [{ Instances: [{ InstanceId: 'i-0a11d88e99f00a112' }] }] },
    ],
    [
      'R7 subnets',
      'EC2',
      new DescribeSubnetsCommand({
        Filters: [{ Name: 'map-public-ip-on-launch', Values: ['true'] }],
      }),
      { Subnets: [{ SubnetId: 'subnet-0333aaaa1111bbbb3' }] },
    ],
    [
      'R7 networks',
      'EC2',
      new DescribeVpcsCommand({}),
      { Vpcs: [{ VpcId: 'vpc-0123456789abcdef0', CidrBlock: '10.30.0.0/16' }] },
    ],
    [
      'R7 security groups',
      'EC2',
      new DescribeSecurityGroupsCommand({ GroupIds: ['sg-0fedcba9876543210'] }),
      { SecurityGroups: [{ GroupName: 'web-internal', IpPermissions: [] }] },
    ],
    [
      'R7 types',
      'EC2',
      new DescribeInstanceTypesCommand({ InstanceTypes: ['t4g.micro'] }),
      { InstanceTypes: [{ ProcessorInfo: { SupportedArchitectures: ['arm64'] } }] },
    ],
    [
      'R7 images',
      'EC2',
      new DescribeImagesCommand({ ImageIds: ['ami-0a1b2c3d4e5f60002'] }),
      { Images: [{ Architecture: 'arm64', State: 'available' }] },
    ],
    [
      'R7 regions',
      'EC2',
      new DescribeRegionsCommand({ RegionNames: ['us-west-2'] }),
      { Regions: [{ RegionName: 'us-west-2' }] },
    ],
    [
      'R7 encryption of volumes',
      'EC2',
      new GetEbsEncryptionByDefaultCommand({}),
      { EbsEncryptionByDefault: false },
    ],
    [
      'R8 newest image',
      'SSM',
      new GetParameterCommand({
        Name: '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64',
      }),
      { Parameter: { Value: 'ami-0a1b2c3d4e5f60001' } },
    ],
    [
      'R8 several',
      'SSM',
      new GetParametersCommand({ Names: ['/aws/service/no/such'] }),
      { Parameters: [], InvalidParameters: ['/aws/service/no/such'] },
    ],
  ];
  it.each(rows)('%s', async (_name, client, command, expected) => {
    expect(await ask(client, command)).toMatchObject(expected as object);
  });

  const missing: readonly (readonly [string, keyof typeof clients, unknown, string, number])[] = [
    ['R9 bucket', 'S3', new HeadBucketCommand({ Bucket: 'no-such-bucket' }), 'NotFound', 404],
    [
      'R9 its policy',
      'S3',
      new GetBucketPolicyCommand({ Bucket: 'acme-dev-use1-reports' }),
      'NoSuchBucketPolicy',
      404,
    ],
    [
      'R9 its tags',
      'S3',
      new GetBucketTaggingCommand({ Bucket: 'acme-dev-use1-reports' }),
      'NoSuchTagSet',
      404,
    ],
    [
      'R9 its access block',
      'S3',
      new GetPublicAccessBlockCommand({ Bucket: 'acme-dev-use1-reports' }),
      'NoSuchPublicAccessBlockConfiguration',
      404,
    ],
    [
      'R9 a bucket of another account',
      'S3',
      new GetBucketVersioningCommand({ Bucket: 'acme-org-cloudtrail-logs' }),
      'AccessDenied',
      403,
    ],
    [
      'R9 a bucket of another region',
      'S3',
      new GetBucketVersioningCommand({ Bucket: 'acme-dev-usw2-datasets' }),
      'PermanentRedirect',
      301,
    ],
    [
      'R9 function',
      'Lambda',
      new GetFunctionConfigurationCommand({ FunctionName: 'none' }),
      'ResourceNotFoundException',
      404,
    ],
    [
      'R9 table',
      'DynamoDB',
      new DescribeTableCommand({ TableName: 'none' }),
      'ResourceNotFoundException',
      400,
    ],
    [
      'R9 table by ARN',
      'DynamoDB',
      new ListTagsOfResourceCommand({
        ResourceArn: `arn:aws:dynamodb:${REGION}:${DEV}:table/none`,
      }),
      'ResourceNotFoundException',
      400,
    ],
    [
      'R9 topic',
      'SNS',
      new ListTagsForResourceCommand({ ResourceArn: `arn:aws:sns:${REGION}:${DEV}:none` }),
      'NotFoundException',
      404,
    ],
    ['R9 role', 'IAM', new ListRoleTagsCommand({ RoleName: 'none' }), 'NoSuchEntityException', 404],
    [
      'R9 instance',
      'EC2',
      new DescribeInstancesCommand({ InstanceIds: ['i-1'] }),
      'InvalidInstanceID.NotFound',
      400,
    ],
    [
      'R9 volume',
      'EC2',
      new DescribeVolumesCommand({ VolumeIds: ['vol-1'] }),
      'InvalidVolume.NotFound',
      400,
    ],
    [
      'R9 filter',
      'EC2',
      new DescribeVpcsCommand({ Filters: [{ Name: 'colour', Values: ['red'] }] }),
      'InvalidParameterValue',
      400,
    ],
    [
      'R9 parameter',
      'SSM',
      new GetParameterCommand({ Name: '/aws/service/none' }),
      'ParameterNotFound',
      400,
    ],
    [
      'R9 a private parameter',
      'SSM',
      new GetParameterCommand({ Name: '/team/secret' }),
      'AccessDeniedException',
      403,
    ],
  ];
  it.each(missing)('%s that is not there', async (_name, client, command, name, status) => {
    expect(await refusalOf(ask(client, command))).toMatchObject({ name, status });
  });

  it("R10 a bucket's region is told to its account only, and buckets are listed with theirs", async () => {
    const where = new GetBucketLocationCommand({ Bucket: 'acme-dev-usw2-datasets' });
    expect((await ask('S3', where))['LocationConstraint']).toBe('us-west-2');
    const theirs = clientOf(at, S3Client, { credentials: await reader(at, PROD) });
    expect((await refusalOf(theirs.send(where))).name).toBe('AccessDenied');
    const listed = (await ask('S3', new ListBucketsCommand({}))) as {
      Buckets: { Name: string; BucketRegion: string }[];
    };
    expect(listed.Buckets.map((each) => `${each.Name} ${each.BucketRegion}`)).toContain(
      'acme-dev-usw2-datasets us-west-2',
    );
  });
});
