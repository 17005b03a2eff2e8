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
