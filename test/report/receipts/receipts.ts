import type { Receipt } from '../../../src/report/receipts/receipt.ts';
import type { AccountId, PlanDigest, PlanId, Region } from '../../../src/task/ids.ts';

/** A receipt of an idle instance, 73 dollars a month: $2.40 a day. */
export const RECEIPT: Receipt = {
  planId: 'plan-1' as PlanId,
  digest: 'a'.repeat(64) as PlanDigest,
  ref: { repositoryId: 7, owner: 'acme', repo: 'platform', number: 12 },
  claim: {
    kind: 'idle-instance',
    accountId: '333333333333' as AccountId,
    region: 'us-east-1' as Region,
    resourceType: 'AWS::EC2::Instance',
    resourceId: 'i-1',
    arn: 'arn:aws:ec2:us-east-1:333333333333:instance/i-1',
    name: 'wiki',
    worth: { monthlyUsd: 73, assumption: '' },
    remedy: { do: 'stop-instance' },
  },
  doneAt: '2026-11-01T16:00:00.000Z',
  looks: [],
};

const DAYS = { h: 'holds', g: 'gone', u: 'undone', '?': 'unknown' } as const;

/** Looks from the day after on, one letter for each day: h, g, u, ? or `-` for none. */
export const looksOf = (days: string): Receipt['looks'] =>
  days.split('').flatMap((letter, at) => {
    if (letter === '-') return [];
    const seen = DAYS[letter as keyof typeof DAYS];
    return [{ day: `2026-11-${String(at + 2).padStart(2, '0')}`, seen, words: seen }];
  });
