import type { PriceBook } from '../../plan/cost.ts';
import { COMPUTE_PRICES } from './compute-price-table.ts';
import { AS_OF, PRICES } from './price-table.ts';
import { STANDING_PRICES } from './standing-price-table.ts';

/** The dated prices. A key or region it does not hold is unknown, never the price of another. */
export const priceBook: PriceBook = {
  asOf: AS_OF,
  priceOf: (key, region) => (PRICES[key] ?? COMPUTE_PRICES[key] ?? STANDING_PRICES[key])?.[region],
};
