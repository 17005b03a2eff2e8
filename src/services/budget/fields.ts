import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for a budget may carry. */
export const BUDGET_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9 _.-]{1,100}$/,
    hint: 'The budget name, such as `team-orders`.',
  },
  {
    name: 'limitUsd',
    kind: 'number',
    requiredFor: ['CreateResource'],
    min: 0.01,
    max: 1_000_000_000,
    hint: 'US dollars a month, such as 500.',
  },
  {
    name: 'notifyAtPercent',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: 1000,
    hint: 'At how many percent of it somebody is told, such as 80.',
  },
  {
    name: 'subscribers',
    kind: 'list',
    requiredFor: [],
    pattern: /^[^\s@"'\\]+@[^\s@"'\\]+$/,
    hint: 'Mail addresses that are told, at most ten, such as `finops@example.com`.',
  },
  {
    name: 'topic',
    kind: 'text',
    requiredFor: [],
    pattern: /^(arn:aws:sns:[a-z0-9-]+:[0-9]{12}:)?[A-Za-z0-9_-]{1,256}$/,
    hint: 'The SNS topic that is told, such as `cost-alerts`.',
  },
  ...TAG_FIELDS,
];
