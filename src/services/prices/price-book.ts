import type { PriceBook, ReadPrices } from '../../plan/cost.ts';
import { COMPUTE_PRICES } from './compute-price-table.ts';
import { MESSAGING_PRICES } from './messaging-price-table.ts';
import { AS_OF, PRICES } from './price-table.ts';
import { EDGE_PRICES } from './edge-price-table.ts';
import { STANDING_PRICES } from './standing-price-table.ts';

/** Every table of dated prices; no key stands in two. */
const TABLES = [PRICES, COMPUTE_PRICES, STANDING_PRICES, MESSAGING_PRICES, EDGE_PRICES];

const ROWS: Readonly<Record<string, Readonly<Record<string, number>>>> = Object.fromEntries(
  TABLES.flatMap((table) => Object.entries(table)),
);

/** The dated prices. A key or region it does not hold is unknown, never the price of another. */
export const priceBook: PriceBook = {
  asOf: AS_OF,
  priceOf: (key, region) => {
    const usd = ROWS[key]?.[region];
    return usd === undefined ? undefined : { usd, source: 'dated' };
  },
};

/** Every key and region of the dated prices. */
export const datedPrices = (): readonly (readonly [key: string, region: string])[] =>
  Object.entries({ ...PRICES, ...COMPUTE_PRICES }).flatMap(([key, row]) =>
    Object.keys(row).map((region) => [key, region] as const),
  );

const placeOf = (key: string, region: string): string => `${region} ${key}`;

/** The dated prices under those that AWS gave: what it did not give is as it was. */
export const bookWith = (read?: ReadPrices): PriceBook => {
  if (read === undefined) return priceBook;
  const known = new Map(read.prices.map(({ key, region, usd }) => [placeOf(key, region), usd]));
  return {
    asOf: AS_OF,
    priceOf: (key, region) => {
      const usd = known.get(placeOf(key, region));
      return usd === undefined ? priceBook.priceOf(key, region) : { usd, source: 'read' };
    },
  };
};
