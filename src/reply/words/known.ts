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
  /** What is a name of something: of a resource, an account, a region, or what stands in marks. */
  readonly labels: ReadonlySet<string>;
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

/** Members whose texts are names. Those of verdicts and states are none. */
const NAMES = new Set(['name', 'called', 'resource', 'regions', 'region', 'service', 'account']);
const NO_NAMES = new Set(['item', 'gate', 'overall', 'verdict', 'enforcement', 'guardian']);

/** A word that nobody would take for English. */
export const isLabelShaped = (word: string): boolean =>
  /\d/.test(word) || /[a-z][A-Z]|\w[-_.]\w/.test(word);

const marksIn = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`\s]+)`/g)].map(([, name = '']) => name);

const labelsIn = (value: Json | undefined, member = ''): readonly string[] => {
  if (NO_NAMES.has(member)) return [];
  if (typeof value === 'string') {
    const shaped = value
      .split(/[\s`()[\]{},;]+/)
      .flatMap(wordsOf)
      .filter(isLabelShaped);
    return NAMES.has(member) ? [value, ...shaped] : [...marksIn(value), ...shaped];
  }
  if (Array.isArray(value)) return value.flatMap((one) => labelsIn(one, member));
  return isJsonObject(value)
    ? Object.entries(value).flatMap(([name, one]) => labelsIn(one, name))
    : [];
};

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
    labels: new Set(labelsIn(facts.told).map((label) => label.toLowerCase())),
    percents: new Set(texts.flatMap(percentsIn)),
    undo: textsIn(facts.told['undo']).join(' ').toLowerCase(),
  };
};
