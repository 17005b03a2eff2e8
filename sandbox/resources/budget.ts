import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import { problem, textProperty, type HandlerProblem, type TypeRow } from './model.ts';
import { documentOf } from './policy-grammar.ts';

const MOST_ADDRESSES = 10;

const invalid = (message: string): HandlerProblem => problem('InvalidRequest', 400, message);

const nameOf = (properties: JsonObject): string =>
  textProperty(documentOf(properties['Budget']) ?? {}, 'BudgetName');

const rowsOf = (value: Json | undefined): readonly JsonObject[] =>
  (Array.isArray(value) ? (value as readonly Json[]) : []).filter((each) => isJsonObject(each));

const subscriberProblem = (properties: JsonObject): HandlerProblem | undefined => {
  const all = rowsOf(properties['NotificationsWithSubscribers']).map((each) =>
    rowsOf(each['Subscribers']),
  );
  if (all.some((each) => each.length === 0)) return invalid('Subscribers must not be empty.');
  const mails = all.map((each) => each.filter((one) => one['SubscriptionType'] === 'EMAIL'));
  return mails.some((each) => each.length > MOST_ADDRESSES)
    ? invalid('Maximum number of email subscribers for a notification is 10.')
    : undefined;
};

/** `AWS::Budgets::Budget`: of the account, in no region. `Ref` is its name. */
export const budget: TypeRow = {
  type: 'AWS::Budgets::Budget',
  service: 'Budgets',
  tags: 'none',
  isGlobal: true,
  isBeyondControl: true,
  seconds: { create: 5, update: 5, delete: 4 },
  replaceOn: ['NotificationsWithSubscribers'],
  idPrefix: 'budget-',
  idOf: (name, _place, properties) => nameOf(properties) || name,
  arnOf: (id, { accountId }) => `arn:aws:budgets::${accountId}:budget/${id}`,
  attributesOf: (id) => ({ Id: id }),
  refuse: ({ properties }) => subscriberProblem(properties),
  refuseCreate: ({ state, place, properties }) => {
    const name = nameOf(properties);
    const isTaken = state.resources.some(
      (each) =>
        each.type === 'AWS::Budgets::Budget' &&
        each.accountId === place.accountId &&
        each.id === name,
    );
    return isTaken
      ? problem('AlreadyExists', 409, `Error creating budget: ${name} - the budget already exists.`)
      : undefined;
  },
};
