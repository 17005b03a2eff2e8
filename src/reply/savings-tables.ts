import { wayTo } from '../report/savings/ask-for.ts';
import type { Commitment } from '../report/savings/judges/steady-spend.ts';
import type { Kept, NotJudged } from '../report/savings/savings-found.ts';
import type { Evidence, Saving } from '../report/savings/saving.ts';
import type { AwsAccount } from '../task/account.ts';
import { accountName } from './cost-tables.ts';
import type { Part } from './fit.ts';
import { blocks, bullets, details, dollars, plural, shownOf, table } from './markdown.ts';
import type { Column } from './markdown.ts';
import { quoteInline, sentence } from './quote.ts';
import { kindWords, remedyWords, wayWords, worthWords, yearWords } from './saving-words.ts';

type Accounts = readonly AwsAccount[];
type Located = Pick<Saving, 'name' | 'resourceId' | 'accountId' | 'region'>;

const COLUMNS: readonly Column[] = [
  { title: '#', align: 'right' },
  { title: 'Resource' },
  { title: 'Evidence' },
  { title: 'A month', align: 'right' },
  { title: 'Risk, remedy and how to ask for it' },
];

const whereOf = ({ accountId, region }: Located, accounts: Accounts): string =>
  `${accountName(accountId, accounts)} ${sentence(region, 20)}`;

/** The name, and the id where that is another. */
const nameOf = ({ name, resourceId }: Located): string =>
  name === resourceId
    ? quoteInline(name, 60)
    : `${quoteInline(name, 60)} (${quoteInline(resourceId, 60)})`;

const evidenceWords = (evidence: readonly Evidence[]): string =>
  evidence.map(({ what, value }) => sentence(`${what}: ${value}`, 160)).join(' · ');

/** Lines of one cell. */
const inCell = (...lines: readonly string[]): string =>
  lines.filter((line) => line !== '').join('<br>');

const riskWords = ({ risk }: Saving): string => `${risk.level}: ${sentence(risk.because, 200)}`;

const rowOf = (saving: Saving, number: string, accounts: Accounts): readonly string[] => [
  number,
  `**${kindWords(saving.kind)}** ${nameOf(saving)}<br>${whereOf(saving, accounts)}`,
  evidenceWords(saving.evidence),
  inCell(worthWords(saving), yearWords(saving)),
  inCell(
    `${riskWords(saving)} · **${remedyWords(saving.remedy)}**`,
    wayWords(wayTo(saving, accounts)),
  ),
];

const shorter = (form: (most: number) => string): Part => ({
  forms: [form(1000), form(200), form(60), form(20), form(5)],
  dropsAt: 1,
});

/** What was assumed of each price, said once, with the numbers of the items that rest on it. */
const assumptions = (savings: readonly Saving[]): string => {
  const numbers = new Map<string, number[]>();
  for (const [at, { worth }] of savings.entries()) {
    if ('unpriced' in worth || worth.assumption === '') continue;
    numbers.set(worth.assumption, [...(numbers.get(worth.assumption) ?? []), at + 1]);
  }
  const lines = [...numbers].map(([words, items]) => {
    const more = items.length > 12 ? ', …' : '';
    return `${sentence(words, 200)}: ${items.slice(0, 12).join(', ')}${more}`;
  });
  return lines.length === 0 ? '' : blocks('**Assumed in the prices of**', bullets(lines));
};

/** The largest items, numbered, each with its evidence and how to come by it. */
export const savingsTable = (savings: readonly Saving[], accounts: Accounts): string =>
  table(
    COLUMNS,
    savings.map((saving, at) => rowOf(saving, String(at + 1), accounts)),
  );

/** All items, the largest first, and what their prices rest on. */
export const itemPart = (savings: readonly Saving[], accounts: Accounts): Part =>
  shorter((most) =>
    blocks(
      savingsTable(savings.slice(0, most), accounts),
      shownOf(Math.min(most, savings.length), savings.length),
      assumptions(savings.slice(0, most)),
    ),
  );

/** What a commitment of one year comes to from which a group decides. Source: governance, 1. */
const USD_TO_DECIDE = 10_000;

const HOURS_A_YEAR = 8760;

/** Nobody commits from here; whose decision it is follows from what a year would come to. */
const deciderWords = ({ steadyUsdHourly }: Commitment, group: string): string => {
  const usd = steadyUsdHourly * HOURS_A_YEAR;
  const term = usd >= USD_TO_DECIDE ? 'any term' : 'a term of 3 years';
  return `${dollars(usd)} for a year · ${term} is for ${quoteInline(group, 60)} to decide`;
};

const commitmentLine = (one: Commitment, accounts: Accounts, group: string): string =>
  `${sentence(one.what, 80)} for ${sentence(one.service, 60)} in ` +
  `${accountName(one.accountId, accounts)}: ${dollars(one.steadyUsdHourly)} an hour on demand is ` +
  `steady, ${deciderWords(one, group)} · ${evidenceWords(one.evidence)}`;

/** What a person decides elsewhere: what may not be done here, and commitments. */
export const proposalPart = (
  proposals: readonly Saving[],
  { commitments, group }: { readonly commitments: readonly Commitment[]; readonly group: string },
  accounts: Accounts,
): Part => {
  if (proposals.length + commitments.length === 0) return { forms: [''] };
  const lineOf = (saving: Saving): string =>
    `${kindWords(saving.kind)} ${nameOf(saving)} · ${whereOf(saving, accounts)} · ` +
    `${worthWords(saving)} · ${saving.risk.level} risk · ${remedyWords(saving.remedy)}`;
  const lines = [
    ...commitments.map((one) => commitmentLine(one, accounts, group)),
    ...proposals.map(lineOf),
  ];
  return shorter((most) =>
    blocks(
      '**Only proposed, never carried out from here**',
      bullets(lines.slice(0, most)),
      shownOf(Math.min(most, lines.length), lines.length),
    ),
  );
};

const folded = (summary: string, lines: readonly string[]): Part =>
  lines.length === 0
    ? { forms: [''] }
    : shorter((most) =>
        details(
          `<b>${summary}</b>`,
          blocks(
            bullets(lines.slice(0, most)),
            shownOf(Math.min(most, lines.length), lines.length),
          ),
        ),
      );

/** What an owner's tag keeps; said, and in no sum. */
export const keptPart = (kept: readonly Kept[], accounts: Accounts): Part =>
  folded(
    `${plural(kept.length, 'resource')} kept by a tag, in no sum`,
    kept.map(
      ({ saving, tag }) =>
        `${kindWords(saving.kind)} ${nameOf(saving)} · ${whereOf(saving, accounts)} · ` +
        `${worthWords(saving)} · tag ${quoteInline(tag, 60)}`,
    ),
  );

/** Each resource of which too little was known, with the reason. */
export const notJudgedPart = (notJudged: readonly NotJudged[], accounts: Accounts): Part =>
  folded(
    `${plural(notJudged.length, 'resource')} not judged`,
    notJudged.map(
      (one) => `${nameOf(one)} · ${whereOf(one, accounts)} · ${sentence(one.because, 160)}`,
    ),
  );
