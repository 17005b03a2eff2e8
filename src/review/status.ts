import type { Tier } from '../task/tier.ts';
import type { BaselineItem } from './baseline.ts';
import type { Result } from './checks/judgement.ts';
import { gapStatus } from './enforcement.ts';
import type { Evidence, FindingStatus } from './finding.ts';

/** What decides the status of one item on one resource. */
export interface StatusInput {
  readonly item: BaselineItem;
  readonly result: Result;
  readonly evidence: Evidence;
  readonly tier: Tier;
  /** A person asked by `/skip` to leave the item out. */
  readonly isSkipped: boolean;
  /** A reviewed exception that has not ended covers it. */
  readonly isExcepted: boolean;
}

const ofGap = ({ item, tier, isExcepted }: StatusInput): FindingStatus => {
  if (item.isAdvisory || isExcepted) return 'ACCEPTABLE';
  return item.isPolicy ? 'BLOCKED' : gapStatus(tier, item.severity);
};

const OF_LIVE: Readonly<Record<Result, FindingStatus>> = {
  pass: 'PASS',
  fail: 'FAIL',
  unknown: 'UNKNOWN',
};

/**
 * The status of an item. Ours: REMEDIATE for what the plan fixes. Given: PASS, as it stands. What
 * is not known is UNKNOWN, never PASS. A skipped item is a gap, whoever skipped it and when.
 */
export const statusOf = (input: StatusInput): FindingStatus => {
  if (input.item.evidence === 'person') return 'UNTICKED';
  if (input.evidence === 'live') return OF_LIVE[input.result];
  if (input.result === 'fail' || (input.isSkipped && input.result === 'pass')) return ofGap(input);
  if (input.result === 'unknown') return 'UNKNOWN';
  return input.evidence === 'own-template' ? 'REMEDIATE' : 'PASS';
};
