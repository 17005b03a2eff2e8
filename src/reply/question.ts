import type { HiddenText, IntakeNote, MissingField } from '../intake/intake-result.ts';
import { blocks, bullets, listed, plural, table } from './markdown.ts';
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

/** What was seen beside the request, one line each. */
export const renderNotes = (notes: readonly IntakeNote[], hidden?: HiddenText): string => {
  const found =
    hidden === undefined ? '' : ` ${plural(hidden.count, 'character')}: ${listed(hidden.kinds)}.`;
  return bullets(
    notes.map((note) => `${NOTES[note]}${note === 'hidden-text-removed' ? found : ''}`),
  );
};

const suggested = ({ suggestions = [] }: MissingField): string =>
  suggestions.length === 0
    ? ''
    : ` · did you mean ${listed(
        suggestions.slice(0, 3).map((one) => quoteInline(one, 64)),
        'or',
      )}?`;

/** The code says which rule was broken; without one the field is simply not given. */
const why = ({ reason }: MissingField): string =>
  reason === undefined ? 'missing' : `\`${reason}\``;

const row = (field: MissingField): readonly string[] => [
  `${field.taskIndex + 1}`,
  quoteInline(field.field, 40),
  why(field),
  `${sentence(field.hint, 300)}${suggested(field)}`,
  field.example === '' ? 'none' : quoteInline(field.example, 80),
];

/** Asks once for everything that is missing, and says how to give it. Nothing is planned. */
export const renderQuestion = ({ missing, notes, hidden }: Question): string =>
  blocks(
    `**${plural(missing.length, 'thing')} to clear up before anything can be planned.**`,
    table(
      ['Task', 'Field', 'Why', 'What to write', 'Such as'].map((title) => ({ title })),
      missing.map(row),
    ),
    renderNotes(notes, hidden),
    '**Next** · edit the issue; it is read again at once. `/help` shows the commands.',
  );
