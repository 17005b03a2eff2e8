import { isDenied } from '../aws/aws-error.ts';
import type { ReadPrices } from '../plan/cost.ts';
import type { Clock } from '../execute/ports.ts';
import type { AwsReader, ReadAnswer } from '../services/aws-reader.ts';
import type { NeededPrice } from '../services/prices/needed-prices.ts';
import { parsePage, parseProducts } from '../services/prices/parse-products.ts';
import { priceBook } from '../services/prices/price-book.ts';
import { productsInput, queryOf, type PriceQuery } from '../services/prices/price-queries.ts';
import type { Region } from '../task/ids.ts';
import type { Decided } from '../task/refusal.ts';

/** The Price List answers in few regions only, for all of them. */
const PRICE_LIST_REGION = 'us-east-1' as Region;

/** Calls for one plan, pages included; what is left over has the dated price. */
const MOST_CALLS = 8;
/** One price is one product; more pages than these are not what was asked for. */
const MOST_PAGES = 3;
/** No call is begun after this; one call gives up by itself, see `ReadCall.isBrief`. */
const LONGEST_MS = 5000;
/** After a no, plans do not wait for another one for so long. */
const CLOSED_MS = 10 * 60_000;
const MOST_KEPT = 1000;
/** A price that moved so much since the dated list is more likely another product's. */
const MOST_TIMES = 5;

/** Reads prices for plans. It never fails and never holds a plan up for long. */
export interface PriceReader {
  readonly read: (
    needed: readonly NeededPrice[],
    open: () => Promise<Decided<AwsReader>>,
  ) => Promise<ReadPrices | undefined>;
}

type Missing = NonNullable<ReadPrices['missing']>;

/** One plan's asking. */
interface Asking {
  readonly reader: AwsReader;
  readonly isOver: () => boolean;
  callsLeft: number;
}

/** `later`: not asked to the end, for this plan is out of calls or time. */
type Found = { readonly usd: number | undefined } | { readonly missing: Missing } | 'later';

const askPage = async (asking: Asking, input: object): Promise<ReadAnswer | undefined> => {
  asking.callsLeft -= 1;
  try {
    return await asking.reader.read({
      client: 'Pricing',
      operation: 'GetProducts',
      region: PRICE_LIST_REGION,
      input: { ...input },
      isBrief: true,
    });
  } catch {
    // Prices are wanted, not needed: whatever broke, the dated list is there.
    return undefined;
  }
};

const readProducts = async (asking: Asking, query: PriceQuery, region: string): Promise<Found> => {
  const products: string[] = [];
  let next: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    if (asking.callsLeft === 0 || asking.isOver()) return 'later';
    const token = next === undefined ? {} : { NextToken: next };
    const said = await askPage(asking, { ...productsInput(query, region), ...token });
    if (said === undefined) return { missing: 'unreachable' };
    if (!said.ok) return isDenied(said.code) ? { missing: 'denied' } : { usd: undefined };
    const page = parsePage(said.output);
    if (page === undefined) return { usd: undefined };
    products.push(...page.products);
    next = page.next;
    if (next === undefined) return { usd: parseProducts(products, query) };
  }
  return { usd: undefined };
};

/** A price beside the dated one: undefined where they are too far apart to be of one thing. */
const believed = (usd: number | undefined, one: NeededPrice): number | undefined => {
  const dated = priceBook.priceOf(one.key, one.region)?.usd;
  if (usd === undefined || dated === undefined) return usd;
  return usd <= dated * MOST_TIMES && usd * MOST_TIMES >= dated ? usd : undefined;
};

const placeOf = ({ key, region }: NeededPrice): string => `${region} ${key}`;

/** What was found on one day; no price is remembered as well. */
interface Memory {
  day: string;
  readonly prices: Map<string, number | undefined>;
  closed?: { readonly because: Missing; readonly untilMs: number };
}

const remember = (memory: Memory, one: NeededPrice, usd: number | undefined): void => {
  if (memory.prices.size >= MOST_KEPT) memory.prices.clear();
  memory.prices.set(placeOf(one), usd);
};

const startDay = (memory: Memory, day: string): void => {
  if (memory.day === day) return;
  memory.day = day;
  memory.prices.clear();
};

/** Asks one after the other until AWS says no, or calls or time are used up. */
const askAll = async (
  asking: Asking,
  memory: Memory,
  wanted: readonly NeededPrice[],
): Promise<Missing | undefined> => {
  for (const one of wanted) {
    const query = queryOf(one.key);
    if (query === undefined) continue;
    const found = await readProducts(asking, query, one.region);
    if (found === 'later') return undefined;
    if ('missing' in found) return found.missing;
    remember(memory, one, believed(found.usd, one));
  }
  return undefined;
};

/** Reads prices and keeps them for the day, by region and key. */
export const createPriceReader = (clock: Clock): PriceReader => {
  const memory: Memory = { day: '', prices: new Map() };
  const nowMs = (): number => clock.now().getTime();

  const ask = async (
    wanted: readonly NeededPrice[],
    open: () => Promise<Decided<AwsReader>>,
  ): Promise<Missing | undefined> => {
    if (wanted.length === 0) return undefined;
    if (memory.closed !== undefined && nowMs() < memory.closed.untilMs) {
      return memory.closed.because;
    }
    const opened = await open().catch(() => undefined);
    if (opened?.ok !== true) return opened === undefined ? 'unreachable' : 'denied';
    const endMs = nowMs() + LONGEST_MS;
    const isOver = (): boolean => nowMs() >= endMs;
    const asking = { reader: opened.value, isOver, callsLeft: MOST_CALLS };
    const because = await askAll(asking, memory, wanted);
    if (because !== undefined) memory.closed = { because, untilMs: nowMs() + CLOSED_MS };
    return because;
  };

  return {
    read: async (needed, open) => {
      if (needed.length === 0) return undefined;
      const readOn = clock.now().toISOString().slice(0, 10);
      startDay(memory, readOn);
      const wanted = needed.filter((one) => !memory.prices.has(placeOf(one)));
      const missing = await ask(wanted, open);
      const prices = needed.flatMap((one) => {
        const usd = memory.prices.get(placeOf(one));
        return usd === undefined ? [] : [{ ...one, usd }];
      });
      return { readOn, prices, ...(missing === undefined ? {} : { missing }) };
    },
  };
};
