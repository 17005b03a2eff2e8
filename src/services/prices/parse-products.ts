import { z } from 'zod';
import type { PriceQuery } from './price-queries.ts';

/** One page of `GetProducts`: each product is a JSON document in a string. */
const page = z.object({
  PriceList: z.array(z.string()).default([]),
  NextToken: z.string().optional(),
});

const product = z.object({
  product: z.object({ attributes: z.record(z.string(), z.string()) }),
  terms: z.object({
    OnDemand: z.record(
      z.string(),
      z.object({
        priceDimensions: z.record(
          z.string(),
          z.object({
            unit: z.string(),
            beginRange: z.string().default('0'),
            pricePerUnit: z.object({ USD: z.string() }),
          }),
        ),
      }),
    ),
  }),
});

/** A page of products, unparsed, and the token of the next. */
export interface ProductPage {
  readonly products: readonly string[];
  readonly next?: string;
}

/** Reads an answer of `GetProducts`; undefined where it is none. */
export const parsePage = (output: unknown): ProductPage | undefined => {
  const parsed = page.safeParse(output);
  if (!parsed.success) return undefined;
  const { PriceList: products, NextToken: next } = parsed.data;
  return { products, ...(next === undefined || next === '' ? {} : { next }) };
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * The price of a product's first tier that is not free: free tiers are shared by an account, and an
 * estimate does not count on them. Undefined where one tier is not understood.
 */
const priceOf = (text: string, query: PriceQuery): number | undefined => {
  const parsed = product.safeParse(jsonOf(text));
  if (!parsed.success) return undefined;
  const terms = Object.values(parsed.data.terms.OnDemand);
  const [term] = terms;
  if (term === undefined || terms.length > 1) return undefined;
  const tiers = Object.values(term.priceDimensions)
    .map(({ unit, beginRange, pricePerUnit }) => ({
      isOurs: unit === query.unit,
      from: Number(beginRange),
      usd: pricePerUnit.USD.trim() === '' ? Number.NaN : Number(pricePerUnit.USD),
    }))
    .sort((a, b) => a.from - b.from);
  const isClear = tiers.every(
    ({ isOurs, from, usd }) => isOurs && Number.isFinite(from) && Number.isFinite(usd) && usd >= 0,
  );
  return isClear ? tiers.find(({ usd }) => usd > 0)?.usd : undefined;
};

/** Binary fractions of a price times a million are noise after twelve digits. */
const exact = (usd: number): number => Number(usd.toPrecision(12));

/**
 * The one price of all products that matched, in our unit. Undefined where none matched, where one
 * is not understood, or where two contradict each other: then nobody knows which is meant.
 */
export const parseProducts = (
  products: readonly string[],
  query: PriceQuery,
): number | undefined => {
  const prices = products.map((text) => priceOf(text, query));
  const [first] = prices;
  if (first === undefined || prices.some((price) => price !== first)) return undefined;
  return exact(first * query.per);
};
