import type { PricedChange } from '../../plan/cost-estimate.ts';
import type { PriceBook } from '../../plan/cost.ts';
import { estimateCost } from '../../plan/cost-estimate.ts';
import type { JsonObject } from '../../task/json.ts';
import { costsBy } from '../plan-knowledge.ts';
import { priceBook } from './price-book.ts';
import { queryOf } from './price-queries.ts';

/** One price of one region, that AWS can be asked for. */
export interface NeededPrice {
  readonly key: string;
  readonly region: string;
}

/**
 * The prices that an estimate of these changes looks up and AWS can be asked for, once each, in the
 * order of the changes. Free types need none.
 */
export const neededPrices = (
  changes: readonly PricedChange[],
  seen: readonly JsonObject[],
): readonly NeededPrice[] => {
  const looked = new Map<string, NeededPrice>();
  const noting: PriceBook = {
    asOf: priceBook.asOf,
    seen,
    priceOf: (key, region) => {
      looked.set(`${region} ${key}`, { key, region });
      return priceBook.priceOf(key, region);
    },
  };
  estimateCost(changes, { costOf: costsBy(noting), pricing: { pricedOn: noting.asOf } });
  return [...looked.values()].filter(({ key }) => queryOf(key) !== undefined);
};
