import type { AwsResourceType } from '../task/resource-type.ts';
import { findTypes } from './find-types.ts';
import { isIdentifier, tokensOf } from './name-token.ts';
import type { Order } from './read-orders.ts';
import { readTarget, type TargetNames, type TargetWords } from './read-target.ts';
import { tells } from './stated-values.ts';
import { wordsFor } from './words/all-services.ts';
import { CACHE_TYPE, DB_CLASS, EC2_TYPE } from './words/field-library.ts';
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

const MARKS_ONLY = /^[\s,:;"'`(–—-]*(?:(?:please|pls|plz|standard|fifo)[\s,:;"'`(–—-]*)*$/iu;
const IS_NAMED = regex(
  'iu',
  String.raw`(?:named|called|by the name(?: of)?|with (?:the |a )?name|under the name|name\s*:)`,
  String.raw`\s*["'\x60]?$`,
);

/** "It should be called a-1", "Name: a-1". */
const OF_IT = regex(
  'iu',
  String.raw`^\W*(?:please\W+)?(?:(?:it|this)\s+(?:is|should be|shall be|must be|is to be|will be)`,
  String.raw`\s+(?:called|named)|(?:call|name)\s+it|`,
  String.raw`(?:(?:its|the)\s+)?name\s*(?::|=|is|should be))`,
  String.raw`\s*["'\x60]?$`,
);

/** Where words end that say what is made: its noun, or the type of the machine. */
const endsOfKind = (line: string, type: AwsResourceType): readonly number[] => [
  ...findTypes(line).flatMap((noun) => (noun.type === type && noun.isStrong ? [noun.end] : [])),
  ...wordsFor(type).fields.flatMap((rule) => {
    const found =
      rule.rule === 'text' && rule.name === 'instanceType' ? rule.patterns[0]?.exec(line) : null;
    return found === null || found === undefined ? [] : [found.index + found[0].length];
  }),
];

/**
 * "One t4g.nano in …, named a-1": the name is of what is made where it stands right behind its
 * kind, or behind a mark with no other kind of thing between.
 */
const isOfKind = (line: string, name: string, type: AwsResourceType): boolean => {
  const starts = tokensOf(line).flatMap(({ text, start }) => (text === name ? [start] : []));
  if (starts.some((at) => OF_IT.test(line.slice(0, at)))) return true;
  return endsOfKind(line, type).some((end) =>
    starts.some((at) => {
      const gap = line.slice(end, at);
      if (end > at || MARKS_ONLY.test(gap)) return end <= at;
      if (!IS_NAMED.test(gap) || findTypes(gap).length > 0) return false;
      return /(?:^|[,;:(–—])\s*(?:and\s+)?$/u.test(gap.replace(IS_NAMED, ''));
    }),
  );
};

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
      const own = names.filter((name) => isOfKind(text, name, type));
      // Of two that are named, or of one that is not meant, neither is certain.
      return own.length > 0 && CONTRASTS.test(text) ? [...own, ''] : own;
    }),
  );
};

const LEADS = /^\W*(?:an?|one|two|three|\d{1,2})\s+$/iu;

/** "One t4g.nano …, key pair called my-key. Launch it.": a machine leads, and "it" is no other. */
export const leadsWithMachine = (context: string, type: AwsResourceType): boolean =>
  !wordsFor(type).fields.some(({ name }) => name === 'instanceType') &&
  context.split('\n').some((line) => {
    const found = [DB_CLASS, CACHE_TYPE, EC2_TYPE].flatMap((size) => size.exec(line) ?? []);
    const at = found[0] === undefined ? -1 : line.indexOf(found[0]);
    return at >= 0 && LEADS.test(line.slice(0, at));
  });

const DEMONSTRATIVE = /(?<![\p{L}-])(?:this|that|said|the same)\s+["'`]?$/iu;
/** What is spared, or done with, or belongs to somebody, is not what is pointed at. */
const SPARES = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:spare[sd]?|stays?|keeps?|kept|leaves?|left|fine|ok(?:ay)?|done|alone|`,
  String.raw`untouched|by|apps?|go(?:es)? to|instead|avoid)(?![\p{L}-])`,
);
/** "acme-x is fine", "acme-x must stay": what is said of it is that nothing happens to it. */
const IS_SPARED = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:spare[sd]?|stays?|untouched|alone|go(?:es)? to|`,
  String.raw`(?:is|was|were) (?:fine|ok(?:ay)?|good|done)|(?:keeps?|kept|leaves?) as)(?![\p{L}-])`,
);

/** The names that no sentence spares. */
export const unspared = (found: TargetNames, told: string): TargetNames => {
  const spared = told.split('\n').filter((line) => IS_SPARED.test(line));
  return found.names.some((name) => spared.some((line) => line.includes(name))) ? NONE : found;
};

const BESIDE = /^\s+(?:(?:of|on|for|in|called|named)\s+)?(?:(?:the|our)\s+)?["'`]?$/iu;

/** True where the kind of thing or one of its settings stands right before a word. */
const isBesideKind = (line: string, start: number, type: AwsResourceType): boolean => {
  const before = line.slice(0, start);
  const settings = wordsFor(type).fields.flatMap((rule) =>
    'words' in rule && rule.words !== undefined
      ? [...before.matchAll(new RegExp(rule.words.source, `g${rule.words.flags}`))]
      : [],
  );
  return [
    ...findTypes(before).flatMap((noun) => (noun.type === type ? [noun.end] : [])),
    ...settings.map(({ index, 0: words }) => index + words.length),
  ].some((end) => BESIDE.test(before.slice(end)));
};

/**
 * "Versioning on acme-x was a mistake. Suspend versioning on this bucket": what is pointed at with
 * its noun is the one thing that the sentences before name, right behind its kind or one of its
 * settings. Nothing is lost by such a word alone.
 */
export const pointedAt = (
  { text, verb }: Order,
  told: string,
  { type, isAccount }: Sought,
): TargetNames => {
  const points = findTypes(text).some(
    (noun) => noun.type === type && !noun.isPlural && DEMONSTRATIVE.test(text.slice(0, noun.start)),
  );
  if (!points || verb.taskType === 'DeleteResource') return NONE;
  if (CONTRASTS.test(told) || SPARES.test(told)) return NONE;
  if (findTypes(told).some((noun) => noun.type !== type)) return NONE;
  const names = told.split('\n').flatMap((line) =>
    tokensOf(line)
      .filter((token) => isIdentifier(token) && !isAccount(token.text) && !token.text.includes('@'))
      // Of a word that stands elsewhere nobody knows what it is.
      .map((token) => (isBesideKind(line, token.start, type) ? token.text : '')),
  );
  return names.includes('') ? NONE : onlyOne(names);
};
