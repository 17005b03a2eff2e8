import { TAG_FIELDS } from '../common-fields.ts';
import { HTTP_API_FIELDS } from '../http-api/fields.ts';
import type { Field } from '../service.ts';

const shared = (...names: readonly string[]): readonly Field[] =>
  HTTP_API_FIELDS.filter(({ name }) => names.includes(name));

/** What a task for a REST API may carry: what one for an HTTP API may, with tracing. */
export const REST_API_FIELDS: readonly Field[] = [
  ...shared('name', 'id', 'target', 'authorization', 'rateLimit', 'burstLimit'),
  {
    name: 'route',
    kind: 'text',
    requiredFor: [],
    pattern: /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY) \/[A-Za-z0-9{}._~+/-]*$/,
    hint: 'Method and path, such as `GET /orders`; left out, the function answers every request.',
  },
  {
    name: 'stage',
    kind: 'text',
    requiredFor: [],
    pattern: /^[A-Za-z0-9_-]{1,128}$/,
    hint: 'The stage, such as `dev`; left out, it is `live`.',
  },
  {
    name: 'tracing',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether requests are traced with X-Ray, yes or no.',
  },
  ...TAG_FIELDS,
];
