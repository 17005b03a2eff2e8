import { z } from 'zod';
import type { AwsResource } from '../../../task/aws-resource.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { readParsed } from '../../facts.ts';
import { amountsOf, budgetSchema } from '../list.ts';

const oneSchema = z.object({ Budget: budgetSchema.nullish() });
const notificationsSchema = z.object({ Notifications: z.array(z.looseObject({})).nullish() });

/** What a budget has counted, and how many notifications it has. */
export const readBudgetHealth = async (
  reader: AwsReader,
  { id, region, accountId }: AwsResource,
): Promise<Readonly<Record<string, unknown>>> => {
  const input = { AccountId: accountId, BudgetName: id };
  const call = { client: 'Budgets', region, input };
  const one = await readParsed(reader, { ...call, operation: 'DescribeBudget' }, oneSchema);
  const operation = 'DescribeNotificationsForBudget';
  const told = await readParsed(reader, { ...call, operation }, notificationsSchema);
  const budget = one?.Budget;
  return {
    ...(budget === undefined || budget === null ? {} : amountsOf(budget)),
    notifications: told?.Notifications?.length ?? 0,
  };
};
