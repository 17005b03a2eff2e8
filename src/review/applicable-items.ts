import { isAtLeast, type Tier } from '../task/tier.ts';
import type { Baseline, BaselineItem } from './baseline.ts';

/** Items that a tier asks for, without those that a stricter one of them stands in for. */
const askedOf = (items: readonly BaselineItem[], tier: Tier): readonly BaselineItem[] => {
  const asked = items.filter(({ from }) => isAtLeast(tier, from));
  const replaced = new Set(asked.map(({ replaces }) => replaces));
  return asked.filter(({ id }) => !replaced.has(id));
};

/**
 * The items that a tier asks for: its own and those of every laxer tier, without those that a
 * stricter item stands in for.
 */
export const applicableItems = (
  baselines: readonly Baseline[],
  tier: Tier,
): readonly BaselineItem[] =>
  askedOf(
    baselines.flatMap(({ items }) => items),
    tier,
  );

/** True when an item is about resources of this type. */
export const isAbout = (item: BaselineItem, type: string): boolean =>
  item.types.includes(type) || (item.types.includes('*') && type !== 'Template');

/**
 * The items that a tier asks for about some types. Rules about other types cost one look each: an
 * item is about every type of the one that it replaces, so nothing else is needed to know.
 */
export const itemsAbout = (
  baselines: readonly Baseline[],
  tier: Tier,
  types: ReadonlySet<string>,
): readonly BaselineItem[] =>
  askedOf(
    baselines.flatMap(({ items }) =>
      items.filter((item) => item.types.some((type) => type === '*' || types.has(type))),
    ),
    tier,
  );
