import { describe, expect, it } from 'vitest';
import { holdsWithin } from '../../src/services/compare.ts';
import { dynamodbTable } from '../../src/services/dynamodb-table/index.ts';
import { s3Bucket } from '../../src/services/s3-bucket/index.ts';
import type { Service } from '../../src/services/service.ts';
import { snsTopic } from '../../src/services/sns-topic/index.ts';
import type { Json, JsonObject } from '../../src/task/json.ts';
import { account, answer, readerOf, REGION, type Answers } from './samples.ts';

interface Case {
  readonly service: Service;
  readonly type: string;
  readonly physicalId: string;
  readonly properties: JsonObject;
  readonly answers: Answers;
}

const readBack = async (one: Case): Promise<readonly string[]> => {
  const { service, answers, ...rest } = one;
  const result = await service.readBack({
    ...rest,
    reader: readerOf(answers),
    region: REGION,
    account: account(),
    logicalId: 'Thing',
    tags: { Name: 'x', Owner: 'platform' },
  });
  return result.checks.map((check) => `${check.holds ? 'yes' : 'NO'} ${check.name}`);
};

const BUCKET: Case = {
  service: s3Bucket,
  type: 'AWS::S3::Bucket',
  physicalId: 'reports',
  properties: {
    BucketName: 'reports',
    VersioningConfiguration: { Status: 'Enabled' },
    PublicAccessBlockConfiguration: { BlockPublicAcls: true },
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [
        { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } },
      ],
    },
    LifecycleConfiguration: { Rules: [{ Id: 'a', Status: 'Enabled' }] },
    Tags: [],
  },
  answers: {
    'S3.GetBucketLocation': answer({}),
    'S3.GetBucketVersioning': answer({ Status: 'Enabled' }),
    'S3.GetPublicAccessBlock': answer({
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true },
    }),
    'S3.GetBucketEncryption': answer({
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    }),
    'S3.GetBucketLifecycleConfiguration': answer({ Rules: [{ ID: 'a', Status: 'Enabled' }] }),
    'S3.GetBucketTagging': answer({ TagSet: [{ Key: 'Owner', Value: 'platform' }] }),
  },
};

const TABLE: Case = {
  service: dynamodbTable,
  type: 'AWS::DynamoDB::Table',
  physicalId: 'sessions',
  properties: {
    BillingMode: 'PAY_PER_REQUEST',
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  },
  answers: {
    'DynamoDB.DescribeTable': answer({
      Table: {
        TableStatus: 'ACTIVE',
        BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
      },
    }),
    'DynamoDB.DescribeContinuousBackups': answer({
      ContinuousBackupsDescription: {
        PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: 'ENABLED' },
      },
    }),
  },
};

const POLICY: Case = {
  service: snsTopic,
  type: 'AWS::SNS::TopicPolicy',
  physicalId: 'topicpolicy-1',
  properties: {
    Topics: [{ Ref: 'Topic' }],
    PolicyDocument: { Statement: [{ Sid: 'TlsOnly', Effect: 'Deny' }] },
  },
  answers: {
    'CloudFormation.DescribeStackResources': answer({
      StackResources: [
        {
          StackName: 's',
          StackId: 's',
          LogicalResourceId: 'Topic',
          PhysicalResourceId: 'arn:aws:sns:us-east-1:333333333333:orders',
          ResourceType: 'AWS::SNS::Topic',
        },
      ],
    }),
    'SNS.GetTopicAttributes': (call) =>
      call.input['TopicArn'] === 'arn:aws:sns:us-east-1:333333333333:orders'
        ? answer({
            Attributes: {
              Policy: JSON.stringify({ Statement: [{ Sid: 'TlsOnly', Effect: 'Deny' }] }),
            },
          })
        : { ok: false, code: 'NotFound', httpStatus: 404, message: '' },
  },
};

const BUCKET_NAMES = ['exists', 'private', 'encrypted', 'versioned', 'lifecycle', 'tagged'];

describe('what was made is read back', () => {
  const rows: readonly (readonly [string, Case, readonly string[]])[] = [
    ['a bucket as planned', BUCKET, BUCKET_NAMES.map((name) => `yes ${name}`)],
    [
      'a bucket that is not there',
      { ...BUCKET, answers: {} },
      BUCKET_NAMES.map((name) => `NO ${name}`),
    ],
    ['a table as planned', TABLE, ['yes active', 'yes billing', 'yes recoverable']],
    [
      'a table whose recovery stayed off',
      { ...TABLE, answers: { ...TABLE.answers, 'DynamoDB.DescribeContinuousBackups': answer({}) } },
      ['yes active', 'yes billing', 'NO recoverable'],
    ],
    ['a topic policy, by the topic of its stack', POLICY, ['yes policy']],
  ];

  it.each(rows)('%s', async (_name, one, expected) => {
    expect(await readBack(one)).toEqual(expected);
  });

  it.each(Object.keys(BUCKET.answers).filter((name) => name !== 'S3.GetBucketLocation'))(
    'a bucket that answers %s otherwise does not hold',
    async (name) => {
      const other = { ...BUCKET, answers: { ...BUCKET.answers, [name]: answer({}) } };
      expect((await readBack(other)).filter((check) => check.startsWith('NO'))).toHaveLength(1);
    },
  );

  it('a denied read does not hold', async () => {
    const denied = { ok: false, code: 'AccessDenied', httpStatus: 403, message: '' } as const;
    const answers = { ...BUCKET.answers, 'S3.GetBucketVersioning': denied };
    expect(await readBack({ ...BUCKET, answers })).toContain('NO versioned');
  });

  it('a type of another service is a fault', async () => {
    await expect(readBack({ ...TABLE, type: 'AWS::S3::Bucket' })).rejects.toThrow(/S3/);
  });
});

describe('a planned value within a found one', () => {
  const rows: readonly (readonly [Json, Json | undefined, boolean])[] = [
    [1, 1, true],
    [1, '1', false],
    [{}, undefined, true],
    [{ a: 1 }, { a: 1, b: 2 }, true],
    [{ a: 1 }, { b: 1 }, false],
    [[1], [2, 1], true],
    [[1, 3], [1], false],
    [[], undefined, true],
    [{ 'Fn::GetAtt': ['A', 'Arn'] }, 'anything', true],
    [null, undefined, false],
  ];

  it.each(rows)('%j in %j: %s', (planned, found, is) => {
    expect(holdsWithin(planned, found)).toBe(is);
  });
});
