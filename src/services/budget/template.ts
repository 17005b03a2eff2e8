import type { Template } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { isJsonObject, type JsonObject } from '../../task/json.ts';
import type { DraftContext } from '../service.ts';
import { tagList } from '../tags.ts';
import { numberOf } from '../task-values.ts';
import { logicalIdOf } from '../template-edit.ts';
import type { BudgetFacts } from './facts-schema.ts';

/** Early enough to do something about it. */
const DEFAULT_PERCENT = 80;

const budgetIn = (properties: JsonObject): JsonObject => {
  const budget = properties['Budget'];
  return budget !== undefined && isJsonObject(budget) ? budget : {};
};

/** Properties of a budget with what the task asks set over them; the rest stays as it is. */
export const withFields = (properties: JsonObject, task: MutationTask): JsonObject => {
  const amount = numberOf(task, 'limitUsd');
  if (amount === undefined) return properties;
  const limit = { BudgetLimit: { Amount: amount, Unit: 'USD' } };
  return { ...properties, Budget: { ...budgetIn(properties), ...limit } };
};

/** Mail addresses of the request, in its order, each once. */
export const addressesOf = (task: MutationTask): readonly string[] => {
  const given = task.parameters['subscribers'];
  return Array.isArray(given) ? [...new Set(given.map(String))] : [];
};

const subscribersOf = (task: MutationTask, { topic }: BudgetFacts): readonly JsonObject[] => [
  ...addressesOf(task).map((Address) => ({ SubscriptionType: 'EMAIL', Address })),
  ...(topic === null ? [] : [{ SubscriptionType: 'SNS', Address: topic.arn }]),
];

/** What is spent is told early, and what will be, as soon as AWS foresees it. */
const notificationsOf = (task: MutationTask, facts: BudgetFacts): readonly JsonObject[] =>
  [
    ['ACTUAL', numberOf(task, 'notifyAtPercent') ?? DEFAULT_PERCENT] as const,
    ['FORECASTED', 100] as const,
  ].map(([NotificationType, Threshold]) => ({
    Notification: {
      NotificationType,
      ComparisonOperator: 'GREATER_THAN',
      Threshold,
      ThresholdType: 'PERCENTAGE',
    },
    Subscribers: subscribersOf(task, facts),
  }));

/** What was asked and no more, tagged; the remedies of the tier are applied to it. */
export const budgetTemplate = (context: DraftContext, facts: BudgetFacts): Template => {
  const { task } = context;
  const { name } = facts;
  const Budget = { BudgetName: name, BudgetType: 'COST', TimeUnit: 'MONTHLY' };
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `Budget ${name}`,
    Resources: {
      [logicalIdOf(name, 'Budget')]: {
        Type: 'AWS::Budgets::Budget',
        Properties: {
          ...withFields({ Budget }, task),
          NotificationsWithSubscribers: notificationsOf(task, facts),
          ResourceTags: tagList(context.tagsFor(name)),
        },
      },
    },
  };
};
