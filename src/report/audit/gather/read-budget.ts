import { z } from 'zod';
import { STACK_TAGS } from '../../../review/checks/judgement.ts';
import { readParsed } from '../../../services/facts.ts';
import type { AuditPlace, Listed, LiveThing } from './source.ts';
import { withoutAbsent } from './without-absent.ts';

const TYPE = 'AWS::Budgets::Budget';

const spend = z.object({ Amount: z.string(), Unit: z.string() }).nullish();
const budget = z.object({
  BudgetName: z.string(),
  BudgetType: z.string().nullish(),
  TimeUnit: z.string().nullish(),
  BudgetLimit: spend,
  CostFilters: z.record(z.string(), z.array(z.string())).nullish(),
});
const one = z.object({ Budget: budget.nullish() });
const notification = z.looseObject({
  NotificationType: z.string(),
  ComparisonOperator: z.string(),
  Threshold: z.number(),
});
const told = z.object({ Notifications: z.array(notification).nullish() });
const listeners = z.object({
  Subscribers: z.array(z.object({ SubscriptionType: z.string() })).nullish(),
});
const tagsSchema = z.object({
  ResourceTags: z.array(z.object({ Key: z.string(), Value: z.string() })).nullish(),
});

/**
 * Reads a budget in the shape of its CloudFormation type; undefined for one that is gone. Of those
 * it tells it is kept how they are reached, never who they are.
 */
export const readBudget = async (
  { reader, region, account }: Pick<AuditPlace, 'reader' | 'region' | 'account'>,
  { id, arn }: Pick<Listed, 'id' | 'arn'>,
): Promise<Omit<LiveThing, 'beside'> | undefined> => {
  const ask = <T>(operation: string, input: object, schema: z.ZodType<T>) =>
    readParsed(reader, { client: 'Budgets', operation, region, input: { ...input } }, schema);
  const own = { AccountId: account.id, BudgetName: id };
  const found = (await ask('DescribeBudget', own, one))?.Budget;
  if (found === undefined || found === null) return undefined;
  const notifications = await ask('DescribeNotificationsForBudget', own, told);
  const NotificationsWithSubscribers = [];
  for (const Notification of notifications?.Notifications ?? []) {
    const asked = { ...own, Notification };
    const heard = await ask('DescribeSubscribersForNotification', asked, listeners);
    NotificationsWithSubscribers.push({ Notification, Subscribers: heard?.Subscribers ?? [] });
  }
  const tags = (await ask('ListTagsForResource', { ResourceARN: arn }, tagsSchema))?.ResourceTags;
  const filters = found.CostFilters ?? {};
  const properties = withoutAbsent({
    Budget: withoutAbsent({
      ...found,
      CostFilters: Object.keys(filters).length === 0 ? undefined : filters,
    }),
    NotificationsWithSubscribers,
    ResourceTags: tags,
  });
  const documents = [{ type: TYPE, id, properties }];
  const stackTags = Object.fromEntries((tags ?? []).map(({ Key, Value }) => [Key, Value]));
  return { documents, read: [STACK_TAGS], stackTags };
};
