import { statesWish } from './stated-values.ts';
import { regex } from './words/regex.ts';

/** A part of a text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The text with a part of it made blank. */
export const blank = (text: string, start: number, length: number): string =>
  text.slice(0, start) + ' '.repeat(length) + text.slice(start + length);

const PAST = regex(
  'iu',
  String.raw`(?:\binstead of|\brather than|\bno longer|\bin place of|\bup from|\bdown from|`,
  String.raw`\bnot|\bvon|\bstatt|\bdesde|\bcurrently|\bstill|\bwas|\bwere|\bhad|`,
  String.raw`\bthan|\bunlike|(?:\bnot|n't|\bnever|\bno longer|\bstop) (?:use|using|run|running))`,
  String.raw`\s+(?:a |an |the )?$`,
);

/** "from db.t3.small to db.t3.large": the first is what is, the second what is wanted. */
export const isPast = (text: string, match: RegExpExecArray): boolean => {
  const before = text.slice(Math.max(0, match.index - 28), match.index);
  const end = match.index + match[0].length;
  if (IS_TOLD.test(text.slice(end, end + 40))) return true;
  const isFrom = /\b(?:from|von|desde|de)\s+$/iu.test(before);
  return isFrom
    ? /^[^.;\n]{0,40}\b(?:to|auf|a|à|para)\s/iu.test(text.slice(end))
    : PAST.test(before);
};

/** "m6i.large is too small": told of, not wanted. */
const IS_TOLD = regex(
  'iu',
  String.raw`^["'\x60]?\s+(?:is|are|was|were|has|had|isn'?t|does|doesn'?t)(?![\p{L}])`,
  String.raw`(?!\s+(?:enough|fine|plenty|sufficient|ok|what we (?:need|want)))`,
);

/** "To t3.xlarge and t3.2xlarge": which is for what is not said. */
export const areListed = (text: string, matches: readonly RegExpExecArray[]): boolean =>
  matches.some((match, index) => {
    const before = matches[index - 1];
    if (before === undefined || before[0] === match[0]) return false;
    const gap = text.slice(before.index + before[0].length, match.index);
    return /^["'`]?\s*(?:,|\/|and|or|und|oder|y|et|ou|e)\s*["'`]?$/iu.test(gap);
  });

/** "To x", "= x": what is to be. */
export const isWanted = (text: string, { index }: RegExpExecArray): boolean =>
  /(?:\b(?:to|auf|a|à|para|use|make it)|=|→|->)\s+["'\x60]?$/iu.test(
    text.slice(Math.max(0, index - 20), index),
  );

/** In the same sentence, or in another that says what is to be and not what is. */
export const isSaidBeside = (text: string, first: number, other: number): boolean => {
  const lineAt = (at: number): string =>
    text.slice(text.lastIndexOf('\n', at) + 1).split('\n', 1)[0] ?? '';
  const line = lineAt(other);
  return line === lineAt(first) || statesWish(line);
};
