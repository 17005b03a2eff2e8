import type { Known } from './known.ts';
import { stemOf, wordsOf, type Said } from './said.ts';
import { COMPOUNDS, GENERAL_NAMES, KINDS, PROPER_NAMES } from './vocabulary.ts';

/** A plain number, maybe with a unit of money or percent: for the other rules. */
const NUMBER = /^[-+]?[$]?\d[\d,]*(?:\.\d+)?%?$/;

const hasNameShape = (word: string): boolean =>
  /[./:_=\\@$%*+]/.test(word.replace(/^\$?[\d.,]+%?$/, '')) ||
  /\d/.test(word) ||
  /[a-z][A-Z]/.test(word) ||
  /[A-Z]{2}/.test(word);

/** Words with hyphens are names, unless they are known to be none. */
const isHyphenated = (word: string): boolean => /\w-\w/.test(word);

const isHeld = (word: string, { names }: Known): boolean => {
  const lower = word.toLowerCase();
  return names.has(lower) || GENERAL_NAMES.has(lower) || COMPOUNDS.has(lower);
};

const isInvented = (word: string, at: number, known: Known): boolean => {
  if (NUMBER.test(word) || isHeld(word, known)) return false;
  if (hasNameShape(word) || isHyphenated(word)) return true;
  const isProper = PROPER_NAMES.has(word.toLowerCase());
  const isCapital = /^[A-Z]/.test(word) && at > 0;
  return (isProper || isCapital) && !known.stems.has(stemOf(word));
};

/** `for instance` is no instance. */
const withoutIdioms = (text: string): string =>
  text.replaceAll(/\b(?:for instance|role of|functions? as|in turn)\b/gi, ' ');

const isAbsentKind = (word: string, { stems }: Known): boolean =>
  KINDS.has(stemOf(word)) && !stems.has(stemOf(word));

/** Whether a sentence names something that the facts do not hold; undefined for nothing. */
export const judgeNames = (said: Said, known: Known): string | undefined => {
  if (said.quoted.some((name) => name !== '' && !isHeld(name, known))) {
    return 'it quotes something that is not in the tables';
  }
  const words = wordsOf(withoutIdioms(said.plain));
  if (words.some((word, at) => isInvented(word, at, known))) {
    return 'it names something that is not in the tables';
  }
  return words.some((word) => isAbsentKind(word, known))
    ? 'it names a kind of resource that is not in the tables'
    : undefined;
};
