import type { Json } from '../../task/json.ts';
import { listOf } from '../acts.ts';
import { at, textIn } from '../compare.ts';
import { holdsTags, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const asked = ({ account, physicalId }: ReadBackInput) => ({
  AccountId: account.id,
  BudgetName: physicalId,
});

const arnOf = ({ account, physicalId }: ReadBackInput): string =>
  `arn:aws:budgets::${account.id}:budget/${physicalId}`;

const amount = (budget: Json | undefined): number =>
  Number(textIn(budget === undefined ? undefined : at(budget, 'BudgetLimit.Amount')));

const ROWS: readonly ReadRow[] = [
  {
    name: 'exists',
    client: 'Budgets',
    operation: 'DescribeBudget',
    input: asked,
    holds: (output) => at(output, 'Budget.BudgetName') !== undefined,
  },
  {
    name: 'limit',
    property: 'Budget',
    client: 'Budgets',
    operation: 'DescribeBudget',
    input: asked,
    holds: (output, planned) => amount(at(output, 'Budget')) === amount(planned),
  },
  {
    name: 'notifications',
    property: 'NotificationsWithSubscribers',
    client: 'Budgets',
    operation: 'DescribeNotificationsForBudget',
    input: asked,
    holds: (output, planned) =>
      listOf(at(output, 'Notifications')).length === listOf(planned).length,
  },
  {
    name: 'tagged',
    property: 'ResourceTags',
    client: 'Budgets',
    operation: 'ListTagsForResource',
    input: (input) => ({ ResourceARN: arnOf(input) }),
    holds: (output, _planned, input) => holdsTags(at(output, 'ResourceTags'), input),
  },
];

/** Reads a budget back by the calls of AWS Budgets. */
export const readBackBudget = async (input: ReadBackInput): Promise<ReadBackCheck> =>
  await runReadBack(input, arnOf(input), ROWS);
