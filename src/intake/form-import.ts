import type { ParameterValue } from '../task/aws-task.ts';
import { denies, isConditional } from './find-doubts.ts';
import { leftoversOf, type Accounted } from './find-leftovers.ts';
import { findTypes } from './find-types.ts';
import { findVerbs } from './find-verbs.ts';
import type { FormDraft } from './other-orders.ts';
import { readFields, type FieldReading } from './read-fields.ts';
import { importParameters, type ImportReading, type ImportSentence } from './read-import.ts';
import { tells } from './stated-values.ts';
import type { Problem } from './task-draft.ts';
import { wordsFor } from './words/all-services.ts';
import { isOnlyFillers } from './words/fillers.ts';
import { regex } from './words/regex.ts';

/** What the details of a form give its task, and what is asked about them. */
export interface FormFields {
  readonly parameters: readonly (readonly [string, ParameterValue])[];
  readonly problems: readonly Problem[];
}

const WAITS = /(?<![\p{L}-])(?:once|after|when|as soon as|until|before|unless|if)(?![\p{L}-])/iu;
const POINTS = regex(
  'giu',
  String.raw`(?<![\p{L}\d_-])(?:it|its|this|that|the|our|an?|existing|present|live|named|called|`,
  String.raw`aws)(?![\p{L}\d_-])`,
);

const isPlain = (words: string): boolean => isOnlyFillers(words) && !WAITS.test(words);

/** True where the object is "it", or the kind and the name of the form, and nothing else. */
const isOfForm = (object: string, { type, name, id }: FormDraft): boolean => {
  const nouns = findTypes(object);
  if (nouns.some((noun) => noun.type !== type)) return false;
  const rest = nouns.reduce(
    (left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end),
    object,
  );
  const words = rest
    .split(/[\s"'`(),;]+/u)
    .map((word) => (word === name || word === id ? '' : word));
  return isOnlyFillers(words.join(' ').replaceAll(POINTS, ' '));
};

const isOwnSentence = ({ lead, object, behind }: ImportSentence, draft: FormDraft): boolean =>
  isPlain(lead) && isOfForm(object, draft) && isPlain(behind);

/** The sentence imports another thing or on a condition, or another one takes it back. */
const saysMore = ({ own }: ImportReading, details: string, draft: FormDraft): boolean =>
  (own !== undefined && !isOwnSentence(own, draft)) ||
  details.split('\n').some((line) => denies(line) || isConditional(line));

/** An import changes nothing of what it takes in, so what is ordered beside it is asked about. */
export const importOf = (
  taken: ImportReading,
  details: string,
  draft: FormDraft & Pick<Accounted, 'isAccount'>,
): FormFields => {
  const reading = readFields(wordsFor(draft.type).fields, taken.text);
  const { values, malformed, contradictory, named } = reading;
  const isBeside =
    values.size + malformed.length + contradictory.length + named.length > 0 ||
    taken.text.split('\n').some((line) => findVerbs(line).length > 0);
  return {
    parameters: importParameters(taken),
    problems:
      taken.isUnclear || isBeside || saysMore(taken, details, draft)
        ? [{ field: 'details', reason: 'contradictory' }]
        : lostIn(taken.text, reading, draft),
  };
};

/** What the details ask for and nothing was made of. */
export const lostIn = (
  details: string,
  reading: FieldReading,
  draft: Pick<Accounted, 'isAccount'> & FormDraft,
): readonly Problem[] => {
  const lines = details.split('\n').map((line) => (tells(line) ? ' '.repeat(line.length) : line));
  const left = leftoversOf({
    text: lines.join('\n'),
    length: 0,
    said: [draft.name],
    spans: reading.spans,
    measured: reading.measured,
    parameters: reading.values,
    isAccount: draft.isAccount,
    ...(draft.taskType === 'DeleteResource' ? {} : { type: draft.type }),
  });
  return left.length === 0 ? [] : [{ field: 'details', unread: left.slice(0, 5) }];
};
