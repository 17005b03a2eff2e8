import {
  dailyOf,
  hourlyOf,
  percentOf,
  type CostEstimate,
  type CostLine,
  type PricesMissing,
  type PriceSource,
} from '../plan/cost.ts';
import {
  blocks,
  bullets,
  details,
  dollars,
  listed,
  shownOf,
  signedDollars,
  table,
} from './markdown.ts';
import type { PlanView } from './plan-view.ts';
import { quoteInline, sentence } from './quote.ts';

type Sources = readonly PriceSource[];

const FINE = new Intl.NumberFormat('en-US', {
  style: 'currency',
  currency: 'USD',
  maximumFractionDigits: 5,
});

/** US dollars to a thousandth of a cent: what an hour costs is often less than a cent. */
const fineDollars = (usd: number): string => (usd >= 1 ? dollars(usd) : FINE.format(usd));

const signedFine = (usd: number): string =>
  usd === 0 ? '±$0.00' : `${usd > 0 ? '+' : '−'}${fineDollars(Math.abs(usd))}`;

/** A difference in percent with its sign, behind an amount; nothing where nothing was before. */
const percentWords = (cost: CostEstimate): string => {
  const percent = percentOf(cost);
  if (percent === undefined) return '';
  const sign = percent > 0 ? '+' : percent < 0 ? '−' : '±';
  return ` (${sign}${Math.abs(percent).toLocaleString('en-US')} %)`;
};

const sums = (cost: CostEstimate): string => {
  const { beforeUsdMonthly: before, afterUsdMonthly: after, deltaUsdMonthly: delta } = cost;
  const fine = (name: string, of: (usd: number) => number): readonly string[] => [
    name,
    fineDollars(of(before)),
    fineDollars(of(after)),
    signedFine(of(delta)),
  ];
  return table(
    [
      { title: 'Together' },
      { title: 'Now', align: 'right' },
      { title: 'After', align: 'right' },
      { title: 'Difference', align: 'right' },
    ],
    [
      ['a month', dollars(before), dollars(after), signedDollars(delta) + percentWords(cost)],
      fine('a day', dailyOf),
      fine('an hour', hourlyOf),
    ],
  );
};

/** Whose prices these are; both where both were needed. */
const sourceWords = (sources: Sources, cost: CostEstimate): string =>
  sources
    .map((source) =>
      source === 'read'
        ? `AWS Price List, read on ${sentence(cost.readOn ?? '', 20)}`
        : `price list of ${sentence(cost.pricedOn, 20)}`,
    )
    .join(' and ');

/** What several lines need, sorted; the dated list where nothing has a price. */
const allSources = (lines: readonly CostLine[]): Sources => {
  const all = [...new Set(lines.flatMap((line) => line.sources))].sort();
  return all.length === 0 ? ['dated'] : all;
};

const lineWords = (line: CostLine, cost: CostEstimate, isMixed: boolean): string => {
  const { logicalId, beforeUsdMonthly, afterUsdMonthly, assumptions, sources } = line;
  const change = `${dollars(beforeUsdMonthly)} → ${dollars(afterUsdMonthly)}`;
  const source = isMixed && sources.length > 0 ? ` · ${sourceWords(sources, cost)}` : '';
  const use = assumptions.length === 0 ? ' · whatever its use' : '';
  return [
    `${quoteInline(logicalId, 64)} ${change}${use}${source}`,
    ...assumptions.map((one) => `  - ${sentence(one, 200)}`),
  ].join('\n');
};

/** Free before and after, whatever its use: a line of its own would tell nothing. */
const isFree = (line: CostLine): boolean =>
  line.beforeUsdMonthly === 0 && line.afterUsdMonthly === 0 && line.assumptions.length === 0;

const MOST_NAMED = 6;

const freeWords = (free: readonly CostLine[]): string => {
  const named = free.slice(0, MOST_NAMED).map(({ logicalId }) => quoteInline(logicalId, 64));
  const more = free.length - named.length;
  const words = listed(more === 0 ? named : [...named, `${more} more`]);
  return `${words} $0.00 → $0.00 · whatever ${free.length === 1 ? 'its' : 'their'} use`;
};

/** What costs something first, line by line; what is free together in one line. */
const rowsOf = (cost: CostEstimate, most: number, isMixed: boolean): readonly string[] => {
  const priced = cost.lines.filter((line) => !isFree(line)).slice(0, most);
  const free = cost.lines.filter(isFree);
  const rows = priced.map((line) => lineWords(line, cost, isMixed));
  return free.length === 0 ? rows : [...rows, freeWords(free)];
};

const MISSING: Readonly<Record<PricesMissing, string>> = {
  denied: 'access was denied',
  unreachable: 'it did not answer',
};

const missingWords = ({ missing, pricedOn }: CostEstimate): string =>
  missing === undefined
    ? ''
    : `The AWS Price List was not read, ${MISSING[missing]}: ` +
      `what it was to give is priced by the list of ${sentence(pricedOn, 20)}.`;

/**
 * What it costs a month, a day and an hour, then line by line with what is assumed of its use,
 * folded. It says whose prices they are, and names what could not be priced with its reason.
 */
export const renderCost = ({ plan: { cost } }: PlanView, most: number): string => {
  const sources = allSources(cost.lines);
  const rows = rowsOf(cost, most, sources.length > 1);
  const priced = cost.lines.filter((line) => !isFree(line)).length;
  const unpriced = cost.unpriced.map(
    ({ logicalId, because }) => `${quoteInline(logicalId, 64)}: ${sentence(because, 200)}`,
  );
  if (rows.length === 0 && unpriced.length === 0) return '';
  return details(
    `<b>Cost a month</b> · ${sourceWords(sources, cost)}, in US dollars`,
    blocks(
      // A table of nothing but zeros says no more than the line below it.
      cost.lines.every(isFree) ? '' : sums(cost),
      missingWords(cost),
      rows.length === 0 ? '' : `**Line by line**, a month, with what is assumed\n${bullets(rows)}`,
      shownOf(Math.min(most, priced), priced),
      unpriced.length === 0 ? '' : `**Not priced**\n${bullets(unpriced)}`,
    ),
  );
};
