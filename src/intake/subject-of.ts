import { findTypes } from './find-types.ts';
import { isIdentifier, isPlainName, tokensOf, type NameToken } from './name-token.ts';
import type { TargetNames, TargetWords } from './read-target.ts';
import { regex } from './words/regex.ts';

const GOES_ON = regex(
  'iu',
  String.raw`^["'\x60]?\s+(?:is|has|keeps|gets|dies|fails|crashes|hits|runs|times|takes|needs|was|`,
  String.raw`reports|throws|stopped|failed|died|crashed|returns|answers|throttles)(?!\p{L})`,
);
const NO_PLURAL = /(?:ss|us|is|ics|ews|ns|qs|cs|ds|ms|ks)$/i;

/** "carts and visits are throttled": several, so nothing is certain. */
const SEVERAL = /^\W*[\w./-]+["'`]?\s*(?:,|and|or|und|oder)\s+["'`]?[\w./-]+["'`]?\s+\p{L}+/iu;

/**
 * The subject of a sentence: an identifier, or a plain word in the plural that goes on in the
 * singular, as in "carts is throttled". Of "latency is high" nothing is certain.
 */
const isSubject = (token: NameToken, line: string): boolean => {
  const isFirst = /^\W*$/.test(line.slice(0, token.start));
  if (!isFirst || !GOES_ON.test(line.slice(token.end))) return false;
  const isPlural = /^[a-z]+s$/.test(token.text) && !NO_PLURAL.test(token.text);
  return isIdentifier(token) || (isPlural && isPlainName(token));
};

/** A plain word right behind its noun that ends the phrase: "the DynamoDB table carts in …". */
const isBehindNoun = (token: NameToken, text: string, type: TargetWords['type']): boolean => {
  const noun = findTypes(text).find(
    (one) =>
      one.type === type && !one.isPlural && /^\s+["'`]?$/.test(text.slice(one.end, token.start)),
  );
  if (noun === undefined || !isPlainName(token)) return false;
  const rest = text.slice(token.end);
  const isEnd = /^["'`]?(?:\s*[.,;:)(]|\s*$|\s+(?:in|on|of)\s)/iu.test(rest);
  return isEnd || (token.text.endsWith('s') && !NO_PLURAL.test(token.text) && GOES_ON.test(rest));
};

/**
 * What a pronoun or "that function" stands for: the one name in what was said before, the title
 * included. Empty where several names stand there, or another kind of thing has one.
 */
export const subjectOf = (
  context: string,
  { type, isAccount }: Pick<TargetWords, 'type' | 'isAccount'>,
): TargetNames => {
  const none: TargetNames = { names: [], ids: [] };
  const others = new Set<string>();
  const found = new Set<string>();
  for (const line of context.split('\n')) {
    const nouns = findTypes(line);
    const isOther = nouns.some((noun) => noun.type !== type && noun.isStrong);
    if (isOther || nouns.some(({ isPlural }) => isPlural) || SEVERAL.test(line)) return none;
    for (const token of tokensOf(line)) {
      if (isAccount(token.text) || token.text.includes('@')) continue;
      if (nouns.some(({ start, end }) => start < token.end && token.start < end)) continue;
      if (isSubject(token, line) || isBehindNoun(token, line, type)) found.add(token.text);
      else if (isIdentifier(token)) others.add(token.text);
    }
  }
  const isClear = found.size === 1 && [...others].every((name) => found.has(name));
  return isClear ? { names: [...found], ids: [] } : none;
};
