import type { Remedy } from '../service.ts';

/** Every type that a template of this service may hold. */
export const BUDGET_TEMPLATE_TYPES = ['AWS::Budgets::Budget'] as const;

/** None: whom a budget tells is asked for, and when it tells stands in every template. */
export const budgetRemedies: readonly Remedy[] = [];
