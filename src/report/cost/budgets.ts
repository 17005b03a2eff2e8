import type { BudgetStanding } from './cost-report.ts';
import { sumOf, type Money } from './money.ts';
import type { Forecast } from './outlook.ts';

/** What a month may cost, for everything a report is about. */
export interface Budget {
  readonly name: string;
  readonly limit: Money;
}

/** Percentages at which a budget is spoken of. */
export const BUDGET_MARKS: readonly number[] = [80, 100, 120];

/** The highest mark that an amount has reached; 0 for none. */
const markOf = (amount: Money, limit: Money): number =>
  BUDGET_MARKS.findLast((mark) => amount * 100n >= limit * BigInt(mark)) ?? 0;

/** How budgets stand by what was spent since the first of the month, and by what is expected. */
export const standingsOf = (
  budgets: readonly Budget[],
  month: { readonly spent: Money | undefined; readonly forecast?: Forecast },
): readonly BudgetStanding[] => {
  const { spent, forecast } = month;
  if (spent === undefined) return [];
  const expected = forecast === undefined ? undefined : sumOf([spent, forecast.amount]);
  return budgets.map(({ name, limit }) => ({
    name,
    limit,
    spent,
    reached: markOf(spent, limit),
    willReach: markOf(expected ?? spent, limit),
    ...(expected === undefined ? {} : { expected }),
  }));
};
