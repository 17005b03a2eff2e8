import type { AwsAccount } from '../../task/account.ts';
import { Fault } from '../../task/fault.ts';
import type { CostGap, CostReport } from './cost-report.ts';

/** What the reader hands over: the report, or why there is none. */
export interface CostAnswer {
  readonly report?: CostReport;
  readonly gaps: readonly CostGap[];
  readonly requests: number;
  /** The organization, for names; empty when it could not be listed. */
  readonly accounts: readonly AwsAccount[];
}

/** Amounts are told from other texts by this, because JSON has no exact numbers. */
const AMOUNT = /^money:(-?\d+)$/;

/** For `JSON.stringify`: an amount as text that `readAmount` knows. */
export const writeAmount = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? `money:${value}` : value;

/** For `JSON.parse`: the amount that `writeAmount` wrote. */
export const readAmount = (_: string, value: unknown): unknown => {
  const digits = typeof value === 'string' ? AMOUNT.exec(value)?.[1] : undefined;
  return digits === undefined ? value : BigInt(digits);
};

/** A report as JSON text in which amounts stay exact. */
export const writeCostAnswer = (answer: CostAnswer): string => JSON.stringify(answer, writeAmount);

/** Reads what `writeCostAnswer` wrote; anything else is a Fault. */
export const readCostAnswer = (text: unknown): CostAnswer => {
  if (typeof text !== 'string') throw new Fault('malformed-answer', 'a cost report is text');
  const answer: CostAnswer = JSON.parse(text, readAmount);
  const isWhole =
    Array.isArray(answer.gaps) &&
    Array.isArray(answer.accounts) &&
    Number.isSafeInteger(answer.requests);
  const { report } = answer;
  if (!isWhole || (report !== undefined && typeof report.total !== 'bigint')) {
    throw new Fault('malformed-answer', 'what the reader handed over is no cost report');
  }
  return answer;
};
