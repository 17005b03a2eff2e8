import type { TaskParameters } from '../../src/task/aws-task.ts';
import type { Answers } from './samples.ts';

/** What the contract test needs of each service: the most a create can ask, and what AWS says. */
export interface ServiceSample {
  /** Folder below `skills/aws/` that holds its skill and baseline. */
  readonly skill: string;
  /** The least a create needs. */
  readonly least: TaskParameters;
  /** Everything a create can ask for at once. */
  readonly most: TaskParameters;
  /** Items added to the largest template of the tiers in which sessions are made. */
  readonly added: readonly string[];
  /** Answers while facts are read; anything else is not found. */
  readonly answers: Answers;
}

/** One row for each folder of the registry. */
export const SAMPLES: Readonly<Record<string, ServiceSample>> = {
  's3-bucket': {
    skill: 's3',
    least: { name: 'acme-dev-use1-reports' },
    most: {
      name: 'acme-dev-use1-reports-of-a-very-long-name-indeed-in-us-east-1',
      versioning: true,
      encryption: 'aws:kms',
      kmsKey: 'alias/reports',
      expirationDays: 365,
      transitionDays: 30,
      storageClass: 'GLACIER_IR',
      retentionDays: 30,
      confidentiality: 'internal',
    },
    added: ['S3-08', 'S3-12', 'S3-19'],
    answers: {},
  },
  'dynamodb-table': {
    skill: 'dynamodb',
    least: { name: 'sessions', partitionKey: 'tenantId' },
    most: {
      name: 'sessions-of-a-very-long-name-for-one-table',
      partitionKey: 'tenantId',
      sortKey: 'sessionId',
      sortKeyType: 'N',
      billingMode: 'provisioned',
      readCapacity: 5,
      writeCapacity: 5,
      pointInTimeRecovery: true,
      deletionProtection: true,
      ttlAttribute: 'expiresAt',
      kmsKey: 'alias/sessions',
      confidentiality: 'internal',
    },
    added: ['DYNAMODB-02', 'DYNAMODB-03'],
    answers: {},
  },
  'sns-topic': {
    skill: 'sns',
    least: { name: 'orders-paid' },
    most: {
      name: 'orders-paid-with-a-very-long-name.fifo',
      displayName: 'Paid orders',
      fifo: true,
      contentBasedDeduplication: true,
      kmsKey: 'alias/messages',
      protocol: 'sqs',
      endpoint: 'arn:aws:sqs:us-east-1:333333333333:orders',
    },
    added: [],
    answers: {},
  },
};
