import { ACCOUNT_TYPE } from '../task/about-account.ts';
import type { AwsResourceType } from '../task/resource-type.ts';
import type { Target } from './decide-type.ts';
import { findTypes } from './find-types.ts';
import { isAccountWord, type FreeText } from './free-text.ts';
import { isIdentifier, tokensOf } from './name-token.ts';
import { objectOf } from './object-of.ts';
import { isAddition } from './order-action.ts';
import type { Order } from './read-orders.ts';
import { newNameBefore, pointedAt, SAYS_NAME, unspared } from './said-before.ts';
import { subjectOf } from './subject-of.ts';
import { readAround, readTarget, type TargetNames, type TargetWords } from './read-target.ts';
import { saysWhatShouldBe } from './stated-values.ts';
import { accountNames, endsThere } from './words/account-words.ts';
import { wordsFor } from './words/all-services.ts';

const NONE: TargetNames = { names: [], ids: [] };

/** "Launch it": all that it is stands elsewhere. */
export const isPronoun = ({ text, verb }: Order): boolean =>
  /^\s*(?:it|them|this|that)(?![\p{L}'-])/iu.test(objectOf(text, verb.end)) &&
  findTypes(objectOf(text, verb.end)).length === 0;

/** "It", "its timeout", "that function", "the table": said before. */
const pointsBack = ({ text }: Order): boolean =>
  /(?<![\p{L}-])(?:it|its|this|that|the)(?![\p{L}'-])/iu.test(text);

/** "thumbnailer (Lambda) can go: delete it": the subject of the same sentence. */
const namesIn = (
  lead: string,
  given: Pick<TargetWords, 'type' | 'isAccount' | 'isLoss'>,
): TargetNames | undefined => {
  const nouns = findTypes(lead).filter(({ type }) => type !== undefined);
  const noun = nouns.find(({ type }) => type === given.type);
  if (noun !== undefined) {
    const found = readTarget({ ...given, text: lead, noun, isNew: false, isOrder: true });
    return found.names.length === 1 || found.ids.length === 1 ? found : undefined;
  }
  const words = tokensOf(lead).filter(
    (token) => isIdentifier(token) && !given.isAccount(token.text),
  );
  const [first] = words;
  const isSubject = first !== undefined && /^\W*$/.test(lead.slice(0, first.start));
  return nouns.length === 0 && words.length === 1 && isSubject
    ? { names: [first.text], ids: [] }
    : undefined;
};

/** "a (Lambda) and b (Lambda) can go, delete it": one is meant, and nobody said which. */
const areSeveral = ({ text, verb }: Order, words: TargetWords): boolean => {
  const lead = text.slice(0, verb.start);
  const { verbEnd: _, ...asked } = words;
  const names = findTypes(lead)
    .filter(({ type }) => type === words.type)
    .flatMap((noun) => readTarget({ ...asked, text: lead, noun }).names);
  return new Set(names).size > 1;
};

/** Names of accounts may have blanks, so a word that could go on with one leaves it open. */
const ofAccount = (order: Order, words: TargetWords): TargetNames => {
  const text = [words.text, ...order.more].join('\n');
  const names = accountNames(text);
  if (names.length > 0) return { names: names.length === 1 ? names : [], ids: [] };
  const read = readTarget(words);
  return { ...read, names: read.names.filter((name) => endsThere(words.text, name)) };
};

/** The names and ids of what an order is about; empty where nothing is certain. */
export const namesOf = (
  order: Order,
  target: Target,
  given: { readonly free: FreeText; readonly type: AwsResourceType; readonly rest: string },
): TargetNames => {
  const isNew = order.verb.taskType === 'CreateResource' || isAddition(order);
  // What names an account elsewhere is the name of the thing itself here.
  const isAccount = given.type === ACCOUNT_TYPE ? () => false : isAccountWord(given.free);
  const isLoss = order.verb.taskType === 'DeleteResource' || order.verb.action === 'empty';
  const sought = { type: given.type, isAccount, isLoss };
  const words = {
    text: given.rest,
    type: given.type,
    isNew,
    isAccount,
    ...(target.noun === undefined ? {} : { noun: target.noun }),
    verbEnd: order.verb.end,
    isOrder: true,
    isLoss,
    isGive: /^(?:give|grant|allow)$/.test(order.verb.word),
    isField: (word: string) =>
      wordsFor(given.type).fields.some((rule) => 'words' in rule && rule.words?.test(word)),
  };
  const own = given.type === ACCOUNT_TYPE ? ofAccount(order, words) : readTarget(words);
  if (own.names.length > 0 || own.ids.length > 0)
    return isPronoun(order) && areSeveral(order, words) ? NONE : own;
  if (isNew) {
    const as = /(?<![\p{L}-])as\s+["'`]?([a-z][\w.]*-[\w.-]*\w)(?![\w/])/iu.exec(given.rest)?.[1];
    if (as !== undefined && !isAccount(as)) return { names: [as], ids: [] };
    const later = order.more.flatMap((text) => {
      const { names } = readTarget({ text, type: given.type, isNew, isAccount });
      return SAYS_NAME.test(text) ? names : [];
    });
    if (later.length > 0 || !isPronoun(order)) return { names: later.slice(0, 1), ids: [] };
    return newNameBefore(given.free.context, { type: given.type, isAccount });
  }
  const lead = namesIn(order.text.slice(0, order.verb.start), sought);
  if (lead !== undefined) return lead;
  const { antecedent } = given.free;
  const isBefore = antecedent?.type === given.type && (order.isSequel || isPronoun(order));
  if (isBefore && antecedent.name !== undefined)
    return { names: [antecedent.name], ids: antecedent.id === undefined ? [] : [antecedent.id] };
  const before = given.free.before ?? '';
  if (before !== '' && (order.isSequel || /\b(?:it|its|them)\b/i.test(order.text))) {
    const named = readAround({ ...sought, text: before, isNew: false });
    if (named.names.length > 0 || named.ids.length > 0) return named;
  }
  const wished = given.free.isOnly === true ? given.free.context.split('\n') : [];
  for (const line of wished.filter(saysWhatShouldBe)) {
    const found = namesIn(line, sought);
    if (found !== undefined) return unspared(found, given.free.told);
  }
  const around = [...order.more, given.free.context].join('\n');
  const found = readAround({ ...sought, text: around, isNew: false });
  if (found.names.length > 0 || found.ids.length > 0) return unspared(found, given.free.told);
  const subject = pointsBack(order) ? subjectOf(given.free.context, sought) : NONE;
  return subject.names.length > 0
    ? unspared(subject, given.free.told)
    : pointedAt(order, given.free.told, sought);
};
