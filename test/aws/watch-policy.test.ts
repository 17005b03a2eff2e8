import { describe, expect, it } from 'vitest';
import { watchPolicies } from '../../src/aws/watch-policy.ts';
import type { Step } from '../../src/plan/step.ts';
import type { AccountId } from '../../src/task/ids.ts';
import { deployStep, DEV } from '../execute/fixtures.ts';

const importing = (type: string, physicalId: string): Step =>
  deployStep({
    changeSetType: 'IMPORT',
    imports: [{ logicalId: 'One', type, physicalId, identifier: { Name: physicalId } }],
  });

const BUCKET = 'AWS::S3::Bucket';

const listed = (steps: readonly Step[], accountId: AccountId = DEV): unknown => {
  const { policy } = watchPolicies(accountId, steps);
  const { Statement } = JSON.parse(policy) as { Statement: readonly Record<string, unknown>[] };
  expect(Statement[0]).toMatchObject({ Action: 'sts:GetCallerIdentity' });
  expect(policy.length).toBeLessThanOrEqual(2048);
  return Statement.slice(1).flatMap(({ Action, Resource }) => [Action, Resource]);
};

describe('what a watching session may beside the reads', () => {
  it.each([
    ['nothing, where nothing is imported', [deployStep()], []],
    [
      'list the one bucket that is imported',
      [importing(BUCKET, 'acme-dev-reports')],
      ['s3:ListBucket', ['arn:aws:s3:::acme-dev-reports']],
    ],
    ['nothing for another type', [importing('AWS::SNS::Topic', 'acme-dev-reports')], []],
    ['nothing for a pattern', [importing(BUCKET, 'acme-*')], []],
    ['nothing for what is no bucket name', [importing(BUCKET, 'x/*')], []],
  ])('%s', (_name, steps, expected) => {
    expect(listed(steps)).toEqual(expected);
  });

  it('nothing for a bucket of another account', () => {
    const other = '444444444444' as AccountId;
    expect(listed([importing(BUCKET, 'acme-dev-reports')], other)).toEqual([]);
  });

  it('and always fits, however many are imported', () => {
    const many = Array.from({ length: 40 }, (_, at) =>
      importing(BUCKET, `${'b'.repeat(60)}${10 + at}`),
    );
    expect(listed(many)).toMatchObject(['s3:ListBucket', { length: 12 }]);
  });
});
