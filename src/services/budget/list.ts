import { z } from 'zod';
import { listByPages } from '../named/list.ts';

/** AWS gives amounts as text. */
const spend = z.object({ Amount: z.string(), Unit: z.string() }).nullish();

export const budgetSchema = z.object({
  BudgetName: z.string(),
  BudgetLimit: spend,
  CalculatedSpend: z.object({ ActualSpend: spend, ForecastedSpend: spend }).nullish(),
});
type Row = z.infer<typeof budgetSchema>;

const pageSchema = z.object({
  Budgets: z.array(budgetSchema).nullish(),
  NextToken: z.string().nullish(),
});

const dollars = (name: string, amount: Row['BudgetLimit']): Readonly<Record<string, number>> =>
  amount?.Unit === 'USD' ? { [name]: Number(amount.Amount) } : {};

/** What a budget allows, what is spent and what AWS foresees, in US dollars where it is those. */
export const amountsOf = (row: Row): Readonly<Record<string, number>> => ({
  ...dollars('limitUsd', row.BudgetLimit),
  ...dollars('actualUsd', row.CalculatedSpend?.ActualSpend),
  ...dollars('forecastUsd', row.CalculatedSpend?.ForecastedSpend),
});

/** Budgets of the account, page by page; they have no region. */
export const listBudgets = listByPages({
  type: 'AWS::Budgets::Budget',
  client: 'Budgets',
  operation: 'DescribeBudgets',
  input: ({ account }) => ({ AccountId: account.id, MaxResults: 100 }),
  takes: 'NextToken',
  nextOf: (page) => page.NextToken,
  schema: pageSchema,
  rows: ({ Budgets }, { account }) =>
    (Budgets ?? []).map((row) => ({
      id: row.BudgetName,
      arn: `arn:aws:budgets::${account.id}:budget/${row.BudgetName}`,
      metadata: amountsOf(row),
    })),
});
