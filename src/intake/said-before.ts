import { findTypes } from './find-types.ts';
import { isIdentifier, tokensOf } from './name-token.ts';
import type { Order } from './read-orders.ts';
import { readTarget, type TargetNames, type TargetWords } from './read-target.ts';
import { tells } from './stated-values.ts';
import { regex } from './words/regex.ts';

type Sought = Pick<TargetWords, 'type' | 'isAccount'>;

const NONE: TargetNames = { names: [], ids: [] };

/** Words that say the name of something. */
export const SAYS_NAME = /\b(?:call|name|named|called|nombre|nom|nome|llam|chama|appel|heiß)|名/iu;

/** A sentence that says what is not meant, or compares, points at nothing. */
const CONTRASTS = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:not|never|no|except|unlike|instead|rather|other|another|like|than|as|`,
  String.raw`same|from|copy|copied|similar|also|both|neither|either|or|but)(?![\p{L}-])|n't`,
);

const IS_THERE = /(?<![\p{L}-])(?:already|there(?:'s| is| are)|exists?|existing|old)(?![\p{L}-])/iu;

const onlyOne = (names: readonly string[]): TargetNames =>
  new Set(names).size === 1 ? { names: names.slice(0, 1), ids: [] } : NONE;

/**
 * "One t4g.nano named ipv6-probe. Launch it.": the one name that the text before gives to what is
 * to be made. A sentence about what is there already names nothing new.
 */
export const newNameBefore = (context: string, { type, isAccount }: Sought): TargetNames => {
  const isNew = (line: string): boolean => !tells(line) && !IS_THERE.test(line);
  const lines = context.split('\n').filter(isNew);
  return onlyOne(
    lines.flatMap((text) => {
      const noun = findTypes(text).find((one) => one.type === type && one.isStrong);
      if (noun === undefined && !SAYS_NAME.test(text)) return [];
      const asked = { text, type, isNew: true, isOrder: true, isAccount };
      const { names } = readTarget({ ...asked, ...(noun === undefined ? {} : { noun }) });
      // Of two that are named, or of one that is not meant, neither is certain.
      return names.length > 0 && CONTRASTS.test(text) ? [...names, ''] : names;
    }),
  );
};

const DEMONSTRATIVE = /(?<![\p{L}-])(?:this|that|said|the same)\s+["'`]?$/iu;
/**
 * "Versioning on acme-x was a mistake. Suspend versioning on this bucket": what is pointed at with
 * its noun is the one thing that the text before names. Nothing is lost by such a word alone.
 */
export const pointedAt = (
  { text, verb }: Order,
  context: string,
  { type, isAccount }: Sought,
): TargetNames => {
  const points = findTypes(text).some(
    (noun) => noun.type === type && !noun.isPlural && DEMONSTRATIVE.test(text.slice(0, noun.start)),
  );
  if (!points || verb.taskType === 'DeleteResource' || CONTRASTS.test(context)) return NONE;
  if (findTypes(context).some((noun) => noun.type !== type)) return NONE;
  const words = tokensOf(context).filter(
    (token) => isIdentifier(token) && !isAccount(token.text) && !token.text.includes('@'),
  );
  return onlyOne(words.map((token) => token.text));
};
