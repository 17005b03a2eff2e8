import { regex } from './words/regex.ts';
import { VERB_OF } from './words/verb-words.ts';
import { findIds, findTypes } from './find-types.ts';
import type { VerbHit } from './find-verbs.ts';
import { isIdentifier, isPlainName, tokensOf } from './name-token.ts';
import { objectOf } from './object-of.ts';
import type { Sentence } from './split-sentences.ts';

/** An order while its words are gathered. */
export interface Draft {
  verb: VerbHit;
  text: string;
  more: string[];
  isSequel: boolean;
  unit: string;
}

/** What an order stands in: a block, or one item of a list. */
export const unitOf = ({ block, list, item }: Sentence): string =>
  list === undefined ? `block-${block}` : `item-${list}-${item ?? 0}`;

/** True for a text with an id or a name in it. */
export const hasTarget = (text: string): boolean =>
  findIds(text).length > 0 || tokensOf(text).some((token) => isIdentifier(token));

const SPLIT = regex(
  'iu',
  String.raw`(?:[,;]\s*(?:and\s+|und\s+|y\s+|et\s+|e\s+)?|\s+(?:and|`,
  String.raw`und|y|et|e)\s+)(?=(?:then|after|afterwards|next|finally|`,
  'luego|después|ensuite|puis|après|depois|em seguida|dann|',
  String.raw`danach|anschließend)(?![\p{L}\p{N}]))`,
);

const AND = regex(
  'iu',
  String.raw`(?:\s*,\s*|\s+)(?:and|und|y|et|e|sowie)\s+(?=(?:also )?(?:the|`,
  'an?|my|our|la|el|le|une?|una?|o|a|uma?|der|die|das|den|',
  String.raw`eine?n?)\s)`,
);

const REGION = /(?<![A-Za-z0-9-])[a-z]{2}(?:-[a-z]+){1,2}-\d(?![A-Za-z0-9])/;

/** "the topic a in one region and the topic b in another": each part says all that it needs. */
const placed = (draft: Draft): readonly Draft[] => {
  const head = draft.text.slice(0, draft.verb.end);
  const parts = draft.text.slice(draft.verb.end).split(AND);
  const isWhole = (part: string): boolean =>
    REGION.test(part) && hasTarget(part) && findTypes(part.slice(0, 60)).length > 0;
  if (parts.length < 2 || !parts.every(isWhole)) return coordinates(draft);
  const one = (part: string): Draft => ({ ...draft, more: [], text: `${head} ${part.trim()}` });
  return parts.map(one);
};

/** A noun with its name, which may be a plain word: "the function thumbnailer". */
const isNamedPart = (part: string): boolean => {
  const noun = findTypes(part).at(-1);
  if (noun === undefined) return false;
  const [next] = tokensOf(part.slice(noun.end));
  const isPlain = next !== undefined && next.start <= 2 && isPlainName(next);
  return hasTarget(part) || (isPlain && noun.isStrong);
};

/** "the bucket x and the table y": inside the object, each noun with a name is a task. */
const coordinates = (draft: Draft): readonly Draft[] => {
  const object = objectOf(draft.text, draft.verb.end);
  const parts = object.split(AND);
  const isList = parts.length > 1 && parts.every(isNamedPart);
  if (!isList) return [draft];
  const head = draft.text.slice(0, draft.verb.end);
  const tail = draft.text.slice(draft.verb.end + object.length);
  const one = (part: string): Draft => ({
    ...draft,
    more: [],
    text: `${head} ${part.trim()} ${tail}`,
  });
  return parts.map(one);
};

/** "And after the release delete the topic b": another deed, which the verb before is not. */
const ordersElse = (part: string, { taskType }: VerbHit): boolean => {
  const [noun] = findTypes(part);
  const words =
    part
      .slice(0, noun?.start)
      .toLowerCase()
      .match(/[\p{L}-]+/gu) ?? [];
  return words.some((word) => {
    const row = VERB_OF.get(word);
    return row !== undefined && row.taskType !== taskType;
  });
};

/** "…, and after that the cluster itself": an order without a verb takes the one before. */
export const ellipses = (draft: Draft): readonly Draft[] => {
  const { end } = draft.verb;
  const [tail = '', ...rest] = draft.text.slice(end).split(SPLIT);
  const first = draft.text.slice(0, end) + tail;
  const later = rest.filter((part) => findTypes(part).length > 0 && hasTarget(part));
  if (later.length === 0 || later.length !== rest.length) return placed(draft);
  if (later.some((part) => ordersElse(part, draft.verb))) return placed(draft);
  return [
    { ...draft, text: first },
    ...later.map((text) => {
      const verb = {
        ...draft.verb,
        order: 'any' as const,
        clauseStart: 0,
        start: 0,
        end: 0,
      };
      return { verb, text, more: [], isSequel: true, unit: draft.unit };
    }),
  ];
};

const FIRST =
  /(?<![\p{L}])(?:(?:goes?|comes?|is) first|first|zuerst|primero|d'abord|primeiro|先)(?![\p{L}])/iu;

/** "The node group goes first, then the cluster": verbless, after an order without a target. */
export const sequence = (sentence: Sentence, before: Draft | undefined): readonly Draft[] => {
  if (before === undefined || !FIRST.test(sentence.text) || hasNamedTarget(before)) return [];
  const parts = sentence.text.split(SPLIT).filter((part) => findTypes(part).length > 0);
  if (parts.length < 2) return [];
  const verb = { ...before.verb, order: 'any' as const, clauseStart: 0, start: 0, end: 0 };
  return parts.map((text, index) => ({
    verb,
    text,
    more: [],
    isSequel: index > 0,
    unit: unitOf(sentence),
  }));
};

const findsNamedTarget = ({ text, verb }: Draft): boolean =>
  findTypes(text.slice(verb.end)).some(({ end }) => {
    const next = tokensOf(text.slice(verb.end + end, verb.end + end + 60))[0];
    return next !== undefined && isIdentifier(next);
  });

/** What was found of a draft as its text was: every sentence behind an order asks it again. */
const FOUND = new WeakMap<Draft, { readonly text: string; readonly isNamed: boolean }>();

/** True where a noun of AWS is followed by its name. */
export const hasNamedTarget = (draft: Draft): boolean => {
  const known = FOUND.get(draft);
  if (known?.text === draft.text) return known.isNamed;
  const isNamed = findsNamedTarget(draft);
  FOUND.set(draft, { text: draft.text, isNamed });
  return isNamed;
};
