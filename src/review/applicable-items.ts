import { isAtLeast, type Tier } from '../task/tier.ts';
import type { Baseline, BaselineItem } from './baseline.ts';

/**
 * The items that a tier asks for: its own and those of every laxer tier, without those that a
 * stricter item stands in for.
 */
export const applicableItems = (
  baselines: readonly Baseline[],
  tier: Tier,
): readonly BaselineItem[] => {
  const asked = baselines.flatMap(({ items }) => items).filter(({ from }) => isAtLeast(tier, from));
  const replaced = new Set(asked.map(({ replaces }) => replaces));
  return asked.filter(({ id }) => !replaced.has(id));
};

/** True when an item is about resources of this type. */
export const isAbout = (item: BaselineItem, type: string): boolean =>
  item.types.includes(type) || (item.types.includes('*') && type !== 'Template');

/** True when an item is about resources of one of these types. */
export const isAboutAny = (item: BaselineItem, types: ReadonlySet<string>): boolean =>
  item.types.some((type) => type === '*' || types.has(type));
