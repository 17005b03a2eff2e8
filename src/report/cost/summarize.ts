import { billedTo } from '../../agents/billed-services.ts';
import type { Known } from './ask.ts';
import type { Bill, BillLine } from './bill.ts';
import { standingsOf, type Budget } from './budgets.ts';
import type {
  CostBreakdown,
  CostByTag,
  CostGap,
  CostOrigin,
  CostPart,
  CostReport,
} from './cost-report.ts';
import type { GatheredCosts } from './gather.ts';
import { distance, parseMoney, sumOf, type Money } from './money.ts';
import { GIVEN_BACK, type CostScope } from './questions.ts';
import { daysIn, isIn, type Days, type ReportWindow } from './window.ts';

/** What a report is about, and what it is held against. */
export interface ReportWish {
  readonly scope: CostScope;
  readonly window: ReportWindow;
  readonly budgets: readonly Budget[];
}

const MOST_ORIGINS = 10;

/** Amounts of one bill come in ten digits: sums of many may differ by less than this. */
const TOLERANCE = parseMoney('0.01') as Money;

const within = (lines: readonly BillLine[], days: Days): readonly BillLine[] =>
  lines.filter(({ day }) => isIn(day, days));

const total = (lines: readonly BillLine[]): Money => sumOf(lines.map(({ amount }) => amount));

const byName = (lines: readonly BillLine[], nameOf: (line: BillLine) => string) =>
  Map.groupBy(lines, nameOf);

const isLarger = (a: { readonly amount: Money }, b: { readonly amount: Money }): number =>
  a.amount === b.amount ? 0 : a.amount > b.amount ? -1 : 1;

interface Weeks {
  readonly now: readonly BillLine[];
  readonly before: readonly BillLine[];
}

/** Parts by name, largest first; one that only the week before had is there with nothing. */
const partsBy = (
  { now, before }: Weeks,
  nameOf: (line: BillLine) => string,
): readonly CostPart[] => {
  const current = byName(now, nameOf);
  const past = byName(before, nameOf);
  return [...new Set([...current.keys(), ...past.keys()])]
    .map((name) => ({
      name,
      amount: total(current.get(name) ?? []),
      before: total(past.get(name) ?? []),
    }))
    .sort((a, b) => isLarger(a, b) || (a.name < b.name ? -1 : 1));
};

const withoutBefore = (parts: readonly CostPart[]): readonly CostPart[] =>
  parts.map(({ name, amount }) => ({ name, amount }));

const keyOf =
  (at: number) =>
  ({ keys }: BillLine): string =>
    keys[at] ?? '';

const originsOf = ({ now, before }: Weeks): readonly CostOrigin[] => {
  const nameOf = ({ keys }: BillLine): string => JSON.stringify([keys[0] ?? '', keys[1] ?? '']);
  const past = byName(before, nameOf);
  return [...byName(now, nameOf)]
    .map(([name, lines]) => ({
      accountId: lines[0]?.keys[0] ?? '',
      service: lines[0]?.keys[1] ?? '',
      amount: total(lines),
      before: total(past.get(name) ?? []),
    }))
    .sort(isLarger)
    .slice(0, MOST_ORIGINS);
};

const breakdownOf = (weeks: Weeks): CostBreakdown => ({
  accounts: partsBy(weeks, keyOf(0)),
  services: partsBy(weeks, keyOf(1)),
  agents: partsBy(weeks, ({ keys }) => billedTo(keys[1] ?? '')) as CostBreakdown['agents'],
  origins: originsOf(weeks),
});

/** Cost Explorer tells a tag's value as `CostCenter$CC-1000`, and none as `CostCenter$`. */
const tagValue =
  (at: number) =>
  ({ keys }: BillLine): string =>
    (keys[at] ?? '').replace(/^[^$]*\$/, '');

const byTagOf = (lines: readonly BillLine[]): CostByTag => {
  const parts = (at: number): readonly CostPart[] =>
    withoutBefore(partsBy({ now: lines, before: [] }, tagValue(at)));
  const costCenters = parts(0);
  return {
    costCenters,
    applications: parts(1),
    untagged: sumOf(costCenters.filter(({ name }) => name === '').map(({ amount }) => amount)),
  };
};

const isGivenBack = (line: BillLine): boolean => GIVEN_BACK.includes(keyOf(0)(line));

const isSpent = (line: BillLine): boolean => !isGivenBack(line);

interface Headline {
  readonly total: Money;
  readonly parts: Omit<
    CostReport,
    'window' | 'scope' | 'currency' | 'total' | 'budgets' | 'gaps' | 'requests'
  >;
}

const dailyOf = (lines: readonly BillLine[], days: Days): readonly CostPart[] =>
  daysIn(days).map((day) => ({
    name: day,
    amount: total(lines.filter((line) => line.day === day)),
  }));

const headlineOf = (bill: Bill, window: ReportWindow): Headline => {
  const spent = bill.lines.filter(isSpent);
  const week = within(spent, window.days);
  const returned = within(bill.lines.filter(isGivenBack), window.days);
  const parts = (lines: readonly BillLine[]): readonly CostPart[] =>
    withoutBefore(partsBy({ now: lines, before: [] }, keyOf(0)));
  return {
    total: total(week),
    parts: {
      before: total(within(spent, window.before)),
      monthBefore: total(within(spent, window.monthBefore)),
      records: parts(week),
      givenBack: parts(returned),
      daily: dailyOf(week, window.days),
      estimatedDays: bill.estimatedDays.filter((day) => isIn(day, window.days)),
      monthToDate: total(within(spent, window.month)),
    },
  };
};

/** Without the bill by kinds of record, the one by accounts gives what it can. */
const plainHeadline = (bill: Bill, window: ReportWindow): Headline => {
  const week = within(bill.lines, window.days);
  return {
    total: total(week),
    parts: {
      before: total(within(bill.lines, window.before)),
      records: [],
      givenBack: [],
      daily: dailyOf(week, window.days),
      estimatedDays: bill.estimatedDays.filter((day) => isIn(day, window.days)),
    },
  };
};

const gapsOf = (gathered: GatheredCosts): readonly CostGap[] => {
  const asked: readonly (readonly [string, Known<unknown>])[] = [
    ['kinds of record, credits and refunds', gathered.byRecord],
    ['accounts and services', gathered.byAccount],
    ['cost centers and applications', gathered.byTag],
    ['the forecast', gathered.forecast],
    ['anomalies', gathered.anomalies],
  ];
  return asked.flatMap(([what, { ok, ...said }]) =>
    ok ? [] : [{ what, because: (said as { because: string }).because }],
  );
};

/** A part that does not add up to the total is not shown: one of the two is wrong. */
const unless = (what: string, sum: Money, headline: Money): CostGap | undefined =>
  distance(sum, headline) <= TOLERANCE
    ? undefined
    : { what, because: 'what Cost Explorer gave for them does not add up to the total' };

const currencyOf = (gathered: GatheredCosts): readonly string[] => {
  const said = [
    gathered.byRecord.ok ? gathered.byRecord.value.currency : '',
    gathered.byAccount.ok ? gathered.byAccount.value.currency : '',
    gathered.byTag.ok ? gathered.byTag.value.currency : '',
    gathered.forecast.ok ? gathered.forecast.value.currency : '',
  ];
  return [...new Set(said.filter((one) => one !== ''))];
};

/**
 * Makes the report from what was gathered. Undefined `report` when not even a total is known, or
 * when the answers are in several currencies; `gaps` then say why. Nothing is estimated here.
 */
export const summarizeCosts = (
  gathered: GatheredCosts,
  wish: ReportWish,
): { readonly report?: CostReport; readonly gaps: readonly CostGap[] } => {
  const gaps = [...gapsOf(gathered)];
  const currencies = currencyOf(gathered);
  if (currencies.length > 1) {
    const because = `the answers are in several currencies (${currencies.join(', ')})`;
    return { gaps: [...gaps, { what: 'the total', because }] };
  }
  const { byRecord, byAccount, byTag, forecast, anomalies } = gathered;
  const headline = byRecord.ok
    ? headlineOf(byRecord.value, wish.window)
    : byAccount.ok
      ? plainHeadline(byAccount.value, wish.window)
      : undefined;
  if (headline === undefined) return { gaps };
  const weeks = byAccount.ok
    ? {
        now: within(byAccount.value.lines, wish.window.days),
        before: within(byAccount.value.lines, wish.window.before),
      }
    : undefined;
  const breakdownGap = weeks && unless('accounts and services', total(weeks.now), headline.total);
  const tagGap = byTag.ok
    ? unless('cost centers and applications', total(byTag.value.lines), headline.total)
    : undefined;
  const found = [breakdownGap, tagGap].filter((gap) => gap !== undefined);
  const outlook = forecast.ok ? { forecast: forecast.value } : {};
  return {
    gaps: [...gaps, ...found],
    report: {
      ...headline.parts,
      ...outlook,
      ...(weeks && breakdownGap === undefined ? { breakdown: breakdownOf(weeks) } : {}),
      ...(byTag.ok && tagGap === undefined ? { byTag: byTagOf(byTag.value.lines) } : {}),
      ...(anomalies.ok ? { anomalies: anomalies.value } : {}),
      window: wish.window,
      scope: wish.scope,
      currency: currencies[0] ?? 'USD',
      total: headline.total,
      budgets: standingsOf(wish.budgets, { spent: headline.parts.monthToDate, ...outlook }),
      gaps: [...gaps, ...found],
      requests: gathered.requests,
    },
  };
};
