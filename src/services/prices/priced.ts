import type { CostLine, PriceBook, PriceSource } from '../../plan/cost.ts';
import type { JsonObject } from '../../task/json.ts';
import type { Service } from '../service.ts';

/** So much of one unit. */
export interface Quantity {
  readonly key: string;
  readonly amount: number;
}

/** What a service says a resource costs; see `Service.cost`. */
export type Cost =
  | Pick<CostLine, 'type' | 'afterUsdMonthly' | 'assumptions' | 'sources'>
  | { readonly unpriced: string };

/** A resource to be priced. */
export interface PricedResource {
  readonly type: string;
  readonly properties: JsonObject;
}

/** Where it is, and what things cost there. */
export interface Place {
  readonly prices: PriceBook;
  readonly region: string;
}

/** The contract's `cost` of a function of a resource and a place. */
export const asServiceCost =
  (costOf: (resource: PricedResource, place: Place) => Cost): Service['cost'] =>
  (type, properties, prices, region) =>
    costOf({ type, properties }, { prices, region });

/** Sums quantities at a region's prices; one unknown price makes the whole unknown. */
export const priced = (
  type: string,
  bill: { readonly quantities: readonly Quantity[]; readonly assumptions: readonly string[] },
  place: Place,
): Cost => {
  const lines = bill.quantities.map(({ key, amount }) => ({
    key,
    price: place.prices.priceOf(key, place.region),
    amount,
  }));
  const unknown = lines.find((line) => line.price === undefined);
  if (unknown !== undefined)
    return { unpriced: `no price is kept for ${unknown.key} in ${place.region}` };
  const total = lines.reduce((sum, line) => sum + (line.price?.usd ?? 0) * line.amount, 0);
  const sources = new Set(
    lines.flatMap(({ price }): readonly PriceSource[] =>
      price === undefined ? [] : [price.source],
    ),
  );
  return {
    type,
    afterUsdMonthly: total,
    assumptions: bill.assumptions,
    sources: [...sources].sort(),
  };
};

/** A resource that costs nothing by itself. */
export const free = (type: string): Cost => ({
  type,
  afterUsdMonthly: 0,
  assumptions: [],
  sources: [],
});
