import { isJsonObject, type Json } from '../../task/json.ts';
import { stemOf, wordsOf } from './said.ts';
import type { WordFacts } from './word-facts.ts';

/** Facts, prepared for looking up what a text says. */
export interface Known {
  readonly facts: WordFacts;
  /** Whole texts of the facts and each of their words, in small letters. */
  readonly names: ReadonlySet<string>;
  /** Words in the singular. */
  readonly stems: ReadonlySet<string>;
  /** A number and the word behind it, such as `90 day`. */
  readonly pairs: ReadonlySet<string>;
  readonly percents: ReadonlySet<number>;
  /** What the facts say of how something is undone. */
  readonly undo: string;
}

/** Every text in a document, its members' names left out: those are ours. */
const textsIn = (value: Json | undefined): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isJsonObject(value) ? Object.values(value).flatMap(textsIn) : [];
};

/** `1,204.5` as a number. */
export const numberOf = (text: string): number => Number(text.replaceAll(',', ''));

const pairsIn = (text: string): readonly string[] =>
  [...text.matchAll(/(?<![\w.,-])(\d[\d,]*(?:\.\d+)?)\s+([A-Za-z]+)/g)].map(
    ([, number = '', word = '']) => `${numberOf(number)} ${stemOf(word)}`,
  );

const percentsIn = (text: string): readonly number[] =>
  [...text.matchAll(/(\d[\d,]*(?:\.\d+)?)\s?%/g)].map(([, number = '']) => numberOf(number));

const partsOf = (word: string): readonly string[] => [word, ...word.split(/[`()[\]{}]/)];

/** Prepares facts. */
export const knownOf = (facts: WordFacts): Known => {
  const texts = textsIn(facts.told);
  const words = texts.flatMap((text) => text.split(/\s+/)).flatMap(partsOf);
  const plain = words.flatMap(wordsOf).map((word) => word.toLowerCase());
  return {
    facts,
    names: new Set([...texts.map((text) => text.toLowerCase()), ...plain]),
    stems: new Set(plain.map(stemOf)),
    pairs: new Set(texts.flatMap(pairsIn)),
    percents: new Set(texts.flatMap(percentsIn)),
    undo: textsIn(facts.told['undo']).join(' ').toLowerCase(),
  };
};
