import { doneDay } from '../report/receipts/due.ts';
import { lastTold } from '../report/receipts/observe.ts';
import type { Claim, Receipt } from '../report/receipts/receipt.ts';
import { shortDigest } from '../task/ids.ts';
import { blocks, maskIds, plural, table } from './markdown.ts';
import { quoteInline, sentence } from './quote.ts';
import { kindWords, worthWords } from './saving-words.ts';
import { withoutSecrets } from './secrets.ts';

/** Savings of one plan that did not come. */
export interface SavingUndoneView {
  readonly receipts: readonly Receipt[];
  /** The day on which it was seen. */
  readonly day: string;
  readonly maskAccountIds: boolean;
}

const COLUMNS = ['Resource', 'Claimed a month', 'Seen', 'Held'].map((title) => ({ title }));

/** The name, and the id where that is another; text of AWS. */
export const claimName = ({ name, resourceId }: Pick<Claim, 'name' | 'resourceId'>): string =>
  name === resourceId
    ? quoteInline(name, 60)
    : `${quoteInline(name, 60)} (${quoteInline(resourceId, 60)})`;

const rowOf = ({ claim, looks }: Receipt): readonly string[] => {
  const told = looks.filter(({ seen }) => seen !== 'unknown');
  const held = told.filter(({ seen }) => seen !== 'undone').length;
  return [
    `**${kindWords(claim.kind)}** ${claimName(claim)}<br>${quoteInline(claim.accountId)} ` +
      sentence(claim.region, 20),
    worthWords(claim),
    sentence(lastTold(looks)?.words ?? '', 60),
    `${held} of ${plural(told.length, 'day')}`,
  ];
};

const NEVER = 'This saving did not come';
const ONCE = 'This saving did not last';

const wasHeld = (receipts: readonly Receipt[]): boolean =>
  receipts.some(({ looks }) => looks.some(({ seen }) => seen === 'holds' || seen === 'gone'));

/** Said where the issue of a saving that did not come, or not for long, is opened again. */
export const renderSavingUndone = ({ receipts, day, maskAccountIds }: SavingUndoneView): string => {
  const [first] = receipts;
  const digest = first === undefined ? '' : shortDigest(first.digest);
  const done = first === undefined ? '' : doneDay(first);
  const text = blocks(
    `**${wasHeld(receipts) ? ONCE : NEVER}** · plan ${quoteInline(digest)} was carried out on ` +
      `${done}; on ${day} the resource was seen to cost again.`,
    table(COLUMNS, receipts.map(rowOf)),
    '**Next** · was it meant? Close this issue: it is not opened again for that. The tag ' +
      '`aws-coworker:keep` keeps the resource from being claimed. Else `/plan` makes a new plan.',
  );
  const ids = receipts.map(({ claim }) => claim.accountId);
  return withoutSecrets(maskIds(text, ids, maskAccountIds));
};
