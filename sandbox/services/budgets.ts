import { AwsError } from '../aws-error.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import { jsonText } from '../engine/json-text.ts';
import type { Resource } from '../state.ts';
import {
  list,
  pageOf,
  record,
  row,
  text,
  type Call,
  type Input,
  type OperationTable,
} from './call.ts';
import { ownResource, ownResources } from './find.ts';

const TYPE = 'AWS::Budgets::Budget';

const missing = (name: string): AwsError =>
  new AwsError(
    'NotFoundException',
    400,
    `Unable to get budget: ${name} - the budget doesn't exist.`,
  );

const needBudget = (call: Call): Resource => {
  const name = text(call.input, 'BudgetName');
  const found = ownResource(call, TYPE, name);
  if (found === undefined) throw missing(name);
  return found;
};

const objectIn = (value: Json | undefined): JsonObject =>
  value !== undefined && isJsonObject(value) ? value : {};

/** AWS gives amounts as text. */
const usd = (amount: Json | undefined): unknown =>
  amount === undefined ? undefined : { Amount: jsonText(amount), Unit: 'USD' };

const view = ({ id, properties, attributes }: Resource): unknown => {
  const own = objectIn(properties['Budget']);
  const { ActualUsd = 0, ForecastUsd } = attributes;
  return {
    BudgetName: id,
    BudgetType: own['BudgetType'] ?? 'COST',
    TimeUnit: own['TimeUnit'] ?? 'MONTHLY',
    BudgetLimit: usd(objectIn(own['BudgetLimit'])['Amount']),
    CalculatedSpend: {
      ActualSpend: usd(ActualUsd),
      ...(ForecastUsd === undefined ? {} : { ForecastedSpend: usd(ForecastUsd) }),
    },
  };
};

const describeAll = (call: Call): unknown => {
  const page = pageOf(call, ownResources(call, TYPE), call.input['NextToken']);
  return { Budgets: page.items.map(view), NextToken: page.next };
};

const notifications = (call: Call): unknown => {
  const { properties } = needBudget(call);
  const rows = list(properties, 'NotificationsWithSubscribers') as readonly JsonObject[];
  return { Notifications: rows.map((each) => each['Notification']) };
};

const same = (a: JsonObject, b: Input): boolean =>
  a['NotificationType'] === b['NotificationType'] && a['Threshold'] === b['Threshold'];

const subscribers = (call: Call): unknown => {
  const { properties } = needBudget(call);
  const asked = record(call.input['Notification']);
  const rows = list(properties, 'NotificationsWithSubscribers') as readonly JsonObject[];
  const found = rows.find((each) => same(objectIn(each['Notification']), asked));
  return { Subscribers: found?.['Subscribers'] ?? [] };
};

const remove = (call: Call): unknown => {
  const found = needBudget(call);
  call.state.resources.splice(call.state.resources.indexOf(found), 1);
  return {};
};

const tags = (call: Call): unknown => {
  const arn = text(call.input, 'ResourceARN');
  const found = ownResources(call, TYPE).find((each) => each.arn === arn);
  if (found === undefined) throw missing(arn);
  return { ResourceTags: found.properties['ResourceTags'] ?? [] };
};

const arnOf = (call: Call): string =>
  `arn:aws:budgets::${call.accountId}:budget/${text(call.input, 'BudgetName') || '*'}`;

/** Budgets: what they allow, what is counted, and how often they tell; never an address. */
export const budgetsOperations: OperationTable = {
  DeleteBudget: row('budgets:ModifyBudget', arnOf, remove),
  DescribeBudget: row('budgets:ViewBudget', arnOf, (call) => ({ Budget: view(needBudget(call)) })),
  DescribeBudgets: row('budgets:ViewBudget', arnOf, describeAll),
  DescribeNotificationsForBudget: row('budgets:ViewBudget', arnOf, notifications),
  DescribeSubscribersForNotification: row('budgets:ViewBudget', arnOf, subscribers),
  ListTagsForResource: row(
    'budgets:ListTagsForResource',
    (call) => text(call.input, 'ResourceARN'),
    tags,
  ),
};
