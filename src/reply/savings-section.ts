import { accountWords } from '../report/savings/ask-for.ts';
import type { TopSavings } from '../report/savings/top.ts';
import type { AwsAccount } from '../task/account.ts';
import type { Part } from './fit.ts';
import { blocks, bullets, plural, shownOf, utc } from './markdown.ts';
import { sentence } from './quote.ts';
import { centDollars, metricCentWords } from './saving-words.ts';
import { savingsTable } from './savings-tables.ts';

/** The issue that shows all savings: of all accounts, or of some. */
export const searchIssue = (accounts: readonly string[] | 'all'): string =>
  `Find savings in ${accounts === 'all' ? 'all accounts' : accounts.join(', ')}.`;

const sums = ({ items, itemCents, proposals, leftOut }: TopSavings): string =>
  `**Savings opportunities** · ${plural(items, 'item')} · **${centDollars(itemCents)} a month, ` +
  `${centDollars(itemCents * 12)} a year** · ${proposals} more only proposed, in no sum` +
  (leftOut === 0 ? '' : ` · ${plural(leftOut, 'finding')} not kept`);

/** Only the search has a coverage line: the costs above are of everything. */
const coverage = (found: TopSavings): string => {
  const { places, seen, notJudged, kept, metricsRead, failed, asOf } = found;
  const names = failed.map(
    ({ place, because }) => `${sentence(place, 120)}: ${sentence(because, 160)}`,
  );
  return blocks(
    `**Coverage of this search** · ${seen} of ${plural(places, 'place')} (kind, account and ` +
      `region) · ${plural(notJudged, 'resource')} not judged · ${kept} kept by a tag · ` +
      `${plural(metricsRead, 'metric')} of CloudWatch, about ${metricCentWords(metricsRead)}` +
      (asOf === undefined ? '' : ` · as of ${utc(asOf)}`),
    names.length === 0 ? '' : `**Not seen**\n${bullets(names)}`,
    shownOf(names.length, places - seen),
  );
};

/** The section of a cost report about savings: the largest ones, and how to see them all. */
export const savingsSection = (
  found: TopSavings,
  accounts: readonly AwsAccount[],
  scope: readonly string[] | 'all',
): Part => {
  const named = scope === 'all' ? scope : scope.map((id) => accountWords(id, accounts));
  const whole = (most: number): string =>
    blocks(
      sums(found),
      savingsTable(found.top.slice(0, most), accounts),
      shownOf(Math.min(most, found.top.length), found.items),
      coverage(found),
      'The whole list, with what is not judged: open an issue that says ' +
        `\`${searchIssue(named)}\` Nothing is done without a plan and its approval.`,
    );
  return { forms: [whole(10), whole(5), whole(1)], dropsAt: 1 };
};
