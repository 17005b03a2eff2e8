import type { PriceBook } from '../../plan/cost.ts';

/** Hours that a month is billed as. */
export const MONTH_HOURS = 730;

/** So much of one unit. */
export interface Quantity {
  readonly key: string;
  readonly amount: number;
}

/** What a service says a resource costs; see `Service.cost`. */
export type Cost =
  | { readonly type: string; readonly afterUsdMonthly: number; readonly assumption: string }
  | { readonly unpriced: string };

/** Sums quantities at a region's prices; one unknown price makes the whole unknown. */
export const priced = (
  type: string,
  bill: { readonly quantities: readonly Quantity[]; readonly assumption: string },
  place: { readonly prices: PriceBook; readonly region: string },
): Cost => {
  const lines = bill.quantities.map(({ key, amount }) => ({
    key,
    usd: place.prices.priceOf(key, place.region),
    amount,
  }));
  const unknown = lines.find((line) => line.usd === undefined);
  if (unknown !== undefined)
    return { unpriced: `no price is kept for ${unknown.key} in ${place.region}` };
  const total = lines.reduce((sum, line) => sum + (line.usd ?? 0) * line.amount, 0);
  return { type, afterUsdMonthly: total, assumption: bill.assumption };
};

/** A resource that costs nothing by itself. */
export const free = (type: string): Cost => ({ type, afterUsdMonthly: 0, assumption: '' });
