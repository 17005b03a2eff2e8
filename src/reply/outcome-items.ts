import { claimedUsdMonthly } from '../plan/item.ts';
import { shortDigest } from '../task/ids.ts';
import { blocks, dollars, listed } from './markdown.ts';
import type { OutcomeView } from './outcome.ts';
import { fence } from './quote.ts';

/** `item 2`, or `items 2 and 5`. */
export const itemWords = (numbers: readonly number[]): string =>
  `${numbers.length === 1 ? 'item' : 'items'} ${listed(numbers.map(String))}`;

/** What was carried out: a plan by its name, or some items of one. */
export const planName = ({ plan, digest, menu }: OutcomeView): string => {
  if (menu === undefined) return `plan \`${shortDigest(digest)}\``;
  const numbers = (plan.items ?? []).map(({ number }) => number);
  return `${itemWords(numbers)} of plan \`${shortDigest(menu.digest)}\``;
};

/** What was claimed of the items that were carried out; empty for a plan without items. */
export const claimWords = ({ plan }: Pick<OutcomeView, 'plan'>): string => {
  const { items = [] } = plan;
  if (items.length === 0) return '';
  const unpriced = items.filter(({ worth }) => 'unpriced' in worth).length;
  const rest = unpriced === 0 ? '' : `; ${unpriced} of them not priced`;
  return (
    `**Claimed** · ${dollars(claimedUsdMonthly(items))} a month by ${itemWords(
      items.map(({ number }) => number),
    )}${rest}. Claimed is what prices say; the weekly cost report tells after ` +
    '7, 14 and 30 days what was seen of it.'
  );
};

/** The other items of the same plan, with the line that approves them; empty where none waits. */
export const openWords = ({ menu }: OutcomeView): string => {
  if (menu === undefined || menu.open.length === 0) return '';
  const line = `/approve ${shortDigest(menu.digest)} ${menu.open.join(',')}`;
  return blocks(`**Still to be had** · ${itemWords(menu.open)}:`, fence(line));
};
