import { findIds, findTypes } from './find-types.ts';
import { wishOf, withWishes } from './read-wishes.ts';
import { findVerbs, type VerbHit } from './find-verbs.ts';
import { isIdentifier, tokensOf } from './name-token.ts';
import {
  ellipses,
  hasNamedTarget,
  hasTarget,
  sequence,
  unitOf,
  type Draft,
} from './split-orders.ts';
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

const MUTATES = new Set(['CreateResource', 'UpdateResource', 'DeleteResource']);

const ON = /\b(?:on|of|for|from)\s+["'`]?$/i;

/** "and enable versioning on b": not what the order before is about. */
const namesAnother = (last: Draft, next: Draft): boolean =>
  !next.verb.attaches &&
  tokensOf(next.text).some(
    (token) =>
      isIdentifier(token) &&
      ON.test(next.text.slice(0, token.start)) &&
      !last.text.includes(token.text),
  );

const HEADS = /^(?:update|updating|change|changing|modify|modifying|adjust|edit|alter|configure)$/i;

/** "Update the role x in y: attach the policy z": a head with its one change. */
const isHeadOf = (last: Draft, next: Draft): boolean =>
  HEADS.test(last.verb.word) &&
  last.unit === next.unit &&
  /:\s*$/.test(last.text) &&
  hasTarget(last.text) &&
  next.verb.taskType === 'UpdateResource';

/** "… on the bucket a. Enable recovery on the table b": a noun of another kind. */
const isOfOther = (last: Draft, next: Draft): boolean => {
  const own = findTypes(last.text).find(({ isStrong }) => isStrong);
  const other = findTypes(next.text).find(({ isStrong }) => isStrong);
  return own !== undefined && other !== undefined && own.type !== other.type && !next.verb.attaches;
};

/** Another item of a list, with a noun of its own: "1. Tag the topic a. 2. Tag the queue b." */
const isOfOtherItem = (last: Draft, next: Draft): boolean =>
  last.unit !== next.unit &&
  [last, next].every(
    ({ unit, text }) => unit.startsWith('item-') && findTypes(text).some((one) => one.isStrong),
  );

/** True for a clause that only describes what the order before is about. */
const belongsTo = (last: Draft, next: Draft): boolean => {
  if (isHeadOf(last, next)) return true;
  if (next.isSequel || last.unit === '') return false;
  if (next.verb.taskType === 'DeleteResource') return false;
  if (!MUTATES.has(next.verb.taskType)) return false;
  if (next.verb.taskType === 'CreateResource') return false;
  const isOwn = findIds(next.text).length > 0 || hasNamedTarget(next);
  if (namesAnother(last, next)) return false;
  if (last.verb.taskType === 'CreateResource')
    return next.verb.attaches || (!isOwn && next.verb.action === undefined);
  if (last.verb.taskType !== 'UpdateResource' || isOwn || isOfOther(last, next)) return false;
  if (isOfOtherItem(last, next)) return false;
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
  /** Sentences before the first order, and the first of them that wishes for something. */
  readonly wished: Sentence[];
  wish: { readonly order: Draft; readonly sentence: Sentence; readonly at: number } | undefined;
}

/** Behind more orders than any plan may hold nothing is read: the answer is a refusal already. */
const MOST_ORDERS = 40;

const OF_IT = /^\s*(?:it|them)(?![\p{L}'-])/iu;
const isOfIt = ({ text, verb }: Draft): boolean =>
  OF_IT.test(text.slice(verb.end)) && findTypes(text).length === 0 && !hasTarget(text);

/** "Keep it for 30 days. Create it before Monday.": the first says what is to be made. */
const isDescribed = (last: Draft | undefined, draft: Draft): last is Draft =>
  last?.verb.taskType === 'UpdateResource' &&
  last.verb.action === undefined &&
  draft.verb.taskType === 'CreateResource' &&
  isOfIt(last) &&
  isOfIt(draft);

/** "A flow log for vpc-1, please. Create it.": the wish without a verb is what is to be made. */
const isWished = (last: Draft | undefined, draft: Draft): last is Draft =>
  last?.verb.taskType === 'UpdateResource' &&
  last.verb.end === 0 &&
  draft.verb.taskType === 'CreateResource' &&
  isOfIt(draft);

const add = (walk: Walk, draft: Draft): void => {
  const last = walk.orders.at(-1);
  if (walk.orders.length === 1 && isWished(last, draft)) {
    const verb = { ...draft.verb, order: 'any' as const, clauseStart: 0, start: 0, end: 0 };
    walk.orders.splice(0, 1, { ...last, verb, more: [...last.more, draft.text] });
    return;
  }
  if (walk.orders.length === 1 && isDescribed(last, draft)) {
    walk.orders.splice(0, 1, { ...draft, more: [...last.text.split('\n'), ...last.more] });
    return;
  }
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
  if (!isOnlyAbout || walk.wish === undefined) return;
  const { order, sentence, at } = walk.wish;
  walk.context.splice(walk.context.indexOf(sentence.text), 1);
  walk.orders.push({ ...order, more: walk.wished.slice(at + 1).map(({ text }) => text) });
};

/** Each sentence is asked once for its wish, however many orders come to nothing behind it. */
const keepForWish = (walk: Walk, sentence: Sentence): void => {
  const order = walk.wish === undefined ? wishOf(sentence) : undefined;
  if (order !== undefined) walk.wish = { order, sentence, at: walk.wished.length };
  walk.wished.push(sentence);
};

/** "What we need: set up a bucket": the colon begins a clause, and its verb orders. */
const ordersBehindColon = (text: string): boolean => {
  const lead = /^[^:?\n]{2,80}:\s/.exec(text)?.[0].length;
  return lead !== undefined && findVerbs(text).some(({ clauseStart }) => clauseStart >= lead);
};

const take = (walk: Walk, sentence: Sentence): void => {
  if (sentence.isQuestion || (ASKS.test(sentence.text) && !ordersBehindColon(sentence.text))) {
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
    keepForWish(walk, sentence);
  } else last.more.push(sentence.text);
};

/** Sorts sentences into orders, questions and context. */
export const readOrders = (sentences: readonly Sentence[]): Orders => {
  const walk: Walk = { orders: [], questions: [], context: [], wished: [], wish: undefined };
  for (const sentence of sentences) {
    if (walk.orders.length > MOST_ORDERS) break;
    take(walk, sentence);
  }
  const isSilent = walk.orders.length === 0 && walk.questions.length === 0;
  return isSilent ? withWishes(sentences, walk) : walk;
};
