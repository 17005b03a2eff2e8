import type { Bill } from '../cost/bill.ts';
import { sumOf, unitsOf, type Money } from '../cost/money.ts';
import { dayAfter, daysIn, isIn, type Days } from '../cost/window.ts';
import { monthlyUsdOf, type SavingKind } from '../savings/saving.ts';
import { mean } from '../savings/series.ts';
import { movedBy, type Moved } from './confidence.ts';
import { dayOfMark, doneDay, type Mark } from './due.ts';
import type { Claim, Receipt } from './receipt.ts';

const EC2_OTHER = 'EC2 - Other';

/** What a kind of saving takes away from, as Cost Explorer names it. Source: its usage types. */
const SERVICES: Readonly<Record<SavingKind, string>> = {
  'idle-instance': 'Amazon Elastic Compute Cloud - Compute',
  'oversized-instance': 'Amazon Elastic Compute Cloud - Compute',
  'oversized-database': 'Amazon Relational Database Service',
  'unattached-volume': EC2_OTHER,
  'unassociated-address': 'Amazon Virtual Private Cloud',
  'idle-nat-gateway': EC2_OTHER,
  'idle-load-balancer': 'Amazon Elastic Load Balancing',
  'old-snapshot': EC2_OTHER,
  'unused-bucket': 'Amazon Simple Storage Service',
  'untiered-bucket': 'Amazon Simple Storage Service',
  'unlimited-logs': 'AmazonCloudWatch',
};

/** The service of the bill that a saving takes away from. */
export const billedService = ({ kind }: Pick<Claim, 'kind'>): string => SERVICES[kind];

/** What one account was charged for one service, day by day in US dollars. */
export interface OwnerSpend {
  readonly accountId: string;
  readonly service: string;
  readonly usdDaily: Readonly<Record<string, number>>;
}

/** The bill around some receipts: whole days, and what each owner was charged in them. */
export interface ReceiptBill {
  readonly days: Days;
  readonly spend: readonly OwnerSpend[];
}

const WEEK_DAYS = 7;
const DAYS_A_MONTH = 730 / 24;

/** AWS tells the last two days late. */
const DAYS_LATE = 2;

/** The days to ask for: the week before the earliest receipt, to the last day AWS has told. */
export const billDays = (receipts: readonly Receipt[], today: string): Days | undefined => {
  const until = dayAfter(today, -DAYS_LATE);
  const earliest = receipts.map(doneDay).toSorted()[0];
  if (earliest === undefined) return undefined;
  const from = dayAfter(earliest, -WEEK_DAYS);
  return from < until ? { from, until } : undefined;
};

const isOf = (spend: OwnerSpend, { claim }: Pick<Receipt, 'claim'>): boolean =>
  spend.accountId === claim.accountId && spend.service === billedService(claim);

/** Of a bill by account and service, what concerns some claims. */
export const spendOf = (bill: Bill, watched: readonly Omit<OwnerSpend, 'usdDaily'>[]) =>
  watched.map(({ accountId, service }): OwnerSpend => {
    const own = bill.lines.filter(({ keys }) => keys[0] === accountId && keys[1] === service);
    const byDay = new Map<string, Money>();
    for (const { day, amount } of own) byDay.set(day, sumOf([byDay.get(day) ?? sumOf([]), amount]));
    const usdDaily = Object.fromEntries([...byDay].map(([day, sum]) => [day, unitsOf(sum)]));
    return { accountId, service, usdDaily };
  });

const meanOf = ({ usdDaily }: OwnerSpend, days: Days): number =>
  mean(daysIn(days).map((day) => usdDaily[day] ?? 0));

/** What all receipts of an owner claim for a day: the bill shows them together. */
const claimedDaily = (spend: OwnerSpend, receipts: readonly Receipt[]): number =>
  receipts
    .filter((one) => one.ended === undefined && isOf(spend, one))
    .reduce((sum, { claim }) => sum + monthlyUsdOf(claim) / DAYS_A_MONTH, 0);

/**
 * How the bill moved around a receipt: the mean day of the week before it was carried out, against
 * that of the week that ends with the mark. Unknown where a day of either is not told yet.
 */
export const movedAt = (
  receipt: Receipt,
  mark: Mark,
  known: { readonly bill?: ReceiptBill; readonly receipts: readonly Receipt[] },
): Moved => {
  const { bill, receipts } = known;
  const spend = bill?.spend.find((one) => isOf(one, receipt));
  if (bill === undefined || spend === undefined) return 'unknown';
  const done = doneDay(receipt);
  const end = dayAfter(dayOfMark(receipt, mark), 1);
  const before = { from: dayAfter(done, -WEEK_DAYS), until: done };
  const after = { from: dayAfter(end, -WEEK_DAYS), until: end };
  const isTold = isIn(before.from, bill.days) && end <= bill.days.until;
  if (!isTold || Object.keys(spend.usdDaily).length === 0) return 'unknown';
  const daily = { before: meanOf(spend, before), after: meanOf(spend, after) };
  return movedBy(daily, claimedDaily(spend, receipts));
};
