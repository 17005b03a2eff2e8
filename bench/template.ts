import type { JsonObject } from '../src/task/json.ts';

const resourceOf = (n: number, prefix: string): JsonObject => {
  const name = `${prefix}-${n}`;
  const kinds: readonly JsonObject[] = [
    { Type: 'AWS::SQS::Queue', Properties: { QueueName: name, SqsManagedSseEnabled: true } },
    { Type: 'AWS::SNS::Topic', Properties: { TopicName: name, KmsMasterKeyId: 'alias/aws/sns' } },
    {
      Type: 'AWS::S3::Bucket',
      Properties: {
        BucketName: `acme-${name}`,
        VersioningConfiguration: { Status: 'Enabled' },
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
      },
    },
    {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      },
    },
    { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: `/${name}`, RetentionInDays: 30 } },
  ];
  return kinds[n % kinds.length] ?? {};
};

/** A template of some resources of five types in turn. */
export const templateOf = (count: number, prefix: string): JsonObject => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Resources: Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`Resource${n}`, resourceOf(n, prefix)]),
  ),
});
