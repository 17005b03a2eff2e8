import { describe, expect, it } from 'vitest';
import { expiresSooner } from '../../src/plan/data-expiry.ts';
import type { Json } from '../../src/task/json.ts';

const rule = (days: number): Json => ({ Rules: [{ ExpirationInDays: days, Status: 'Enabled' }] });

const changed = (type: string, path: string, values: { before?: Json; after?: Json }) => ({
  action: 'change' as const,
  type,
  properties: [{ path, ...values }],
});

const BUCKET = 'AWS::S3::Bucket';
const LIFECYCLE = '/Properties/LifecycleConfiguration';
const LOGS = 'AWS::Logs::LogGroup';

describe('expiresSooner', () => {
  it.each([
    ['nothing changes', { action: 'change' as const, type: BUCKET, properties: [] }, false],
    [
      'a new bucket',
      { ...changed(BUCKET, LIFECYCLE, { after: rule(1) }), action: 'create' as const },
      false,
    ],
    ['another property', changed(BUCKET, '/Properties/Tags', { before: 9, after: 1 }), false],
    ['a type without a term', changed('AWS::SNS::Topic', LIFECYCLE, { after: rule(1) }), false],
    ['90 to 30 days', changed(BUCKET, LIFECYCLE, { before: rule(90), after: rule(30) }), true],
    ['30 to 90 days', changed(BUCKET, LIFECYCLE, { before: rule(30), after: rule(90) }), false],
    ['a first expiration', changed(BUCKET, LIFECYCLE, { after: rule(365) }), true],
    ['the expiration is taken away', changed(BUCKET, LIFECYCLE, { before: rule(30) }), false],
    [
      'only unfinished uploads',
      changed(BUCKET, LIFECYCLE, {
        after: { Rules: [{ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } }] },
      }),
      false,
    ],
    [
      'a leaf that CloudFormation names',
      changed(BUCKET, `${LIFECYCLE}/Rules/0/ExpirationInDays`, { before: '90', after: '30' }),
      true,
    ],
    [
      'logs kept shorter',
      changed(LOGS, '/Properties/RetentionInDays', { before: 90, after: 30 }),
      true,
    ],
    [
      'logs kept longer',
      changed(LOGS, '/Properties/RetentionInDays', { before: 30, after: 90 }),
      false,
    ],
    [
      'logs kept for ever until now',
      changed(LOGS, '/Properties/RetentionInDays', { after: 30 }),
      true,
    ],
    [
      'messages kept shorter than the four days that SQS keeps them',
      changed('AWS::SQS::Queue', '/Properties/MessageRetentionPeriod', { after: 86_400 }),
      true,
    ],
    [
      'messages kept longer than that',
      changed('AWS::SQS::Queue', '/Properties/MessageRetentionPeriod', { after: 604_800 }),
      false,
    ],
    [
      'items begin to expire',
      changed('AWS::DynamoDB::Table', '/Properties/TimeToLiveSpecification', {
        after: { AttributeName: 'ttl', Enabled: true },
      }),
      true,
    ],
  ])('%s', (_, change, expected) => {
    expect(expiresSooner(change)).toBe(expected);
  });
});
