import { describe, expect, it } from 'vitest';
import { leftoversOf } from '../../src/intake/find-leftovers.ts';
import { readFields } from '../../src/intake/read-fields.ts';
import { wordsFor } from '../../src/intake/words/all-services.ts';
import type { FieldRule } from '../../src/intake/words/service-words.ts';
import type { AwsResourceType } from '../../src/task/resource-type.ts';
import { read, say } from './say.ts';

const left = (rules: readonly FieldRule[], text: string): readonly string[] => {
  const { values, spans, measured, malformed } = readFields(rules, text);
  const isAccount = (word: string): boolean => word === 'athena-dev';
  const { length } = text;
  const rest = leftoversOf({ text, length, spans, measured, parameters: values, isAccount });
  return [...malformed, ...rest];
};

const GIVEN: readonly (readonly [AwsResourceType, field: string, words: string])[] = [
  ['AWS::S3::Bucket', 'versioning', 'with versioning enabled'],
  ['AWS::S3::Bucket', 'expirationDays', 'objects expire after 90 days'],
  ['AWS::S3::Bucket', 'expirationDays', 'Expiration days: 30'],
  ['AWS::S3::Bucket', 'transitionDays', 'Transition days: 30'],
  ['AWS::S3::Bucket', 'transitionDays', 'moved to STANDARD_IA after two weeks'],
  ['AWS::S3::Bucket', 'storageClass', 'storage class DEEP_ARCHIVE after 90 days'],
  ['AWS::S3::Bucket', 'objectLock', 'with object lock'],
  ['AWS::Lambda::Function', 'memoryMb', 'with 512 MB of memory'],
  ['AWS::Lambda::Function', 'memoryMb', 'half a gigabyte of memory'],
  ['AWS::Lambda::Function', 'timeoutSeconds', 'a timeout of 2 minutes'],
  ['AWS::Lambda::Function', 'timeoutSeconds', 'timeout one minute'],
  ['AWS::Lambda::Function', 'tracing', 'with active tracing'],
  ['AWS::Lambda::Function', 'reservedConcurrency', 'a reserved concurrency of 5'],
  ['AWS::Lambda::Function', 'logRetentionDays', 'logs kept for 30 days'],
  ['AWS::EC2::Instance', 'sizeGb', 'a root volume of 60 GB'],
  ['AWS::EC2::Instance', 'instanceType', 'type m7i.2xlarge-x'],
  ['AWS::EC2::Instance', 'terminationProtection', 'with termination protection'],
  ['AWS::EC2::Instance', 'monitoring', 'detailed monitoring on'],
  ['AWS::DynamoDB::Table', 'billingMode', 'billed as PAY_PER_REQUEST'],
  ['AWS::DynamoDB::Table', 'pointInTimeRecovery', 'point-in-time recovery on'],
  ['AWS::DynamoDB::Table', 'deletionProtection', 'deletion protection on'],
  ['AWS::DynamoDB::Table', 'ttlAttribute', 'TTL on expires-at'],
  ['AWS::SNS::Topic', 'fifo', 'as a FIFO topic'],
  ['AWS::SNS::Topic', 'contentBasedDeduplication', 'content-based deduplication on'],
  ['AWS::SNS::Topic', 'encrypted', 'encrypted'],
  ['AWS::IAM::Role', 'managedPolicies', 'attach AmazonSSMManagedInstanceCore'],
  ['AWS::IAM::Role', 'permissionsBoundary', 'permissions boundary TeamBoundaryForBuilds'],
];

const VOLUME = 'vol-0a11b22c33d44e55f to i-0a11b22c33d44e55f as /dev/sdf in athena-dev, us-east-1';

describe('what is ordered and not understood', () => {
  it.each(GIVEN)('%s without %s leaves over: %s', (type, field, words) => {
    const text = `Change it in athena-dev: ${words}.`;
    const others = wordsFor(type).fields.filter(({ name }) => name !== field);
    expect(left(others, text)).not.toEqual([]);
  });

  it.each(GIVEN.filter(([, , words]) => !words.includes('-x')))(
    '%s with %s leaves nothing over: %s',
    (type, _, words) => {
      const text = `Change it in athena-dev: ${words}.`;
      expect(left(wordsFor(type).fields, text)).toEqual([]);
    },
  );

  it.each([
    'Reboot it, it has been down for 3 hours.',
    'Change it because 512 MB and 30 s were too little for 14 people.',
    'Change it before 20:00 UTC on the 28th, PLAT-1540, 71 USD, see #12.',
    'Change it so that files of 40 MB fit within 10 minutes.',
    'Change it on 3 June, 2026-11-02 or any day later.',
  ])('reasons, dates, times, tickets and prices are no wishes: %s', (text) => {
    expect(left(wordsFor('AWS::SNS::Topic').fields, text)).toEqual([]);
  });

  it.each([
    'Enable versioning and access logging for the S3 bucket acme-a1 in athena-dev, us-east-1.',
    'Create the S3 bucket acme-a1 in athena-dev, us-east-1, replicated to acme-a2.',
    'Create the DynamoDB table geo in athena-dev, us-east-1, partition key id, with a GSI.',
    'Set the Lambda function thumbnailer in athena-dev, us-east-1 to 512 MB and SOME_MODE.',
    'Terminate the EC2 instance wiki-old in athena-dev, us-east-1, data volume of 40 GB kept.',
    `Attach the EBS volume ${VOLUME}, and delete it on termination.`,
    `Attach the EBS volume ${VOLUME} and delete the volume on instance termination.`,
    `Attach the EBS volume ${VOLUME}. It must be deleted on termination.`,
    `Attach the EBS volume ${VOLUME}, deleted on termination.`,
  ])('asks about it: %s', (body) => {
    expect(say(read(body))).toEqual(['ask details']);
  });

  it('a number at the end of a line is no count of what the next line begins with', () => {
    const text = 'Change it.\nWeight: 30\nFifo: on';
    expect(left(wordsFor('AWS::SNS::Topic').fields, text)).toEqual(['30']);
  });

  it('tells the words, as data', () => {
    const result = read(
      'Enable versioning and `CORS` for the S3 bucket acme-a1 in athena-dev, us-east-1.',
    );
    expect(result.kind === 'ask' ? result.missing.map(({ unread }) => unread) : []).toEqual([
      ['CORS'],
    ]);
  });
});
