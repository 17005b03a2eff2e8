import type { Understood, UnderstoodRow } from '../intake/model/understood.ts';
import type { MissingField } from '../intake/intake-result.ts';
import type { AwsAccount } from '../task/account.ts';
import type { Fallback } from '../task/model-message.ts';
import { blocks, details, listed, maskIds, table, taskKind, typeWords } from './markdown.ts';
import { renderQuestion, type Question } from './question.ts';
import { fence, quoteInline } from './quote.ts';

/** What was understood of a request with a model, and what nothing was made of. */
export interface UnderstoodView {
  readonly understood: readonly Understood[];
  readonly left: readonly string[];
  readonly accounts: readonly AwsAccount[];
  readonly maskAccountIds: boolean;
}

const WHAT: Readonly<Record<string, string>> = {
  'Task type': 'What is done',
  Service: 'To what',
};

/** Nothing is cut: what is longer is never offered, and no quote is longer. */
const MOST_SHOWN = 300;
const MOST_QUOTED = 400;

const valueOf = ({ what, value }: UnderstoodRow): string => {
  if (what === 'Task type') return taskKind(value);
  if (what === 'Service') return value === 'any' ? 'everything' : typeWords(value);
  return quoteInline(value, MOST_SHOWN);
};

const whatOf = ({ what }: UnderstoodRow): string => {
  if (Object.hasOwn(WHAT, what)) return WHAT[what] ?? what;
  return /^[A-Z]/.test(what) ? what : quoteInline(what, 40);
};

/** A word beside every value: who says that it stands in the request. */
const readerOf = ({ isReadAs }: UnderstoodRow): string => (isReadAs ? 'a model' : 'the rules');

const rowOf = (row: UnderstoodRow): readonly string[] => [
  whatOf(row),
  valueOf(row),
  row.quote === '' ? 'the whole request' : quoteInline(row.quote, MOST_QUOTED),
  readerOf(row),
];

const COLUMNS = ['What', 'Understood', 'From the words', 'Read by'].map((title) => ({ title }));

const oneTable = ({ rows }: Understood, index: number, count: number): string =>
  blocks(count === 1 ? '' : `**${index + 1} of ${count}**`, table(COLUMNS, rows.map(rowOf)));

const leftOver = (left: readonly string[]): string =>
  left.length === 0
    ? ''
    : `**Not taken into account** · ${listed(left.map((one) => quoteInline(one, 80)))}. ` +
      'Nothing is done about these words.';

const masked = (text: string, { accounts, maskAccountIds }: UnderstoodView): string =>
  maskIds(
    text,
    accounts.map(({ id }) => id),
    maskAccountIds,
  );

const tables = ({ understood }: UnderstoodView): string =>
  blocks(...understood.map((one, index) => oneTable(one, index, understood.length)));

const asForm = ({ understood }: UnderstoodView): string => {
  const [only, ...others] = understood;
  if (only === undefined || others.length > 0) return '';
  return details('<b>The same as an issue form</b>, to paste and to change', fence(only.form));
};

/** What was understood of a question, in a comment beside the answer. */
export const renderUnderstood = (view: UnderstoodView): string =>
  masked(
    blocks(
      '**Understood with a model, and checked against the words of the request:**',
      tables(view),
      leftOver(view.left),
      '**Next** · read the answer above; reading changes nothing. Edit the issue where something ' +
        'else was meant.',
    ),
    view,
  );

/** Asks whether a change was understood rightly, and gives the line that says so. */
export const renderConfirm = (view: UnderstoodView, digest: string): string =>
  masked(
    blocks(
      '**Is this what is wanted?** The rules did not understand this request alone. A model ' +
        'read it; nothing is planned until a person says that it read rightly.',
      tables(view),
      leftOver(view.left),
      'To have exactly this planned:',
      fence(`/confirm ${digest.slice(0, 12)}`),
      '**Next** · copy that line into a new comment, or edit the issue; it is read again at ' +
        'once. Whoever confirms counts as one who asked. The plan is approved as every plan is.',
      asForm(view),
    ),
    view,
  );

/** Shows how far a request was understood, and asks for the rest. */
export const renderHalfUnderstood = (
  view: UnderstoodView,
  missing: readonly MissingField[],
  { notes, hidden }: Omit<Question, 'missing'>,
): string =>
  masked(
    blocks(
      '**Understood so far**, with a model and checked against the words of the request:',
      tables(view),
      leftOver(view.left),
      renderQuestion({ missing, notes, ...(hidden === undefined ? {} : { hidden }) }),
      // A form of what contradicts the request would only be pasted by mistake.
      missing.some(({ reason }) => reason !== undefined) ? '' : asForm(view),
    ),
    view,
  );

/** The living comment while a model reads. */
export const renderBeingRead = (): string =>
  blocks(
    '**Reading this with a model.** The rules alone did not understand all of it. Nothing is ' +
      'read from AWS and nothing is planned meanwhile.',
    '**Next** · wait: this comment becomes a plan, an answer or a question.',
  );

/** Why a model was of no help: its words, for each reason. Total. */
const WHY: Readonly<Record<Fallback | 'unread', string>> = {
  'no-model': 'none is served here',
  budget: 'its budget for this issue, this installation or this day is used up',
  timeout: 'it did not answer in time',
  overloaded: 'its provider is overloaded',
  refused: 'it declined to answer',
  malformed: 'its answer was not of the form that is asked for',
  'cut-off': 'its answer broke off',
  unreachable: 'its provider could not be reached',
  secret: 'the request holds what looks like a secret, which no model is shown',
  late: 'its answer came too late',
  unread: 'nothing of its answer stands in the request',
};

const AGAIN: ReadonlySet<Fallback | 'unread'> = new Set([
  'timeout',
  'overloaded',
  'cut-off',
  'unreachable',
  'late',
]);

/** The question of the rules alone, and why the model that was asked could not help. */
export const renderUnaided = (question: Question, why: Fallback | 'unread'): string => {
  const again = AGAIN.has(why) ? ' `/plan` asks it once more.' : '';
  return blocks(
    `**A model was asked to read this and could not help:** ${WHY[why]}.${again}`,
    renderQuestion(question),
  );
};
