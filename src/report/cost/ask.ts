import type { ReadAnswer } from '../../services/aws-reader.ts';

/** One request to Cost Explorer. Each one, and each page of it, costs `USD_A_REQUEST`. */
export interface CostRequest {
  readonly operation: 'GetCostAndUsage' | 'GetCostForecast' | 'GetAnomalies';
  readonly input: Readonly<Record<string, unknown>>;
}

/** Asks Cost Explorer once; the one who counts what the report costs stands behind it. */
export type AskCosts = (request: CostRequest) => Promise<ReadAnswer>;

/** What one question came to: its answer, or why there is none. */
export type Known<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly because: string };

/** The price of one request or page, in US cents. Source: the price list of Cost Explorer. */
export const CENTS_A_REQUEST = 1;
