import { isJsonObject } from '../../task/json.ts';
import { tagActs } from '../acts.ts';
import type { NeedInput, TypeTable } from '../service.ts';
import { generatedName, tableOf } from '../type-table.ts';

/** Budgets are of the account; their name stands inside the budget. */
const budgetArns = (input: NeedInput): readonly string[] => {
  const budget = input.properties['Budget'];
  const name = budget !== undefined && isJsonObject(budget) ? budget['BudgetName'] : undefined;
  const known = input.physicalId ?? (typeof name === 'string' ? name : generatedName(input));
  return [`arn:aws:budgets::${input.account.id}:budget/${known}`];
};

/** One action stands for making, changing and deleting a budget and its notifications. */
export const budgetTable: TypeTable = tableOf({
  type: 'AWS::Budgets::Budget',
  arns: budgetArns,
  slowestMinutes: 2,
  isStateful: false,
  createOnly: ['NotificationsWithSubscribers'],
  sensitiveProperties: [],
  create: ['budgets:ModifyBudget'],
  change: ['budgets:ModifyBudget'],
  remove: ['budgets:ModifyBudget'],
  read: ['budgets:ListTagsForResource', 'budgets:ViewBudget'],
  properties: { ResourceTags: tagActs('budgets:TagResource', 'budgets:UntagResource') },
});

/** The reviewed table of a budget. */
export const BUDGET_TYPES: readonly TypeTable[] = [budgetTable];
