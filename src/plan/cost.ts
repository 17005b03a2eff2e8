import type { JsonObject } from '../task/json.ts';

/** Where a unit price comes from: the dated list of this version, or AWS when it was asked. */
export type PriceSource = 'dated' | 'read';

/** One priced line. All amounts in USD; a month is 730 hours. */
export interface CostLine {
  readonly logicalId: string;
  readonly type: string;
  readonly beforeUsdMonthly: number;
  readonly afterUsdMonthly: number;
  /** What was assumed about use, in words; empty when the price does not depend on use. */
  readonly assumptions: readonly string[];
  /** Where its prices come from, sorted; empty when it is free. */
  readonly sources: readonly PriceSource[];
}

/** Why AWS gave no prices, or not all of them. */
export type PricesMissing = 'denied' | 'unreachable';

export interface CostEstimate {
  readonly beforeUsdMonthly: number;
  readonly afterUsdMonthly: number;
  readonly deltaUsdMonthly: number;
  readonly lines: readonly CostLine[];
  /** Logical ids that could not be priced, with the reason. */
  readonly unpriced: readonly { readonly logicalId: string; readonly because: string }[];
  /** ISO date of the dated prices. */
  readonly pricedOn: string;
  /** ISO date on which AWS was asked; absent where it was not. */
  readonly readOn?: string;
  readonly missing?: PricesMissing;
}

/** A unit price in USD, and where it comes from. */
export interface UnitPrice {
  readonly usd: number;
  readonly source: PriceSource;
}

/** Unit prices by key, such as `s3:standard-gb-month`; undefined when not known. */
export interface PriceBook {
  /** ISO date of the dated prices in it. */
  readonly asOf: string;
  readonly priceOf: (key: string, region: string) => UnitPrice | undefined;
  /** What was read for the plan: some say how much there is only by what they name. */
  readonly seen?: readonly JsonObject[];
}

/**
 * Prices as AWS's Price List gave them: facts of a plan, from which it is made again. The day is
 * that of the asking, told by whoever asked.
 */
export interface ReadPrices {
  readonly readOn: string;
  readonly prices: readonly {
    readonly key: string;
    readonly region: string;
    readonly usd: number;
  }[];
  readonly missing?: PricesMissing;
}

/** Hours that a month is billed as. */
export const MONTH_HOURS = 730;

/** To a thousandth of a cent, so that an hour times 730 is the month again, to the cent. */
const round = (usd: number): number => Math.round(usd * 100_000) / 100_000;

/** What a month costs, for one hour of it. */
export const hourlyOf = (usdMonthly: number): number => round(usdMonthly / MONTH_HOURS);

/** What a month costs, for one day of it. */
export const dailyOf = (usdMonthly: number): number => round((usdMonthly / MONTH_HOURS) * 24);

/** The difference in percent of what was; undefined where nothing was, or nothing that cost. */
export const percentOf = (
  cost: Pick<CostEstimate, 'beforeUsdMonthly' | 'deltaUsdMonthly'>,
): number | undefined =>
  cost.beforeUsdMonthly > 0
    ? Math.round((cost.deltaUsdMonthly / cost.beforeUsdMonthly) * 1000) / 10
    : undefined;
