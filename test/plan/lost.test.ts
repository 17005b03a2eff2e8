import { describe, expect, it } from 'vitest';
import type { PlannedChange } from '../../src/plan/change.ts';
import { lostBy } from '../../src/plan/lost.ts';
import { operate } from '../review/plan-violations.ts';

const change = (more: Partial<PlannedChange>): PlannedChange => ({
  action: 'change',
  logicalId: 'b',
  type: 'AWS::S3::Bucket',
  ownerAgent: 'SteveJobs',
  properties: [],
  losesData: false,
  isSensitive: false,
  isConditional: false,
  ...more,
});

describe('what goes by a plan', () => {
  it.each([
    ['what is deleted', { action: 'delete' }, 1],
    ['what is replaced', { action: 'replace' }, 1],
    ['what a call takes out of it', { losesData: true }, 1],
    ['nothing of what only changes', {}, 0],
    ['nothing of what is only recorded', { action: 'delete', isOnlyRecorded: true }, 0],
  ] as const)('is %s', (_name, more, count) => {
    expect(lostBy([operate('s3:empty', 'b', { changes: [change(more)] })])).toHaveLength(count);
  });
});
