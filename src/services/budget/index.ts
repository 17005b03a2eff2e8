import { defineService } from '../define-service.ts';
import { asServiceCost } from '../prices/priced.ts';
import { budgetCost } from './cost.ts';
import { draftBudget } from './draft.ts';
import { readBudgetFacts } from './facts.ts';
import { budgetFactsSchema } from './facts-schema.ts';
import { BUDGET_FIELDS } from './fields.ts';
import { budgetHealth } from './health.ts';
import { readBudgetHealth } from './health/facts.ts';
import { listBudgets } from './list.ts';
import { budgetOperations } from './operations.ts';
import { BUDGET_TYPES } from './permissions.ts';
import { readBackBudget } from './read-back.ts';
import { BUDGET_TEMPLATE_TYPES, budgetRemedies } from './remedies.ts';

/** Budgets of a month: they tell somebody before it is spent, and stop nothing. */
export const budget = defineService(
  {
    key: 'budget',
    title: 'Budget',
    resourceType: 'AWS::Budgets::Budget',
    templateTypes: BUDGET_TEMPLATE_TYPES,
    fields: BUDGET_FIELDS,
    readFacts: readBudgetFacts,
    draft: draftBudget,
    types: BUDGET_TYPES,
    remedies: budgetRemedies,
    operations: budgetOperations,
    health: budgetHealth,
    readHealth: readBudgetHealth,
    cost: asServiceCost(budgetCost),
    readBack: readBackBudget,
    list: listBudgets,
  },
  budgetFactsSchema,
);
