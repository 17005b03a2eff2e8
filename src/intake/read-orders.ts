import { regex } from './words/regex.ts';
import { findIds, findTypes } from './find-types.ts';
import { objectOf } from './object-of.ts';
import { wishOf, withWishes } from './read-wishes.ts';
import { findVerbs, type VerbHit } from './find-verbs.ts';
import { isIdentifier, tokensOf } from './name-token.ts';
import type { Sentence } from './split-sentences.ts';
import { ASKS, SEQUEL } from './words/phrases.ts';

/** One order with the words that belong to it. */
export interface Order {
  readonly verb: VerbHit;
  /** The clause; offsets of the verb point into it. */
  readonly text: string;
  /** Further sentences that describe the same thing. */
  readonly more: readonly string[];
  /** True when the text says that it follows the order before. */
  readonly isSequel: boolean;
  readonly unit: string;
}

/** The sentences of an issue, sorted by what they are. */
export interface Orders {
  readonly orders: readonly Order[];
  readonly questions: readonly Sentence[];
  /** Everything before the first order, and what belongs to none. */
  readonly context: readonly string[];
}

interface Draft {
  verb: VerbHit;
  text: string;
  more: string[];
  isSequel: boolean;
  unit: string;
}

const unitOf = ({ block, list, item }: Sentence): string =>
  list === undefined ? `block-${block}` : `item-${list}-${item ?? 0}`;

const hasTarget = (text: string): boolean =>
  findIds(text).length > 0 || tokensOf(text).some((token) => isIdentifier(token));

/** Splits a sentence at its verbs. */
const clausesOf = (text: string, verbs: readonly VerbHit[], unit: string): readonly Draft[] =>
  verbs.map((verb, index) => {
    const start = index === 0 ? 0 : verb.clauseStart;
    const end = verbs[index + 1]?.clauseStart ?? text.length;
    const clause = text.slice(start, end);
    const lead = text.slice(start, verb.start);
    const moved = { ...verb, start: verb.start - start, end: verb.end - start };
    return { verb: moved, text: clause, more: [], isSequel: SEQUEL.test(lead), unit };
  });

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

/** "the bucket x and the table y": inside the object, each noun with a name is a task. */
const coordinates = (draft: Draft): readonly Draft[] => {
  const object = objectOf(draft.text, draft.verb.end);
  const parts = object.split(AND);
  const isList =
    parts.length > 1 && parts.every((part) => findTypes(part).length > 0 && hasTarget(part));
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

/** "…, and after that the cluster itself": an order without a verb takes the one before. */
const ellipses = (draft: Draft): readonly Draft[] => {
  const { end } = draft.verb;
  const [tail = '', ...rest] = draft.text.slice(end).split(SPLIT);
  const first = draft.text.slice(0, end) + tail;
  const later = rest.filter((part) => findTypes(part).length > 0 && hasTarget(part));
  if (later.length === 0 || later.length !== rest.length) return placed(draft);
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
const sequence = (sentence: Sentence, before: Draft | undefined): readonly Draft[] => {
  if (before === undefined || hasNamedTarget(before) || !FIRST.test(sentence.text)) return [];
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

const hasNamedTarget = (draft: Draft): boolean =>
  findTypes(draft.text.slice(draft.verb.end)).some(({ end }) => {
    const next = tokensOf(draft.text.slice(draft.verb.end + end, draft.verb.end + end + 60))[0];
    return next !== undefined && isIdentifier(next);
  });

const MUTATES = new Set(['CreateResource', 'UpdateResource', 'DeleteResource']);

/** True for a clause that only describes what the order before is about. */
const belongsTo = (last: Draft, next: Draft): boolean => {
  if (next.isSequel || last.unit === '') return false;
  if (next.verb.taskType === 'DeleteResource') return false;
  if (!MUTATES.has(next.verb.taskType)) return false;
  if (next.verb.taskType === 'CreateResource') return false;
  const isOwn = findIds(next.text).length > 0 || hasNamedTarget(next);
  if (last.verb.taskType === 'CreateResource')
    return next.verb.attaches || (!isOwn && next.verb.action === undefined);
  if (last.verb.taskType !== 'UpdateResource' || isOwn) return false;
  return last.verb.action === undefined && next.verb.action === undefined;
};

/** A list item is one task, unless it holds two kinds of change with a target each. */
const isSameItem = (last: Draft, next: Draft): boolean =>
  last.unit === next.unit &&
  next.unit.startsWith('item-') &&
  next.verb.taskType !== 'DeleteResource' &&
  next.verb.attaches;

/** An update that names nothing of AWS orders nothing: "attach the list as a file". */
const isEmpty = (draft: Draft): boolean =>
  draft.verb.taskType === 'UpdateResource' &&
  findTypes(draft.text).length === 0 &&
  !hasTarget(draft.text) &&
  !/\b(?:it|them|its|this)\b/i.test(draft.text) &&
  !/\d/.test(draft.text);

interface Walk {
  readonly orders: Draft[];
  readonly questions: Sentence[];
  readonly context: string[];
  /** Sentences before the first order. */
  readonly wished: Sentence[];
}

/** More orders than any plan may hold are not read: the answer is a refusal all the same. */
const MOST_ORDERS = 120;

const add = (walk: Walk, draft: Draft): void => {
  if (walk.orders.length >= MOST_ORDERS) return;
  const last = walk.orders.at(-1);
  const isReading = last !== undefined && !MUTATES.has(last.verb.taskType);
  if (isEmpty(draft) && (last === undefined || isReading)) walk.context.push(draft.text);
  else if (
    last !== undefined &&
    (isEmpty(draft) || belongsTo(last, draft) || isSameItem(last, draft))
  )
    last.text = `${last.text}\n${draft.text}`;
  else walk.orders.push(draft);
};

/** "Need a bucket b. Lifecycle: expire after 2 weeks": the wish makes what the words describe. */
const wishFirst = (walk: Walk, drafts: readonly Draft[]): void => {
  if (walk.orders.length > 0 || walk.questions.length > 0) return;
  const isOnlyAbout = drafts.every(
    (draft) =>
      draft.verb.taskType === 'UpdateResource' &&
      draft.verb.action === undefined &&
      findIds(draft.text).length === 0 &&
      !hasNamedTarget(draft),
  );
  const at = isOnlyAbout ? walk.wished.findIndex((one) => wishOf(one) !== undefined) : -1;
  const sentence = walk.wished[at];
  const wish = sentence === undefined ? undefined : wishOf(sentence);
  if (wish === undefined || sentence === undefined) return;
  walk.context.splice(walk.context.indexOf(sentence.text), 1);
  const more = walk.wished.slice(at + 1).map(({ text }) => text);
  walk.orders.push({ ...wish, more: [...more] });
};

const take = (walk: Walk, sentence: Sentence): void => {
  if (sentence.isQuestion || ASKS.test(sentence.text)) {
    walk.questions.push(sentence);
    return;
  }
  const verbs = findVerbs(sentence.text);
  const last = walk.orders.at(-1);
  if (verbs.length > 0) {
    const drafts = clausesOf(sentence.text, verbs, unitOf(sentence)).flatMap(ellipses);
    wishFirst(walk, drafts);
    for (const draft of drafts) add(walk, draft);
    return;
  }
  const steps = sequence(sentence, last);
  if (steps.length > 0) walk.orders.splice(-1, 1, ...steps);
  else if (last === undefined) {
    walk.context.push(sentence.text);
    walk.wished.push(sentence);
  } else last.more.push(sentence.text);
};

/** Sorts sentences into orders, questions and context. */
export const readOrders = (sentences: readonly Sentence[]): Orders => {
  const walk: Walk = { orders: [], questions: [], context: [], wished: [] };
  for (const sentence of sentences) take(walk, sentence);
  const isSilent = walk.orders.length === 0 && walk.questions.length === 0;
  return isSilent ? withWishes(sentences, walk) : walk;
};
