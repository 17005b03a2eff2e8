import type { Operation } from '../service.ts';

const nameIn = (target: string): string => target.split('budget/').at(-1) ?? target;

const asked = (target: string) => ({
  AccountId: target.split(':')[4] ?? '',
  BudgetName: nameIn(target),
});

/** The deletion of a budget that no stack owns: Cloud Control knows none. The target is its ARN. */
export const DELETE_BUDGET: Operation = {
  name: 'budgets:delete-budget',
  client: 'Budgets',
  operation: 'DeleteBudget',
  operationClass: 'destructive',
  inverse: {
    reversibility: 'partly reversible',
    summary: 'make the budget again; whom it told and what it had counted is not known any more',
  },
  needs: (target) => [
    { action: 'budgets:ModifyBudget', resources: [target], purpose: 'forward', via: 'direct' },
    { action: 'budgets:ViewBudget', resources: [target], purpose: 'read', via: 'direct' },
  ],
  input: asked,
  wait: {
    client: 'Budgets',
    operation: 'DescribeBudget',
    input: asked,
    isDone: () => false,
    isDoneWhenGone: true,
    timeoutMinutes: 5,
  },
};

/** The catalogue of budgets. */
export const budgetOperations: readonly Operation[] = [DELETE_BUDGET];
