import type { AwsResourceType } from '../task/resource-type.ts';
import { respelt } from './respelt.ts';
import { SERVICES } from './words/all-services.ts';
import { OTHER_SERVICES } from './words/other-services.ts';

/** A service named in a text. */
export interface TypeMention {
  /** Undefined for a service that is not served. */
  readonly type?: AwsResourceType;
  readonly start: number;
  readonly end: number;
  /** False for words such as `table` that need a context. */
  readonly isStrong: boolean;
  readonly isPlural: boolean;
}

interface Phrase {
  readonly source: string;
  readonly type?: AwsResourceType;
  readonly isStrong: boolean;
}

const PHRASES: readonly Phrase[] = [
  ...SERVICES.flatMap(({ type, phrases, weak = [] }) => [
    ...phrases.map((source) => ({ source, type, isStrong: true })),
    ...weak.map((source) => ({ source, type, isStrong: false })),
  ]),
  ...OTHER_SERVICES.map((source) => ({ source, isStrong: true })),
].sort((a, b) => b.source.length - a.source.length);

const IS_LATIN = /^[\p{Script=Latin}\d\s'@.-]+$/u;
const LETTER = 'A-Za-z0-9_\\u00C0-\\u024F';

/** A blank also matches a hyphen; Latin phrases stand alone and may be plural. */
const patternOf = ({ source }: Phrase): string => {
  if (!IS_LATIN.test(source)) return `(?:${source.replaceAll(' ?', '[\\s-]?')})()`;
  const words = source.replaceAll('.', '\\.').replaceAll(/[\s-]+/g, '[\\s-]{1,3}');
  return `(?<![${LETTER}/.-])(?:${words})(e?s|en|n)?(?![${LETTER}]|[-./@][A-Za-z0-9]|:\\/\\/)`;
};

/** Phrases that begin with the same letter, longest first, and whether any of them stands there. */
interface Shelf {
  readonly any: RegExp;
  readonly phrases: readonly (Phrase & { readonly pattern: RegExp })[];
}

/** Letters that patterns take for others whatever the case: the long s and the sign of kelvin. */
const LOOK_ALIKE: Readonly<Record<string, string>> = { s: '\u017F', k: '\u212A' };

const shelve = (all: readonly Phrase[]): ReadonlyMap<string, Shelf> => {
  const byLetter = Map.groupBy(all, ({ source }) => (source[0] ?? '').toLowerCase());
  const shelves = new Map<string, Shelf>();
  for (const [letter, phrases] of byLetter) {
    const shelf: Shelf = {
      any: new RegExp(phrases.map(patternOf).join('|').replaceAll('()', ''), 'iuy'),
      phrases: phrases.map((one) => ({ ...one, pattern: new RegExp(patternOf(one), 'iuy') })),
    };
    for (const form of [letter, letter.toUpperCase(), LOOK_ALIKE[letter] ?? letter])
      shelves.set(form, shelf);
  }
  return shelves;
};

/** One pattern of all phrases costs a page of time at every letter: so they stand by the first. */
const AT_START = shelve(PHRASES);
const WITHIN = shelve(PHRASES.filter(({ source }) => !IS_LATIN.test(source)));
const IN_A_WORD = new RegExp(`[${LETTER}/.-]`, 'iu');
const IN_A_WORD_BY_CODE: readonly boolean[] = Array.from({ length: 0x250 }, (_, code) =>
  IN_A_WORD.test(String.fromCharCode(code)),
);

const isWithin = (text: string, at: number): boolean =>
  at > 0 && (IN_A_WORD_BY_CODE[text.charCodeAt(at - 1)] ?? IN_A_WORD.test(text[at - 1] ?? ''));

const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  pattern.lastIndex = at;
  return pattern.exec(text);
};

const mentionAt = (text: string, start: number): TypeMention | undefined => {
  const shelf = (isWithin(text, start) ? WITHIN : AT_START).get(text[start] ?? '');
  if (shelf === undefined || matchAt(shelf.any, text, start) === null) return undefined;
  for (const { pattern, type, isStrong } of shelf.phrases) {
    const match = matchAt(pattern, text, start);
    if (match === null) continue;
    const isPlural = (match[1] ?? '') !== '';
    const of = type === undefined ? {} : { type };
    return { ...of, start, end: start + match[0].length, isStrong, isPlural };
  }
  return undefined;
};

/** Every service named in a text, in order, the longest phrase first at each place. */
export const findTypes = (given: string): readonly TypeMention[] => {
  const text = respelt(given);
  const found: TypeMention[] = [];
  for (let at = 0; at < text.length;) {
    const mention = mentionAt(text, at);
    if (mention !== undefined) found.push(mention);
    at = mention?.end ?? at + 1;
  }
  return found;
};

/** An id that AWS gave, such as `i-0a11b22c33d44e55f`. */
export interface IdMention {
  readonly id: string;
  readonly type: AwsResourceType;
  readonly start: number;
  readonly end: number;
}

/** Types whose ids say what they are wherever they stand. */
const TELLING = SERVICES.flatMap(({ type, id }) =>
  id === undefined || type === 'AWS::GuardDuty::Detector'
    ? []
    : [{ type, pattern: new RegExp(id.source, 'g') }],
);
const ANY_ID = new RegExp(TELLING.map(({ pattern }) => pattern.source).join('|'));

/** Every resource id in a text, in order. */
export const findIds = (text: string): readonly IdMention[] => {
  if (!ANY_ID.test(text)) return [];
  return TELLING.flatMap(({ type, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({
      id: match[0],
      type,
      start: match.index,
      end: match.index + match[0].length,
    })),
  ).sort((a, b) => a.start - b.start);
};
