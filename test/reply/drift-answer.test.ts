import { describe, expect, it } from 'vitest';
import { driftParts, type DriftAnswer } from '../../src/reply/drift-answer.ts';
import type { JudgedStack } from '../../src/services/stack-drift/judge.ts';
import { account, DEV, REGION } from '../services/samples.ts';

const stack = (more: Partial<JudgedStack> = {}): JudgedStack => ({
  stackId: 'arn:stack',
  stackName: 'aws-coworker-9-jobs',
  accountId: DEV,
  region: REGION,
  status: 'IN_SYNC',
  resources: [],
  untold: [],
  because: '',
  ...more,
});
const drifted = stack({
  status: 'DRIFTED',
  resources: [
    {
      logicalId: 'Queue',
      physicalId: 'q',
      type: 'AWS::SQS::Queue',
      status: 'DELETED',
      properties: [],
    },
  ],
});

const words = (more: Partial<DriftAnswer>): string =>
  driftParts(
    {
      kind: 'drift',
      taskId: 'task-1',
      stacks: [],
      failed: [],
      lookedAt: '2026-11-20T17:00:00Z',
      ...more,
    },
    [account()],
  )
    .map(({ forms }) => forms[0])
    .join('\n\n');

describe('what was asked of the drift of stacks', () => {
  it.each<readonly [string, Partial<DriftAnswer>, RegExp]>([
    ['nothing is there', {}, /^## No such stack was found/],
    ['in sync', { stacks: [stack()] }, /^## 1 stack compared · 0 drifted[^]*us-east-1: in sync\./],
    [
      'drifted',
      { stacks: [drifted] },
      /· 1 drifted[^]*1 resource deleted outside it[^]*\/reconcile/,
    ],
    [
      'nobody could tell',
      { stacks: [stack({ status: 'UNKNOWN', because: 'it is busy' })] },
      /Drift unknown\*\* of these:[^]*it is busy\./,
    ],
    [
      'a place that was not seen',
      { failed: [{ place: 'athena-dev us-east-1', because: 'no role' }] },
      /^## Nobody can tell yet · drift · 1 place not seen[^]*`athena-dev us-east-1`: no role\./,
    ],
  ])('%s', (_name, more, expected) => {
    expect(words(more)).toMatch(expected);
  });

  it('only of stacks of ours an issue follows', () => {
    const other = { ...drifted, stackName: 'shop' };
    expect(words({ stacks: [other] })).not.toContain('/reconcile');
    expect(words({ stacks: [other, drifted] })).toContain('/reconcile');
  });

  it('what has drifted comes first', () => {
    const text = words({ stacks: [stack({ stackName: 'aws-coworker-1-a' }), drifted] });
    expect(text.indexOf('aws-coworker-9-jobs')).toBeLessThan(text.indexOf('aws-coworker-1-a'));
  });
});
