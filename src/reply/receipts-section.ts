import { MARKS, type Mark } from '../report/receipts/due.ts';
import { lastTold, observe, type Observation } from '../report/receipts/observe.ts';
import type { Receipt } from '../report/receipts/receipt.ts';
import { movedAt, type ReceiptBill } from '../report/receipts/shift.ts';
import { centsOfSaving } from '../report/savings/saving.ts';
import type { AwsAccount } from '../task/account.ts';
import type { IssueRef } from '../task/issue.ts';
import { accountName } from './cost-tables.ts';
import type { Part } from './fit.ts';
import { blocks, plural, shownOf, table, type Column } from './markdown.ts';
import { sentence } from './quote.ts';
import { centDollars, kindWords, worthWords } from './saving-words.ts';
import { claimName } from './saving-undone.ts';

/** Receipts of a report, and what else is known. */
export interface ReceiptsView {
  readonly receipts: readonly Receipt[];
  /** What the bill told; absent where it could not be asked. */
  readonly bill?: ReceiptBill;
  /** The day of the report, `2026-11-29`. */
  readonly today: string;
  /** Where the report is: issues of the same repository are named by their number alone. */
  readonly repositoryId: number;
}

const COLUMNS: readonly Column[] = [
  { title: 'Carried out, and claimed' },
  ...MARKS.map((mark) => ({ title: `After ${mark} days`, align: 'right' as const })),
  { title: 'Confidence' },
];

/** At each mark; nothing of what was taken back, which is in no sum either. */
const observeAll = (receipt: Receipt, view: ReceiptsView): readonly (Observation | undefined)[] =>
  MARKS.map((mark: Mark) =>
    receipt.ended === undefined
      ? observe(receipt, mark, { today: view.today, moved: movedAt(receipt, mark, view) })
      : undefined,
  );

const isPriced = ({ claim }: Receipt): boolean => !('unpriced' in claim.worth);

const observedWords = (receipt: Receipt, seen: Observation | undefined): string => {
  if (seen === undefined) return '';
  const { heldDays, after, observedCents, claimedCents } = seen;
  const held = `held ${heldDays} of ${plural(after, 'day')}`;
  return isPriced(receipt)
    ? `${centDollars(observedCents)} of ${centDollars(claimedCents)}<br>${held}`
    : held;
};

const issueWords = ({ repositoryId, owner, repo, number }: IssueRef, here: number): string =>
  repositoryId === here ? `#${number}` : `${owner}/${repo}#${number}`;

const ENDS = {
  'rolled back': 'rolled back since: not followed any more',
  'claimed again': 'carried out again since, by another plan',
} as const;

/** How sure, what was seen last, and what became of it. */
const sureWords = (receipt: Receipt, seen: readonly (Observation | undefined)[]): string => {
  const last = seen.findLast((one) => one !== undefined);
  const look = lastTold(receipt.looks);
  const parts = [
    last === undefined ? '' : `**${last.confidence}**`,
    look === undefined ? 'not seen yet' : `${sentence(look.words, 60)} on ${look.day}`,
    receipt.ended === undefined ? '' : ENDS[receipt.ended],
    receipt.toldAt === undefined ? '' : 'its issue was opened again',
  ];
  return parts.filter((part) => part !== '').join(' · ');
};

const claimedWords = (claim: Receipt['claim']): string =>
  'unpriced' in claim.worth ? worthWords(claim) : `${worthWords(claim)} a month`;

const rowOf = (receipt: Receipt, view: ReceiptsView, accounts: readonly AwsAccount[]) => {
  const { claim, ref, doneAt } = receipt;
  const seen = observeAll(receipt, view);
  const where = `${accountName(claim.accountId, accounts)} ${sentence(claim.region, 20)}`;
  return [
    `**${kindWords(claim.kind)}** ${claimName(claim)}<br>${where} · ` +
      `${issueWords(ref, view.repositoryId)} on ${doneAt.slice(0, 10)}<br>${claimedWords(claim)}`,
    ...seen.map((one) => observedWords(receipt, one)),
    sureWords(receipt, seen),
  ];
};

/** Cents that were claimed, and seen, at the last mark that each receipt has reached. */
const sums = (view: ReceiptsView): string => {
  const receipts = view.receipts.filter(({ ended }) => ended === undefined);
  const ended = view.receipts.length - receipts.length;
  const last = receipts.map((one) => observeAll(one, view).findLast((seen) => seen !== undefined));
  const cents = (of: (seen: Observation) => number): number =>
    last.reduce((sum, seen) => sum + (seen === undefined ? 0 : of(seen)), 0);
  const monthly = receipts.reduce((sum, { claim }) => sum + centsOfSaving(claim), 0);
  const reached = last.filter((seen) => seen !== undefined).length;
  const observed =
    reached === 0
      ? 'the first is judged after 7 days'
      : `observed **${centDollars(cents((seen) => seen.observedCents))}** of ` +
        `${centDollars(cents((seen) => seen.claimedCents))} claimed for the days judged so far`;
  return (
    `**Savings receipts** · ${plural(view.receipts.length, 'saving')} carried out in 37 days · ` +
    (ended === 0 ? '' : `${ended} not followed any more, in no sum · `) +
    `${centDollars(monthly)} a month claimed · ${observed}`
  );
};

const RULE =
  '<sub>Observed is the claim for each day on which the resource was as the plan left it, or ' +
  'gone; a day on which nobody could look counts as nothing. Confidence: low where it did not ' +
  'hold each day or was not seen on four days of five; else high where the daily cost of its ' +
  'account and service fell by half of the claims there or more, low where it rose by more than ' +
  'them, and medium where it moved less or is not known. Other things move in that cost too.</sub>';

/** The section of a cost report about savings that were carried out; nothing where none was. */
export const receiptsSection = (view: ReceiptsView, accounts: readonly AwsAccount[]): Part => {
  const { receipts } = view;
  if (receipts.length === 0) return { forms: [''] };
  const newest = receipts.toReversed();
  const whole = (most: number): string =>
    blocks(
      sums(view),
      table(
        COLUMNS,
        newest.slice(0, most).map((one) => rowOf(one, view, accounts)),
      ),
      shownOf(Math.min(most, receipts.length), receipts.length),
      RULE,
    );
  return { forms: [whole(20), whole(5), whole(1)], dropsAt: 1 };
};
