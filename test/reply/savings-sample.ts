import { renderDiscovery } from '../../src/reply/discovery.ts';
import type { SavingsAnswer } from '../../src/reply/savings-report.ts';
import { judge } from '../../src/report/savings/judge.ts';
import { judgeSteadySpend } from '../../src/report/savings/judges/steady-spend.ts';
import type { Observed } from '../../src/report/savings/observed.ts';
import { monthlyUsdOf, type Saving } from '../../src/report/savings/saving.ts';
import type { SavingsFound } from '../../src/report/savings/savings-found.ts';
import type { AccountId } from '../../src/task/ids.ts';
import {
  AT,
  emptyBucket,
  endlessLogs,
  freeAddress,
  freeVolume,
  idleGateway,
  idleInstance,
  largeBucket,
  lowDatabase,
  oldSnapshot,
  silentBalancer,
} from '../report/savings/fixtures.ts';
import { ACCOUNTS } from '../intake/organization.ts';

const ACCOUNT = '333333333333' as AccountId;

const savingOf = (seen: Observed): Saving => {
  const judged = judge(seen, AT);
  if (judged.verdict !== 'waste' && judged.verdict !== 'kept') throw new Error(judged.verdict);
  return judged.saving;
};

/** Under an id as AWS gives it, which an issue can name. */
const as = <O extends Observed>(seen: O, id: string): O => ({ ...seen, resourceId: id, name: id });

const SEEN: readonly Observed[] = [
  { ...idleInstance, resourceId: 'i-0a11b22c33d44e55f', name: 'wiki-old' },
  lowDatabase,
  as(freeVolume, 'vol-0a11b22c33d44e55f'),
  { ...freeAddress, tags: { 'aws:cloudformation:stack-name': 'shop' } },
  idleGateway,
  silentBalancer,
  as(oldSnapshot, 'snap-0a11b22c33d44e55f'),
  { ...as(oldSnapshot, 'snap-0a11b22c33d44e560'), siblings: 2 },
  largeBucket,
  { ...emptyBucket, name: 'acme-empty', resourceId: 'acme-empty' },
  endlessLogs,
];

const notJudged = (resourceId: string, because: string): SavingsFound['notJudged'][number] => {
  const { accountId, region, resourceType, arn } = idleInstance;
  return { accountId, region, resourceType, arn, resourceId, name: resourceId, because };
};

export const SAVINGS_FOUND: SavingsFound = {
  savings: SEEN.map(savingOf).toSorted((a, b) => monthlyUsdOf(b) - monthlyUsdOf(a)),
  kept: [{ saving: savingOf({ ...freeVolume, name: 'archive' }), tag: 'aws-coworker:keep' }],
  notJudged: [
    notJudged('i-2', 'CloudWatch has no data of its CPU and network'),
    notJudged('i-3', 'CloudWatch has no data of its CPU and network'),
    notJudged('acme-data', 'its request metrics are off'),
  ],
  looked: { addresses: 1, buckets: 3, databases: 1, instances: 3, volumes: 4 },
  failed: [{ place: 'volumes in apollo-prod us-east-1', because: 'the read was denied' }],
  places: 18,
  seen: 17,
  metricsRead: 40,
  leftOut: 0,
};

const commitment = judgeSteadySpend({
  accountId: ACCOUNT,
  service: 'Amazon Elastic Compute Cloud - Compute',
  usdDaily: Array.from({ length: 30 }, (_, day) => 30 + (day % 7)),
  savedUsdDaily: 6,
});
if (commitment === undefined) throw new Error('the sample is not steady');

export const savingsAnswer = (more: Partial<SavingsAnswer> = {}): SavingsAnswer => ({
  kind: 'savings',
  taskId: 'task-1',
  found: SAVINGS_FOUND,
  commitments: [commitment],
  spendUsd: 2400,
  gaps: [],
  requests: 1,
  pricedOn: '2026-01-01',
  ...more,
});

/** The reply to one search. */
export const renderSavings = (answer: SavingsAnswer): string =>
  renderDiscovery({
    answers: [answer],
    tasks: [],
    accounts: ACCOUNTS,
    commitmentGroup: 'finance owner',
  });
