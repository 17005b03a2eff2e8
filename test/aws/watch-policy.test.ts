import { describe, expect, it } from 'vitest';
import { watchPolicy } from '../../src/aws/watch-policy.ts';
import type { DeployStep } from '../../src/plan/step.ts';
import { planOf, updateStep } from '../execute/fixtures.ts';

const bucket = (physicalId: string): DeployStep['changes'][number] => ({
  action: 'change',
  logicalId: 'Reports',
  type: 'AWS::S3::Bucket',
  physicalId,
  ownerAgent: 'SteveJobs',
  properties: [],
  losesData: false,
  isSensitive: false,
  isConditional: false,
});

const policyOf = (...steps: readonly DeployStep[]): string => watchPolicy(planOf(steps));

const drifted = (...names: readonly string[]): DeployStep =>
  updateStep({ driftStatus: 'DRIFTED', changes: names.map(bucket) });

describe('the policy of a watching session', () => {
  const usual = policyOf();

  it('reads, lists no bucket and hands out no code', () => {
    const [statement, ...others] = JSON.parse(usual).Statement as { Action: string[] }[];
    expect(others).toEqual([]);
    const reads = /:(Describe|Get|List)[A-Za-z*]+$/;
    expect(statement?.Action.filter((action) => !reads.test(action))).toEqual([]);
    expect(statement?.Action).not.toContain('s3:ListBucket');
    expect(statement?.Action).not.toContain('lambda:GetFunction*');
  });

  it('A53 lists the very buckets that were changed by hand, because reading them needs it', () => {
    expect(policyOf(updateStep({ changes: [bucket('acme-a')] }))).toBe(usual);
    const [, listing] = JSON.parse(policyOf(drifted('acme-a', 'acme-b'))).Statement as object[];
    expect(listing).toEqual({
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: ['arn:aws:s3:::acme-a', 'arn:aws:s3:::acme-b'],
    });
  });

  it('A58 takes no pattern for a name, and is never longer than a session takes', () => {
    expect(policyOf(drifted('*', 'acme-*'))).toBe(usual);
    const many = Array.from({ length: 25 }, (_, n) => `acme-with-a-name-as-long-as-they-are-${n}`);
    expect(policyOf(drifted(...many))).toBe(usual);
  });
});
