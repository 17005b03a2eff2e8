import type { WorldSpec } from '../../sandbox/world-spec.ts';

/** A world with a versioned bucket of packages, and an instance profile. */
export const PACKAGES: WorldSpec = {
  resources: [
    {
      account: '333333333333',
      region: 'us-east-1',
      type: 'AWS::S3::Bucket',
      id: 'acme-dev-use1-packages',
      properties: {
        BucketName: 'acme-dev-use1-packages',
        VersioningConfiguration: { Status: 'Enabled' },
      },
      attributes: { Objects: ['thumbs/1.0.0.zip'] },
    },
    {
      account: '333333333333',
      region: 'global',
      type: 'AWS::IAM::Role',
      id: 'law-profile',
      properties: { RoleName: 'law-profile', Path: '/coworker/', AssumeRolePolicyDocument: {} },
    },
    {
      account: '333333333333',
      region: 'global',
      type: 'AWS::IAM::InstanceProfile',
      id: 'law-profile',
      properties: {
        InstanceProfileName: 'law-profile',
        Path: '/coworker/',
        Roles: ['law-profile'],
      },
    },
  ],
};

/** One request, in plain words, whose template is as large as its service makes it. */
export interface LargeRequest {
  readonly service: string;
  readonly title: string;
  readonly body: string;
}

const form = (rows: Readonly<Record<string, string>>): string =>
  Object.entries(rows)
    .map(([heading, value]) => `### ${heading}\n\n${value}\n`)
    .join('\n');

const where = { Account: 'athena-dev', Region: 'us-east-1' };

/** The largest of each service that has stacks of its own. */
export const LARGE_REQUESTS: readonly LargeRequest[] = [
  {
    service: 'S3 bucket',
    title: 'A bucket',
    body: form({
      'Task type': 'CreateResource',
      Service: 'S3 bucket',
      ...where,
      Name: 'acme-dev-use1-law-of-rollback',
      Details: 'Versioning on, objects expire after 90 days. Confidentiality: internal.',
    }),
  },
  {
    service: 'SNS topic',
    title: 'A topic',
    body: form({
      'Task type': 'CreateResource',
      Service: 'SNS topic',
      ...where,
      Name: 'law-of-rollback',
      Details: 'No subscriptions yet.',
    }),
  },
  {
    service: 'DynamoDB table',
    title: 'A table',
    body: form({
      'Task type': 'CreateResource',
      Service: 'DynamoDB table',
      ...where,
      Name: 'law-of-rollback',
      Details: 'Partition key pk, on-demand, point-in-time recovery on.',
    }),
  },
  {
    service: 'IAM role',
    title: 'A role',
    body: form({
      'Task type': 'CreateResource',
      Service: 'IAM role',
      Account: 'athena-dev',
      Name: 'law-of-rollback',
      Details: 'Trusted by lambda.amazonaws.com.',
    }),
  },
  {
    service: 'Lambda function',
    title: 'A function',
    body: form({
      'Task type': 'CreateResource',
      Service: 'Lambda function',
      ...where,
      Name: 'law-of-rollback-of-a-function-whose-name-is-as-long-as-names-get',
      Details: [
        'Runtime: python3.13',
        'Handler: app.handler',
        'Code: s3://acme-dev-use1-packages/thumbs/1.0.0.zip',
        'Memory: 512 MB',
        'Timeout: 45 seconds',
        'Tracing: yes',
        'Architecture: arm64',
        'Log retention: 90 days',
        'Reserved concurrency: 5',
        'Dead letter: arn:aws:sqs:us-east-1:333333333333:failed',
        'KMS key: arn:aws:kms:us-east-1:333333333333:key/0a1b2c3d-0000-4000-8000-000000000001',
      ].join('\n'),
    }),
  },
  {
    service: 'EC2 instance',
    title: 'An instance',
    body: form({
      'Task type': 'CreateResource',
      Service: 'EC2 instance',
      ...where,
      Name: 'law-of-rollback',
      Details: [
        'Instance type: t3.small',
        'OS: Amazon Linux 2023',
        'Size: 40 GB',
        'Monitoring: yes',
        'Termination protection: no',
      ].join('\n'),
    }),
  },
  {
    service: 'CloudFormation template',
    title: 'A stack',
    body: [
      'Deploy this as stack law-of-rollback to athena-dev, us-east-1:',
      '',
      '```yaml',
      'Resources:',
      '  Inbox:',
      '    Type: AWS::SQS::Queue',
      '    Properties: { QueueName: law-inbox, KmsMasterKeyId: alias/aws/sqs }',
      '  Alerts:',
      '    Type: AWS::SNS::Topic',
      '    Properties: { TopicName: law-alerts, KmsMasterKeyId: alias/aws/sns }',
      '  Logs:',
      '    Type: AWS::Logs::LogGroup',
      '    Properties: { LogGroupName: /law/logs, RetentionInDays: 30 }',
      '```',
    ].join('\n'),
  },
];
