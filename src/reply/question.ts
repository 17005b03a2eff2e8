import type { HiddenText, IntakeNote, MissingField } from '../intake/intake-result.ts';
import { REFUSALS } from '../task/refusal.ts';
import { blocks, bullets, listed, plural } from './markdown.ts';
import { quoteInline, sentence } from './quote.ts';

/** What intake could not read, and what it saw beside it. */
export interface Question {
  readonly missing: readonly MissingField[];
  readonly notes: readonly IntakeNote[];
  readonly hidden?: HiddenText;
}

const NOTES: Readonly<Record<IntakeNote, string>> = {
  'instructions-ignored':
    'The text tells this application how to judge it. That is read as data and changes nothing.',
  'hidden-text-removed': 'Characters that nobody can see were taken out before reading.',
  'tier-raised': 'The words of the request raise the tier; they can not lower it.',
};

/** What was seen beside the request, one line each; no list, for one may stand above it. */
export const renderNotes = (notes: readonly IntakeNote[], hidden?: HiddenText): string => {
  const found =
    hidden === undefined ? '' : ` ${plural(hidden.count, 'character')}: ${listed(hidden.kinds)}.`;
  return notes
    .map((note) => `**Note** · ${NOTES[note]}${note === 'hidden-text-removed' ? found : ''}`)
    .join('\n');
};

const suggested = ({ suggestions = [] }: MissingField): string =>
  suggestions.length === 0
    ? ''
    : ` Did you mean ${listed(
        suggestions.slice(0, 3).map((one) => quoteInline(one, 64)),
        'or',
      )}?`;

/** Headings of the issue forms; other fields are called as the documents call them. */
const HEADINGS: Readonly<Record<string, string>> = {
  taskType: 'Task type',
  resourceType: 'Service',
  account: 'Account',
  region: 'Region',
  name: 'Name',
  details: 'Details',
};

const headingOf = ({ field, reason }: MissingField): string | undefined => {
  if (reason === 'conditional') return 'Condition';
  return Object.hasOwn(HEADINGS, field) ? HEADINGS[field] : undefined;
};

const heading = (missing: MissingField, isOneTask: boolean): string => {
  const { field, taskIndex } = missing;
  const known = headingOf(missing);
  const name = known === undefined ? quoteInline(field, 40) : `**${known}**`;
  return isOneTask ? name : `${name} of task ${taskIndex + 1}`;
};

const unread = ({ unread: words = [] }: MissingField): string =>
  words.length === 0
    ? ''
    : ` · not understood: ${listed(words.slice(0, 3).map((one) => quoteInline(one, 64)))}`;

const condition = ({ condition: words }: MissingField): string =>
  words === undefined ? '' : ` · the words: ${quoteInline(words, 100)}`;

/** The code says which rule was broken; without one the field is simply not given. */
const why = ({ reason }: MissingField): string =>
  reason === undefined ? 'missing' : `\`${reason}\`: ${REFUSALS[reason]}`;

/** What is near to what was written says more than an example. */
const example = ({ example: text, suggestions = [] }: MissingField): string => {
  if (text === '' || suggestions.length > 0) return '';
  return ` Such as: ${quoteInline(text, 80)}${text.endsWith('.') ? '' : '.'}`;
};

const lineOf = (field: MissingField, isOneTask: boolean): string =>
  `${heading(field, isOneTask)} · ${why(field)}\n` +
  `  ${sentence(field.hint, 300)}${example(field)}${suggested(field)}${unread(field)}` +
  condition(field);

/** Asks once for everything that is missing, and says how to give it. Nothing is planned. */
export const renderQuestion = ({ missing, notes, hidden }: Question): string => {
  const isOneTask = missing.every(({ taskIndex }) => taskIndex === 0);
  return blocks(
    `**${plural(missing.length, 'thing')} to clear up before anything can be planned.**`,
    bullets(missing.map((field) => lineOf(field, isOneTask))),
    renderNotes(notes, hidden),
    '**Next** · edit the issue; it is read again at once. `/help` shows the commands.',
  );
};
