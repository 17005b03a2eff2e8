import type { AwsResourceType } from '../task/resource-type.ts';
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

/** A blank also matches a hyphen; Latin phrases stand alone and may be plural. */
const patternOf = ({ source }: Phrase): string => {
  if (!IS_LATIN.test(source)) return `(${source.replaceAll(' ?', '[\\s-]?')})()`;
  const words = source.replaceAll('.', '\\.').replaceAll(/[\s-]+/g, '[\\s-]{1,3}');
  const letter = 'A-Za-z0-9_\\u00C0-\\u024F';
  return `(?<![${letter}/.-])(${words})(e?s|en|n)?(?![${letter}]|[-./@][A-Za-z0-9])`;
};

const ALL = new RegExp(PHRASES.map(patternOf).join('|'), 'giu');

const mentionOf = (match: RegExpMatchArray): TypeMention | undefined => {
  for (const [index, phrase] of PHRASES.entries()) {
    const words = match[1 + index * 2];
    if (words === undefined) continue;
    const start = match.index ?? 0;
    return {
      ...(phrase.type === undefined ? {} : { type: phrase.type }),
      start,
      end: start + match[0].length,
      isStrong: phrase.isStrong,
      isPlural: (match[2 + index * 2] ?? '') !== '',
    };
  }
  return undefined;
};

/** Every service named in a text, in order, the longest phrase first at each place. */
export const findTypes = (text: string): readonly TypeMention[] =>
  [...text.matchAll(ALL)].flatMap((match) => mentionOf(match) ?? []);

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

/** Every resource id in a text, in order. */
export const findIds = (text: string): readonly IdMention[] =>
  TELLING.flatMap(({ type, pattern }) =>
    [...text.matchAll(pattern)].map((match) => ({
      id: match[0],
      type,
      start: match.index,
      end: match.index + match[0].length,
    })),
  ).sort((a, b) => a.start - b.start);
