import { CENTS_A_REQUEST } from '../report/cost/ask.ts';
import type { CostGap } from '../report/cost/cost-report.ts';
import type { Commitment } from '../report/savings/judges/steady-spend.ts';
import { centsOfAll, isProposal, type Saving } from '../report/savings/saving.ts';
import type { SavingsFound } from '../report/savings/savings-found.ts';
import type { AwsAccount } from '../task/account.ts';
import { countedWords } from './counted-words.ts';
import type { Part } from './fit.ts';
import { blocks, bullets, plural, shownOf, utc } from './markdown.ts';
import { sentence } from './quote.ts';
import { centDollars, metricCentWords } from './saving-words.ts';
import { itemPart, keptPart, notJudgedPart, proposalPart } from './savings-tables.ts';

/** What was found for one search, and what people read beside it. */
export interface SavingsAnswer {
  readonly kind: 'savings';
  readonly taskId: string;
  readonly found: SavingsFound;
  readonly commitments: readonly Commitment[];
  /** What the same accounts were charged on demand in 30 days; undefined when that is not known. */
  readonly spendUsd?: number;
  /** What Cost Explorer did not tell. */
  readonly gaps: readonly CostGap[];
  /** Requests to Cost Explorer. */
  readonly requests: number;
  /** ISO date of the prices. */
  readonly pricedOn: string;
}

const shareOf = (cents: number, spendUsd: number | undefined): string => {
  if (spendUsd === undefined || spendUsd <= 0) return 'share of the bill not known';
  const share = (cents / spendUsd).toFixed(1);
  return `${share} % of ${centDollars(Math.round(spendUsd * 100))} on demand in 30 days`;
};

const reasons = ({ notJudged }: SavingsFound): string => {
  const counts = new Map<string, number>();
  for (const { because } of notJudged) counts.set(because, (counts.get(because) ?? 0) + 1);
  const sorted = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const shown = sorted.slice(0, 3).map(([because, count]) => `${count}: ${sentence(because, 100)}`);
  return shown.length === 0 ? '' : ` (${shown.join('; ')}${sorted.length > 3 ? '; …' : ''})`;
};

const asked = ({ found, requests }: SavingsAnswer): string =>
  `asked CloudWatch for ${plural(found.metricsRead, 'metric')}, about ` +
  `${metricCentWords(found.metricsRead)}, and made ${plural(requests, 'request')} to Cost ` +
  `Explorer: ${centDollars(requests * CENTS_A_REQUEST)}`;

/** What was remembered of an earlier search is said, with the time of its earliest reading. */
const asOfWords = (asOf: string): string =>
  `**As of** ${utc(asOf)} · what was read within an hour stands; \`/plan\` reads it anew`;

const head = (
  answer: SavingsAnswer,
  items: readonly Saving[],
  proposals: readonly Saving[],
): string => {
  const { found, spendUsd, pricedOn } = answer;
  const [itemCents, proposedCents] = [centsOfAll(items), centsOfAll(proposals)];
  const unpriced = found.savings.filter(({ worth }) => 'unpriced' in worth).length;
  return bullets([
    `**Found** · ${plural(items.length, 'item')} · **${centDollars(itemCents)} a month, ` +
      `${centDollars(itemCents * 12)} a year** · ${shareOf(itemCents, spendUsd)}`,
    `**Only proposed** · ${plural(proposals.length, 'resource')} · ` +
      `${centDollars(proposedCents)} a month, not in the sum above`,
    `**Looked at** · ${countedWords(found.looked) || 'nothing'}, in ${found.seen} of ` +
      `${plural(found.places, 'place')} (kind, account and region)`,
    `**Not judged** · ${plural(found.notJudged.length, 'resource')}${reasons(found)} · ` +
      `**kept by a tag** · ${found.kept.length}`,
    `**Prices** · AWS's list of ${sentence(pricedOn, 10)}, on demand; ` +
      `${plural(unpriced, 'finding')} without a price, in no sum; discounts are not known`,
    `**This search** only read, ${asked(answer)}`,
    ...(found.asOf === undefined ? [] : [asOfWords(found.asOf)]),
  ]);
};

const notSeen = ({ found: { failed, leftOut }, gaps }: SavingsAnswer): string => {
  const unknown = gaps.map(({ what, because }) => `${sentence(what, 80)}: ${sentence(because)}`);
  const lines = failed.map(
    ({ place, because }) => `${sentence(place, 120)}: ${sentence(because, 160)}`,
  );
  return blocks(
    unknown.length === 0 ? '' : `**Not known**\n${bullets(unknown)}`,
    lines.length === 0 ? '' : `**Not seen**\n${bullets(lines.slice(0, 20))}`,
    shownOf(Math.min(20, lines.length), lines.length),
    leftOut === 0 ? '' : `**${plural(leftOut, 'more finding')} are not kept.**`,
  );
};

/** Waste with what shows it and how to come by it, and what could not be judged or seen. */
export const savingsParts = (
  answer: SavingsAnswer,
  accounts: readonly AwsAccount[],
  group: string,
): readonly Part[] => {
  const { found, commitments } = answer;
  const proposals = found.savings.filter(isProposal);
  const items = found.savings.filter((saving) => !isProposal(saving));
  const title = `## Savings: ${centDollars(centsOfAll(items))} a month`;
  return [
    { forms: [blocks(title, head(answer, items, proposals))] },
    { forms: [notSeen(answer)] },
    itemPart(items, accounts),
    proposalPart(proposals, { commitments, group }, accounts),
    { ...keptPart(found.kept, accounts), dropsAt: 3 },
    { ...notJudgedPart(found.notJudged, accounts), dropsAt: 4 },
  ];
};
