import { stringify } from 'yaml';
import { ITEM_TIERS, type Baseline, type BaselineItem } from '../../review/baseline.ts';
import { layerBaselines } from '../../review/layer-baselines.ts';
import { parseBaseline } from '../../review/parse-baseline.ts';
import type { Lesson } from './judge.ts';

/** An item as an extension asks for it, and in which way that is more. */
export interface Tightened {
  readonly item: BaselineItem;
  readonly how: 'earlier' | 'binding';
}

/** A `baseline.yml` of the organization that a lesson proposes. */
export interface Extension {
  readonly prefix: string;
  readonly text: string;
  readonly items: readonly Tightened[];
}

/**
 * What blocked a plan in the first tier that asks for it is asked for one tier before, where its
 * lack is seen and blocks less; what is advisory and was added by hand becomes binding.
 */
const tightened = (lesson: Lesson): Tightened | undefined => {
  if (lesson.kind === 'added') {
    const { item } = lesson;
    return item.isAdvisory ? { item: { ...item, isAdvisory: false }, how: 'binding' } : undefined;
  }
  if (lesson.kind !== 'blocked' || lesson.item.from !== lesson.tier) return undefined;
  const from = ITEM_TIERS[ITEM_TIERS.indexOf(lesson.item.from) - 1];
  return from === undefined ? undefined : { item: { ...lesson.item, from }, how: 'earlier' };
};

const rowOf = ({ isAdvisory, isPolicy, isSilent, references, ...item }: BaselineItem): object => ({
  ...item,
  ...(isAdvisory ? { advisory: true } : {}),
  ...(isPolicy ? { policy: true } : {}),
  ...(isSilent ? { silent: true } : {}),
  ...(references.length === 0 ? {} : { references }),
});

const textOf = ({ service, prefix }: Baseline, items: readonly BaselineItem[]): string =>
  stringify({ service, prefix, items: items.map(rowOf) }, { aliasDuplicateObjects: false });

/** True for an extension with which the application would start. */
const isLoadable = (text: string, baselines: readonly Baseline[]): boolean => {
  const parsed = parseBaseline(text, 'baseline.yml');
  return parsed.ok && layerBaselines(baselines, [parsed.value]).ok;
};

/**
 * One extension for each service of which an item blocked too late or was advisory and is wanted.
 * It only tightens, and it is tried before it is proposed.
 */
export const extensionsOf = (
  lessons: readonly Lesson[],
  baselines: readonly Baseline[],
): readonly Extension[] => {
  const wanted = lessons.flatMap((one) => tightened(one) ?? []);
  const byId = new Map(wanted.map((one) => [one.item.id, one]));
  return baselines.flatMap((baseline) => {
    const items = baseline.items.flatMap(({ id }) => byId.get(id) ?? []);
    if (items.length === 0) return [];
    const text = textOf(
      baseline,
      items.map(({ item }) => item),
    );
    return isLoadable(text, baselines) ? [{ prefix: baseline.prefix, text, items }] : [];
  });
};
