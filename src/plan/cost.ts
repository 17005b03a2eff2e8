/** One priced line. All amounts in USD; a month is 730 hours. */
export interface CostLine {
  readonly logicalId: string;
  readonly type: string;
  readonly beforeUsdMonthly: number;
  readonly afterUsdMonthly: number;
  /** What was assumed about use, in words; empty when the price does not depend on use. */
  readonly assumption: string;
}

export interface CostEstimate {
  readonly beforeUsdMonthly: number;
  readonly afterUsdMonthly: number;
  readonly deltaUsdMonthly: number;
  readonly lines: readonly CostLine[];
  /** Logical ids that could not be priced, with the reason. */
  readonly unpriced: readonly { readonly logicalId: string; readonly because: string }[];
  /** ISO date of the price fixture. */
  readonly pricedOn: string;
}

/** Unit prices in USD, by key such as `s3:standard-gb-month`; undefined when not known. */
export interface PriceBook {
  readonly asOf: string;
  readonly priceOf: (key: string, region: string) => number | undefined;
}
