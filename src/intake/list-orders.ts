import { findTypes } from './find-types.ts';
import { findVerbs } from './find-verbs.ts';
import { isIdentifier, tokensOf } from './name-token.ts';
import type { Order, Orders } from './read-orders.ts';
import type { Sentence } from './split-sentences.ts';

const ENDS_OPEN = /:\s*$|(?:following|siguientes?|suivante?s?|seguintes?|folgende[ns]?|以下)/iu;

const isTargetItem = (text: string): boolean =>
  findVerbs(text).length === 0 &&
  findTypes(text).some(({ type }) => type !== undefined) &&
  tokensOf(text).some((token) => isIdentifier(token)) &&
  !/^\s*[\p{L} ]{2,30}\s?:/u.test(text);

/**
 * "Please create in athena-dev:" with a list of nouns below it: each item takes the verb. Items
 * that only give fields stay with the order above them.
 */
export const listOrders = (sentences: readonly Sentence[], read: Orders): Orders => {
  const [order] = read.orders;
  if (order === undefined || read.orders.length !== 1 || !ENDS_OPEN.test(order.text)) return read;
  const firsts = new Map<string, string[]>();
  for (const { list, item, text } of sentences) {
    if (list === undefined) continue;
    const key = `${list}-${item ?? 0}`;
    firsts.set(key, [...(firsts.get(key) ?? []), text]);
  }
  const items = [...firsts].filter(([, [first]]) => first !== undefined && isTargetItem(first));
  if (items.length === 0 || items.length !== firsts.size) return read;
  const verb = { ...order.verb, clauseStart: 0, start: 0, end: 0 };
  const orders = items.map(([key, [text = '', ...more]]): Order => ({
    verb,
    text,
    more,
    isSequel: false,
    unit: `item-${key}`,
  }));
  return { ...read, orders, context: [...read.context, order.text] };
};
