import { isJsonObject, type JsonObject } from '../task/json.ts';
import type { PlannedChange } from './change.ts';
import type { CostEstimate, CostLine } from './cost.ts';
import type { PlanKnowledge } from './drafted.ts';

/** One resource to be priced: its properties before and after, absent where it does not exist. */
export interface PricedChange {
  readonly change: PlannedChange;
  readonly region: string;
  readonly before?: JsonObject;
  readonly after?: JsonObject;
  /** True for what an operation changes: the call has no price, whatever becomes of its target. */
  readonly isOperated?: true;
}

type Priced = { readonly line: CostLine } | { readonly unpriced: string };

type Costs = Pick<PlanKnowledge, 'costOf' | 'unpricedChange' | 'pricing'>;

/** Cents: what the comment shows and what the sums are made of. */
const round = (usd: number): number => Math.round(usd * 100) / 100;

const priceOne = (priced: PricedChange, known: Costs): Priced => {
  const { change, region, before, after } = priced;
  if (priced.isOperated === true) return { unpriced: 'an operation has no price here' };
  if (change.action !== 'create' && before === undefined) {
    return { unpriced: 'AWS did not show what it is like today' };
  }
  const hidden =
    before === undefined || after === undefined
      ? undefined
      : known.unpricedChange?.(change.type, before, after);
  if (hidden !== undefined) return { unpriced: hidden };
  const sides = [before, after].map((properties) =>
    properties === undefined
      ? { afterUsdMonthly: 0, assumptions: [], sources: [] }
      : known.costOf(change.type, properties, region),
  );
  const [was, is] = sides;
  if (was === undefined || 'unpriced' in was) return { unpriced: was?.unpriced ?? '' };
  if (is === undefined || 'unpriced' in is) return { unpriced: is?.unpriced ?? '' };
  return {
    line: {
      logicalId: change.logicalId,
      type: change.type,
      beforeUsdMonthly: round(was.afterUsdMonthly),
      afterUsdMonthly: round(is.afterUsdMonthly),
      assumptions: is.assumptions.length > 0 ? is.assumptions : was.assumptions,
      sources: [...new Set([...was.sources, ...is.sources])].sort(),
    },
  };
};

const sum = (lines: readonly CostLine[], of: (line: CostLine) => number): number =>
  round(lines.reduce((total, line) => total + of(line), 0));

/** Prices every change; what could not be priced is named, never counted as nothing. */
export const estimateCost = (changes: readonly PricedChange[], known: Costs): CostEstimate => {
  const priced = changes.map((one) => ({ one, result: priceOne(one, known) }));
  const lines = priced.flatMap(({ result }) => ('line' in result ? [result.line] : []));
  const beforeUsdMonthly = sum(lines, (line) => line.beforeUsdMonthly);
  const afterUsdMonthly = sum(lines, (line) => line.afterUsdMonthly);
  return {
    beforeUsdMonthly,
    afterUsdMonthly,
    deltaUsdMonthly: round(afterUsdMonthly - beforeUsdMonthly),
    lines,
    unpriced: priced.flatMap(({ one, result }) =>
      'unpriced' in result ? [{ logicalId: one.change.logicalId, because: result.unpriced }] : [],
    ),
    ...known.pricing,
  };
};

/** Properties of one resource before and after, from the change set's context where AWS sent it. */
export const contextOf = (
  raw: JsonObject | undefined,
  side: 'BeforeContext' | 'AfterContext',
): JsonObject | undefined => {
  const change = raw?.['ResourceChange'];
  const context = isJsonObject(change) ? change[side] : undefined;
  if (typeof context !== 'string' || context === '') return undefined;
  try {
    const parsed: unknown = JSON.parse(context);
    const properties = isJsonObject(parsed) ? parsed['Properties'] : undefined;
    return isJsonObject(properties) ? properties : {};
  } catch {
    return undefined;
  }
};
