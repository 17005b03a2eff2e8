import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for a sampling rule may carry. Bounds: X-Ray, CreateSamplingRule. */
export const SAMPLING_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9_.-]{1,32}$/,
    hint: 'The rule name, at most 32 letters, digits, dots, hyphens, underscores: `checkout`.',
  },
  {
    name: 'ratePercent',
    kind: 'number',
    requiredFor: [],
    min: 0,
    max: 100,
    hint: 'How many requests of a hundred are traced beyond the first of each second, such as 5.',
  },
  {
    name: 'reservoir',
    kind: 'number',
    requiredFor: [],
    min: 0,
    max: 1000,
    hint: 'How many requests of each second are traced before the rate counts, such as 1.',
  },
  {
    name: 'priority',
    kind: 'number',
    requiredFor: ['CreateResource'],
    min: 1,
    max: 9999,
    hint: 'Its place among the rules, the lowest first, such as 1000.',
  },
  {
    name: 'service',
    kind: 'text',
    requiredFor: [],
    pattern: /^[A-Za-z0-9_.*?-]{1,64}$/,
    hint: 'The service whose requests it is for, such as `orders`; all where it is not named.',
  },
  {
    name: 'urlPath',
    kind: 'text',
    requiredFor: [],
    pattern: /^\/[^\s"']{0,127}$/,
    hint: 'The path of the requests, such as `/checkout/*`.',
  },
  {
    name: 'httpMethod',
    kind: 'text',
    requiredFor: [],
    pattern: /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|\*)$/,
    hint: 'The method of the requests, such as `POST`.',
  },
  ...TAG_FIELDS,
];
