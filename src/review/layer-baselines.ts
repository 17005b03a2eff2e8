import { isDeepStrictEqual } from 'node:util';
import type { ConfigError } from '../config/config-file.ts';
import { ITEM_TIERS, type Baseline, type BaselineItem } from './baseline.ts';
import type { Severity } from './finding.ts';

const WEIGHT: Readonly<Record<Severity, number>> = { Critical: 3, High: 2, Medium: 1, Low: 0 };

export type Layered =
  | { readonly ok: true; readonly value: readonly Baseline[] }
  | { readonly ok: false; readonly error: ConfigError };

type Weakens = (floor: BaselineItem, own: BaselineItem) => boolean;

/** What an extension may not do to an item of the core. Each row is one way to weaken it. */
const WEAKENINGS: readonly (readonly [string, Weakens])[] = [
  ['lowers its severity', (floor, own) => WEIGHT[own.severity] < WEIGHT[floor.severity]],
  [
    'lets it begin at a stricter tier',
    (floor, own) => ITEM_TIERS.indexOf(own.from) > ITEM_TIERS.indexOf(floor.from),
  ],
  ['makes it advisory', (floor, own) => own.isAdvisory && !floor.isAdvisory],
  ['takes it out of the policies', (floor, own) => floor.isPolicy && !own.isPolicy],
  ['changes its evidence', (floor, own) => floor.evidence !== own.evidence],
  ['changes its check', (floor, own) => !isDeepStrictEqual(floor.check, own.check)],
  [
    'changes when it applies',
    (floor, own) => !isDeepStrictEqual(floor.appliesWhen, own.appliesWhen),
  ],
  ['leaves out a type', (floor, own) => floor.types.some((type) => !own.types.includes(type))],
  ['changes what it replaces', (floor, own) => floor.replaces !== own.replaces],
];

const weakening = (floor: BaselineItem, own: BaselineItem): string | undefined =>
  WEAKENINGS.find(([, weakens]) => weakens(floor, own))?.[0];

const itemsOf = (baselines: readonly Baseline[]): ReadonlyMap<string, BaselineItem> =>
  new Map(baselines.flatMap(({ items }) => items.map((item) => [item.id, item] as const)));

/** The first item of an extension that would weaken the core, in words. */
const firstWeakening = (
  core: ReadonlyMap<string, BaselineItem>,
  extension: Baseline,
): string | undefined => {
  for (const item of extension.items) {
    const floor = core.get(item.id);
    const how = floor && weakening(floor, item);
    if (how !== undefined) return `the extension ${how}: ${item.id}. It may only add or tighten`;
    const replaced = floor === undefined && item.replaces !== undefined && core.has(item.replaces);
    if (replaced) return `the extension replaces ${item.replaces}. It may only add or tighten`;
  }
  return undefined;
};

const tightened = (baseline: Baseline, own: ReadonlyMap<string, BaselineItem>): Baseline => ({
  ...baseline,
  items: baseline.items.map((item) => own.get(item.id) ?? item),
});

/**
 * Lays the organization's extensions over the core. An item with a new id adds; one with an id of
 * the core may raise severity, begin at a laxer tier, add types or become binding, nothing else.
 */
export const layerBaselines = (
  core: readonly Baseline[],
  extensions: readonly Baseline[],
): Layered => {
  const known = itemsOf(core);
  for (const extension of extensions) {
    const reason = firstWeakening(known, extension);
    if (reason !== undefined) {
      return { ok: false, error: { file: extension.file, line: 1, reason } };
    }
  }
  const own = itemsOf(extensions);
  const added = extensions.map((one) => ({
    ...one,
    items: one.items.filter(({ id }) => !known.has(id)),
  }));
  const base = core.map((one) => tightened(one, own));
  return { ok: true, value: [...base, ...added.filter(({ items }) => items.length > 0)] };
};
