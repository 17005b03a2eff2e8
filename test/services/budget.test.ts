import { describe, expect, it } from 'vitest';
import { draftBudget } from '../../src/services/budget/draft.ts';
import type { BudgetFacts } from '../../src/services/budget/facts-schema.ts';
import type { MutationType, TaskParameters } from '../../src/task/aws-task.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { contextFor, DEV, NOBODY, ownStack, taken, taskOf } from './samples.ts';

const TYPE = 'AWS::Budgets::Budget';
const NAME = 'team-orders';
const MAIL = { limitUsd: 500, subscribers: ['finops@example.com'] };

const facts = (exists: boolean, more: Partial<BudgetFacts> = {}): BudgetFacts => ({
  name: NAME,
  identifier: NAME,
  exists,
  ownStack: null,
  owner: NOBODY,
  properties: null,
  arn: `arn:aws:budgets::${DEV}:budget/${NAME}`,
  topic: null,
  ...more,
});

type Ask = readonly [MutationType, TaskParameters];

const draft = ([taskType, parameters]: Ask, seen: BudgetFacts) =>
  draftBudget(contextFor(taskOf(TYPE, taskType, { name: NAME, ...parameters })), seen);

const propertiesOf = (found: ReturnType<typeof draft>): JsonObject => {
  const [step] = taken(found).steps;
  const [made] = step?.kind === 'deploy' ? Object.values(step.template.Resources) : [];
  return made?.Properties ?? {};
};

const topic = { arn: `arn:aws:sns:us-east-1:${DEV}:alerts`, exists: true, letsIn: true };

describe('a new budget', () => {
  it('tells at four fifths, and when all of it is foreseen', () => {
    const Subscribers = [{ SubscriptionType: 'EMAIL', Address: 'finops@example.com' }];
    expect(propertiesOf(draft(['CreateResource', MAIL], facts(false)))).toMatchObject({
      Budget: { BudgetName: NAME, TimeUnit: 'MONTHLY', BudgetLimit: { Amount: 500, Unit: 'USD' } },
      NotificationsWithSubscribers: [
        { Notification: { NotificationType: 'ACTUAL', Threshold: 80 }, Subscribers },
        { Notification: { NotificationType: 'FORECASTED', Threshold: 100 }, Subscribers },
      ],
    });
  });

  it('tells a topic, at the percentage that is asked', () => {
    const asked = { limitUsd: 500, topic: 'alerts', notifyAtPercent: 50 };
    expect(propertiesOf(draft(['CreateResource', asked], facts(false, { topic })))).toMatchObject({
      NotificationsWithSubscribers: [
        {
          Notification: { Threshold: 50 },
          Subscribers: [{ SubscriptionType: 'SNS', Address: topic.arn }],
        },
        {},
      ],
    });
  });

  const many = Array.from({ length: 11 }, (_, at) => `one-${at}@example.com`);
  it.each<readonly [string, TaskParameters, BudgetFacts, string]>([
    ['nobody to tell', { limitUsd: 500 }, facts(false), 'missing-field'],
    ['too many to tell', { limitUsd: 5, subscribers: many }, facts(false), 'malformed-value'],
    ['a name that is taken', MAIL, facts(true), 'name-taken'],
    [
      'a topic that is not there',
      { limitUsd: 5, topic: 'x' },
      facts(false, { topic: { ...topic, exists: false, letsIn: false } }),
      'target-not-found',
    ],
    [
      'a topic that keeps it out',
      { limitUsd: 5, topic: 'x' },
      facts(false, { topic: { ...topic, letsIn: false } }),
      'missing-permission',
    ],
  ])('is refused with %s', (_name, parameters, seen, code) => {
    expect(draft(['CreateResource', parameters], seen)).toMatchObject({
      ok: false,
      refusal: { code },
    });
  });
});

describe('a budget that exists', () => {
  const Properties = { Budget: { BudgetName: NAME, BudgetLimit: { Amount: 500, Unit: 'USD' } } };
  const stack = ownStack(
    { Resources: { B: { Type: TYPE, Properties } } },
    { resources: [{ logicalId: 'B', type: TYPE, physicalId: NAME }] },
  );
  const ours = facts(true, { owner: { owner: 'ours', logicalId: 'B', stack } });

  it('of ours gets another limit in its stack, and goes with it', () => {
    const changed = draft(['UpdateResource', { limitUsd: 700 }], ours);
    expect(propertiesOf(changed)).toMatchObject({
      Budget: { BudgetName: NAME, BudgetLimit: { Amount: 700 } },
    });
    expect(taken(draft(['DeleteResource', {}], ours)).steps).toMatchObject([{ kind: 'remove' }]);
  });

  it('that no stack owns is deleted by its own call', () => {
    expect(taken(draft(['DeleteResource', {}], facts(true))).steps).toMatchObject([
      {
        kind: 'operate',
        operation: 'budgets:delete-budget',
        input: { AccountId: DEV, BudgetName: NAME },
        changes: [{ action: 'delete', physicalId: NAME }],
      },
    ]);
  });

  it.each<readonly [string, Ask, BudgetFacts, string]>([
    ['of no stack, changed', ['UpdateResource', { limitUsd: 7 }], facts(true), 'no-route'],
    ['that is not there', ['DeleteResource', {}], facts(false), 'target-not-found'],
    [
      "of somebody else's stack",
      ['DeleteResource', {}],
      facts(true, { owner: { owner: 'foreign', stackName: 's' } }),
      'no-route',
    ],
  ])('%s is refused', (_name, asked, seen, code) => {
    expect(draft(asked, seen)).toMatchObject({ ok: false, refusal: { code } });
  });
});
