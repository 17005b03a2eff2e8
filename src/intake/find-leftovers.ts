import type { ParameterValue } from '../task/aws-task.ts';
import type { AwsResourceType } from '../task/resource-type.ts';
import { findTypes } from './find-types.ts';
import { isIdentifier, tokensOf, type NameToken } from './name-token.ts';
import { saidQuantities, type SaidQuantity } from './find-quantities.ts';
import type { Span } from './said-values.ts';
import { serviceDoubts } from './service-doubts.ts';
import { withoutReasons } from './stated-values.ts';
import { FEATURES } from './words/features.ts';
import { regex } from './words/regex.ts';

/** An order's words, and what was made of them. */
export interface Accounted {
  /** The words that order, one sentence in a line. */
  readonly text: string;
  /** How much of it is the order itself; what follows only describes. */
  readonly length: number;
  /** Names of other targets of the same order. */
  readonly said?: readonly string[];
  /** Where a field was read, in the same text. */
  readonly spans: readonly Span[];
  /** The words of the numbers that were read. */
  readonly measured: readonly Span[];
  readonly parameters: ReadonlyMap<string, ParameterValue>;
  readonly isAccount: (word: string) => boolean;
  /** The type that is made or changed, for words that only its service has. */
  readonly type?: AwsResourceType;
}

/** Tickets, dates, times, prices and addresses carry no value of a field. */
const NOISE = regex(
  'giu',
  String.raw`\b(?:https?|s3):\/\/[^\s)>"'\x60]+|\barn:[^\s)>"'\x60,]+|#\d+|`,
  String.raw`(?<![\w-])[A-Z][A-Z0-9]{1,9}-\d{1,7}(?![\w-])|`,
  String.raw`(?<![\w.])\d{1,2}[:.]\d{2}(?:\s?(?:utc|cet|am|pm|h|uhr))?(?![\w.])|`,
  String.raw`(?<![\w.])\d{4}-\d{2}(?:-\d{2})?(?![\w.])|(?<![\w.])\d{1,2}\.\d{1,2}\.(?:\d{2,4})?|`,
  String.raw`(?<![\w.])\d{1,2}(?:st|nd|rd|th)(?!\w)|`,
  String.raw`(?<![\w.])\d{1,2}\.? (?:jan|feb|m[aä]r|apr|ma[yi]|jun|jul|aug|sep|o[ck]t|nov|`,
  String.raw`de[cz])[a-z]*|`,
  String.raw`(?:jan|feb|m[aä]r|apr|ma[yi]|jun|jul|aug|sep|o[ck]t|nov|de[cz])[a-z]* \d{1,2}(?!\w)|`,
  String.raw`(?<!\w)(?:[$€£]\s?[\d.,]+|[\d.,]+\s?(?:usd|eur|gbp|dollars?|euros?|%|percent))(?!\w)`,
  String.raw`(?:\s+(?:a|per|each|every)\s+(?:month|day|week|year))?`,
);
/** What something is for: no value that is wanted. */
const PURPOSE = regex(
  'giu',
  String.raw`(?<![\p{L}-])(?:so that|so (?:it|we|they|the|he|she|i)|in order to|until|while|whose|`,
  String.raw`where|whenever|because|since|to (?:cover|handle|fit|allow|survive|cope|avoid|`,
  String.raw`keep up))`,
  String.raw`(?![\p{L}-])[^;.\n]{0,400}`,
);

const blanked = (text: string, pattern: RegExp): string =>
  text.replaceAll(pattern, (found) => ' '.repeat(found.length));

const FACTORS: readonly (readonly [RegExp, number, SaidQuantity['of']])[] = [
  [/Seconds$/, 1, 'time'],
  [/Minutes$/, 60, 'time'],
  [/Days$/, 86_400, 'time'],
  [/Mb$/, 1, 'size'],
  [/Gb$/, 1024, 'size'],
];

const basesOf = (parameters: Accounted['parameters']): ReadonlySet<string> => {
  const bases = new Set<string>();
  for (const [name, value] of parameters) {
    if (typeof value !== 'number') continue;
    bases.add(`count ${value}`);
    for (const [ends, factor, of] of FACTORS)
      if (ends.test(name)) bases.add(`${of} ${Math.round(value * factor)}`);
  }
  return bases;
};

/** How long ago, how long for: told, not wanted. */
const TOLD_BEFORE = regex(
  'iu',
  String.raw`(?<![\p{L}])(?:last|past|next|first|in|within|since|than|about|around|some|for|every|`,
  String.raw`over|during|take|takes|took|waiting|wait|waited|lasts?)(?: the)?(?: last| past|`,
  String.raw` next)?\s*$`,
);
const TOLD_AFTER = regex(
  'iu',
  String.raw`^\s*(?:ago|later|earlier|old(?! are| and)|in advance|before the|after the|per (?:run|`,
  String.raw`month|day|week|file|photo)|a (?:day|week|month|run)|each)(?![\p{L}])`,
);
/** "Kept for 30 days" is a wish, "down for 3 hours" is told. */
const KEPT_FOR = regex(
  'iu',
  String.raw`(?<![\p{L}])(?:kept|keeps?|retain\w*|retention|stored?|lives?|valid)`,
  String.raw`(?:\s+[\p{L}]+){0,3}\s+for\s*$`,
);
const OLDER_THAN = /older than\s*$/iu;
const STATES = /(?:(?<![\p{L}])(?:to|of|is|be|at)|[:=])\s*$/iu;

const isLeft = (quantity: SaidQuantity, given: string, bases: ReadonlySet<string>): boolean => {
  const { start, end, of, base, value, isWanted } = quantity;
  if (!isWanted || bases.has(`${of} ${Math.round(base)}`)) return false;
  const before = given.slice(Math.max(0, start - 30), start);
  if (of === 'count')
    return (
      STATES.test(before) &&
      !/^[^\S\n]*\p{L}/u.test(given.slice(end)) &&
      !bases.has(`count ${value}`)
    );
  if (of !== 'time' && of !== 'size') return false;
  if (OLDER_THAN.test(before) || KEPT_FOR.test(before)) return true;
  return !TOLD_BEFORE.test(before) && !TOLD_AFTER.test(given.slice(end, end + 30));
};

const textsOf = (value: ParameterValue): readonly string[] => {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.map(String);
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, one]) => [name, one])
    : [];
};

/** Behind these words stands what something is for, like or beside, and no target. */
const BESIDE = regex(
  'iu',
  String.raw`(?<![\p{L}-])(?:like|unlike|as|than|behind|before|beside|after|by|and|or|`,
  String.raw`front of|instead of|used by|owned by|via|depends on|not|same as|from|into|in|`,
  String.raw`on|at|`,
  String.raw`part of)`,
  String.raw`(?:\s+(?:the|our|a|an|its|their))?(?:\s+[\p{L}\d]+){0,3}?\s*[("'\x60]*$`,
);

/** An alarm names by its metric what it watches. */
const WATCHED =
  /(?<![\p{L}-])(?:for|of)(?:\s+(?:the|our|a|an|its))?(?:\s+[\p{L}\d]+){0,3}?\s*["'\x60]*$/iu;

const CONSTANT = /(?<![\w-])[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+(?![\w-])/g;
const HUMPS = /(?<![\w./-])(?:[A-Z]+[a-z0-9]+){3,}(?![\w./-]\w)/g;

/** "Sichtbarkeits-Timeout", "Approved-by": words of a sentence, as no resource is named. */
const COMPOUND = /^\p{Lu}\p{Ll}+(?:-\p{L}+)+$/u;

const overlaps = (spans: readonly Span[], start: number, end: number): boolean =>
  spans.some((span) => span.start < end && start < span.end);

const wordsLeft = (accounted: Accounted, text: string): readonly string[] => {
  const own = [...accounted.parameters.values()].flatMap(textsOf);
  const said = [...own, ...(accounted.said ?? [])].join('\n').toLowerCase();
  const isSaid = (word: string): boolean => said.includes(word.toLowerCase());
  const isFree = ({ start, end }: Span): boolean => !overlaps(accounted.spans, start, end);
  const constants = [...text.matchAll(CONSTANT), ...text.matchAll(HUMPS)]
    .map((match) => ({ text: match[0], start: match.index, end: match.index + match[0].length }))
    .filter((one) => isFree(one) && !isSaid(one.text));
  const isAlarm = accounted.parameters.has('metric');
  const name = accounted.parameters.get('name');
  /** Beside a group that is named by its path, another path is another group. */
  const isAnother = ({ text: word }: NameToken): boolean =>
    word.startsWith('/') && typeof name === 'string' && name.startsWith('/');
  const nouns = findTypes(text);
  const isNoun = (token: NameToken): boolean => overlaps(nouns, token.start, token.end);
  const names = tokensOf(text.slice(0, accounted.length)).filter(
    (token) =>
      isIdentifier(token) &&
      !token.text.includes('@') &&
      !COMPOUND.test(token.text) &&
      isFree(token) &&
      !isNoun(token) &&
      !isSaid(token.text) &&
      !accounted.isAccount(token.text) &&
      (isAnother(token) || !BESIDE.test(text.slice(Math.max(0, token.start - 60), token.start))) &&
      !(isAlarm && WATCHED.test(text.slice(Math.max(0, token.start - 60), token.start))),
  );
  return [...constants, ...names].map((one) => one.text);
};

const featuresLeft = (accounted: Accounted, text: string): readonly string[] => {
  const nouns = findTypes(text);
  return [...text.matchAll(FEATURES)].flatMap((match) => {
    const [start, end] = [match.index, match.index + match[0].length];
    const isNoun = nouns.some((noun) => noun.start <= start && end <= noun.end);
    const isRead = overlaps([...accounted.spans, ...accounted.measured], start, end);
    return isNoun || isRead ? [] : [match[0]];
  });
};

/**
 * What an order says that nothing was made of: numbers with a unit, constants, names and known
 * features that are in no field, no target and no place. Nothing may be left over where a change is
 * accepted: a wish that is lost is worse than a question.
 */
export const leftoversOf = (accounted: Accounted): readonly string[] => {
  const stated = withoutReasons(accounted.text);
  const given = blanked(stated, PURPOSE);
  const text = blanked(given, NOISE);
  const bases = basesOf(accounted.parameters);
  const numbers = saidQuantities(text)
    .filter((quantity) => !overlaps(accounted.spans, quantity.start, quantity.end))
    .filter((quantity) => isLeft(quantity, given, bases))
    .map(({ start, end }) => given.slice(start, end).trim());
  const { type } = accounted;
  const own = type === undefined ? [] : serviceDoubts(type, { ...accounted, text: stated });
  return [...own, ...numbers, ...wordsLeft(accounted, text), ...featuresLeft(accounted, text)];
};
