import type { AccountId } from '../../task/ids.ts';
import type { Known } from '../cost/ask.ts';
import type { Bill } from '../cost/bill.ts';
import { sumOf, unitsOf, type Money } from '../cost/money.ts';
import { dayAfter, daysIn, type Days } from '../cost/window.ts';
import { judgeSteadySpend, type Commitment } from './judges/steady-spend.ts';
import { monthlyUsdOf, type Saving, type SavingKind } from './saving.ts';
import { THRESHOLDS } from './thresholds.ts';

const DAYS_A_MONTH = 730 / 24;

/** AWS tells the last two days late: a day that is not whole yet would look like a quiet one. */
const DAYS_LATE = 2;

/** Which findings take away from which service of the bill. */
const BILLED: Readonly<Partial<Record<SavingKind, string>>> = {
  'idle-instance': 'Amazon Elastic Compute Cloud - Compute',
  'oversized-instance': 'Amazon Elastic Compute Cloud - Compute',
  'oversized-database': 'Amazon Relational Database Service',
};

/** What was spent on demand in the days of a bill, and what of it could be committed to. */
export interface OnDemand {
  readonly spendUsd: number;
  readonly commitments: readonly Commitment[];
}

/** The days by which steady use is judged: whole ones, as far as AWS has told them. */
export const steadyDays = (now: Date): Days => {
  const until = dayAfter(now.toISOString().slice(0, 10), -DAYS_LATE);
  return { from: dayAfter(until, -THRESHOLDS.steadySpend.days), until };
};

const savedDaily = (savings: readonly Saving[], accountId: string, service: string): number =>
  savings
    .filter((one) => one.accountId === accountId && BILLED[one.kind] === service)
    .reduce((sum, one) => sum + monthlyUsdOf(one) / DAYS_A_MONTH, 0);

/** Amounts of each account and service by day. */
const byOwner = ({ lines }: Bill): ReadonlyMap<string, ReadonlyMap<string, Money>> => {
  const owners = new Map<string, Map<string, Money>>();
  for (const { day, keys, amount } of lines) {
    const key = JSON.stringify(keys);
    const days = owners.get(key) ?? new Map<string, Money>();
    days.set(day, sumOf([days.get(day) ?? sumOf([]), amount]));
    owners.set(key, days);
  }
  return owners;
};

/**
 * Judges a bill of on-demand usage by account and service. A day without a line cost nothing; a
 * bill in another currency than the prices is not compared with them.
 */
export const judgeOnDemand = (
  bill: Bill,
  days: Days,
  savings: readonly Saving[],
): Known<OnDemand> => {
  if (bill.lines.length === 0)
    return { ok: false, because: 'Cost Explorer has no on-demand usage of these days' };
  if (bill.currency !== 'USD')
    return { ok: false, because: `the bill is in ${bill.currency}, the prices are in USD` };
  const commitments = [...byOwner(bill)].flatMap(([key, amounts]) => {
    const [accountId = '', service = ''] = JSON.parse(key) as readonly string[];
    const found = judgeSteadySpend({
      accountId: accountId as AccountId,
      service,
      usdDaily: daysIn(days).map((day) => unitsOf(amounts.get(day) ?? sumOf([]))),
      savedUsdDaily: savedDaily(savings, accountId, service),
    });
    return found === undefined ? [] : [found];
  });
  const spendUsd = unitsOf(sumOf(bill.lines.map(({ amount }) => amount)));
  const byHours = (a: Commitment, b: Commitment): number =>
    b.steadyUsdHourly - a.steadyUsdHourly ||
    (`${a.accountId} ${a.service}` < `${b.accountId} ${b.service}` ? -1 : 1);
  return { ok: true, value: { spendUsd, commitments: commitments.toSorted(byHours) } };
};
