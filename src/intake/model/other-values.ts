import { readFields } from '../read-fields.ts';
import { wordsFor } from '../words/all-services.ts';
import { sentencesWith } from './denied.ts';
import type { ProposedForm } from './propose-form.ts';
import type { RequestWords } from './request-words.ts';

/**
 * Fields of a form for which the rules read another value, or two, in the request: in the sentences
 * of their quotes and, where one thing is asked for, anywhere in it.
 */
export const otherValues = (
  { resourceType, rows, expected }: ProposedForm,
  words: RequestWords,
  isAlone: boolean,
): readonly string[] => {
  if (resourceType === undefined) return [];
  const { fields } = wordsFor(resourceType);
  const isOther = (field: string, text: string): boolean => {
    const { values, contradictory } = readFields(fields, text);
    const read = values.get(field);
    const wanted = JSON.stringify(expected.get(field));
    return contradictory.includes(field) || (read !== undefined && JSON.stringify(read) !== wanted);
  };
  return [...expected.keys()].filter((field) => {
    const quotes = rows.filter(({ what }) => what === field).map(({ quote }) => quote);
    const sentences = quotes.flatMap((quote) => sentencesWith(words, quote));
    return [...sentences, ...(isAlone ? [words.text] : [])].some((text) => isOther(field, text));
  });
};
