import type { Commitment } from '../report/savings/judges/steady-spend.ts';
import { isProposal, type Saving } from '../report/savings/saving.ts';
import type { SavingsFound } from '../report/savings/savings-found.ts';
import type { AwsAccount } from '../task/account.ts';
import { fitParts } from './fit.ts';
import { blocks, bullets, maskIds, plural, shownOf } from './markdown.ts';
import { sentence } from './quote.ts';
import { centDollars, centsOfSaving } from './saving-words.ts';
import { itemPart, keptPart, notJudgedPart, proposalPart } from './savings-tables.ts';
import { withoutSecrets } from './secrets.ts';

/** What was found, and what people read beside it. */
export interface SavingsView {
  readonly found: SavingsFound;
  readonly commitments: readonly Commitment[];
  readonly accounts: readonly AwsAccount[];
  /** What the same accounts were charged in a month; undefined when that is not known. */
  readonly spendUsdMonthly?: number;
  /** ISO date of the prices. */
  readonly pricedOn: string;
  readonly maskAccountIds: boolean;
}

const MOST_CHARACTERS = 60_000;
/** What CloudWatch takes for a thousand metrics. Source: aws.amazon.com/cloudwatch/pricing */
const CENTS_A_THOUSAND_METRICS = 1;

const sumOf = (savings: readonly Saving[]): number =>
  savings.reduce((cents, one) => cents + centsOfSaving(one), 0);

const shareOf = (cents: number, spendUsd: number | undefined): string => {
  if (spendUsd === undefined || spendUsd <= 0) return 'share of the bill not known';
  return `${(cents / spendUsd).toFixed(1)} % of ${centDollars(Math.round(spendUsd * 100))} a month`;
};

const reasons = ({ notJudged }: SavingsFound): string => {
  const counts = new Map<string, number>();
  for (const { because } of notJudged) counts.set(because, (counts.get(because) ?? 0) + 1);
  const sorted = [...counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  const shown = sorted.slice(0, 3).map(([because, count]) => `${count}: ${sentence(because, 100)}`);
  return shown.length === 0 ? '' : ` (${shown.join('; ')}${sorted.length > 3 ? '; …' : ''})`;
};

const lookedWords = ({ looked }: SavingsFound): string =>
  Object.entries(looked)
    .map(([title, count]) => `${title} ${count}`)
    .join(', ');

const head = (
  { found, spendUsdMonthly, pricedOn }: SavingsView,
  items: readonly Saving[],
  proposals: readonly Saving[],
): string => {
  const [itemCents, proposedCents] = [sumOf(items), sumOf(proposals)];
  const unpriced = found.savings.filter(({ worth }) => 'unpriced' in worth).length;
  const metrics = (found.metricsRead / 1000) * CENTS_A_THOUSAND_METRICS;
  return bullets([
    `**Found** · ${plural(items.length, 'item')} · **${centDollars(itemCents)} a month, ` +
      `${centDollars(itemCents * 12)} a year** · ${shareOf(itemCents, spendUsdMonthly)}`,
    `**Only proposed** · ${plural(proposals.length, 'resource')} · ` +
      `${centDollars(proposedCents)} a month, not in the sum above`,
    `**Looked at** · ${lookedWords(found) || 'nothing'}, in ${found.seen} of ` +
      `${plural(found.places, 'place')} (kind, account and region)`,
    `**Not judged** · ${plural(found.notJudged.length, 'resource')}${reasons(found)} · ` +
      `**kept by a tag** · ${found.kept.length}`,
    `**Prices** · AWS's list of ${sentence(pricedOn, 10)}, on demand; ` +
      `${plural(unpriced, 'finding')} without a price, in no sum; discounts are not known`,
    `**This search** only read, and asked CloudWatch for ${plural(found.metricsRead, 'metric')}, ` +
      `about ${centDollars(Math.round(metrics))}`,
  ]);
};

const notSeen = ({ failed, leftOut }: SavingsFound): string => {
  const lines = failed.map(
    ({ place, because }) => `${sentence(place, 120)}: ${sentence(because, 160)}`,
  );
  const cut = leftOut === 0 ? '' : `**${plural(leftOut, 'more finding')} are not kept.**`;
  if (lines.length === 0) return cut;
  return blocks(
    `**Not seen**\n${bullets(lines.slice(0, 20))}`,
    shownOf(Math.min(20, lines.length), lines.length),
    cut,
  );
};

/** Waste with what shows it, numbered, and what could not be judged or seen. */
export const renderSavings = (view: SavingsView): string => {
  const { found, accounts, commitments } = view;
  const proposals = found.savings.filter(isProposal);
  const items = found.savings.filter((saving) => !isProposal(saving));
  const title = `## Savings: ${centDollars(sumOf(items))} a month`;
  const next =
    '**Next** · nothing to approve yet: this only read. Keep a resource by the tag ' +
    '`aws-coworker:keep`.';
  const parts = [
    { forms: [blocks(title, head(view, items, proposals))] as const },
    { forms: [notSeen(found)] as const },
    itemPart(items, accounts),
    proposalPart(proposals, commitments, accounts),
    { ...keptPart(found.kept, accounts), dropsAt: 3 },
    { ...notJudgedPart(found.notJudged, accounts), dropsAt: 4 },
    { forms: [next] as const },
  ];
  const text = fitParts(parts, MOST_CHARACTERS) ?? blocks(title, next);
  const ids = accounts.map((account) => account.id);
  return withoutSecrets(maskIds(text, ids, view.maskAccountIds));
};
