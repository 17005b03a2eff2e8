import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

const optional = (field: Omit<Field, 'requiredFor'>): Field => ({ ...field, requiredFor: [] });

/** What a task for an HTTP API may carry. */
export const HTTP_API_FIELDS: readonly Field[] = [
  optional({
    name: 'name',
    kind: 'text',
    pattern: /^[\p{L}\p{N} _./=+-]{1,128}$/u,
    hint: 'The name of the API, such as `orders`.',
  }),
  optional({
    name: 'id',
    kind: 'text',
    pattern: /^[a-z0-9]{10}$/,
    hint: 'The id of an API that exists, such as `a1b2c3d4e5`.',
  }),
  optional({
    name: 'protocol',
    kind: 'text',
    pattern: /^(HTTP|WEBSOCKET)$/,
    hint: 'HTTP; an API of WebSockets comes as a CloudFormation template.',
  }),
  optional({
    name: 'route',
    kind: 'text',
    pattern: /^(\$default|(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY) \/[A-Za-z0-9{}._~+/-]*)$/,
    hint: 'Method and path, such as `GET /orders`; left out, the function answers every request.',
  }),
  optional({
    name: 'target',
    kind: 'text',
    pattern: /^[A-Za-z0-9-_]{1,64}$/,
    hint: 'The Lambda function that answers, such as `order-reader`.',
  }),
  optional({
    name: 'stage',
    kind: 'text',
    pattern: /^(\$default|[A-Za-z0-9_-]{1,128})$/,
    hint: 'The stage, such as `dev`; left out, it is `$default`, which has no path of its own.',
  }),
  optional({
    name: 'authorization',
    kind: 'text',
    pattern: /^(AWS_IAM|NONE)$/,
    hint: 'AWS_IAM or NONE; another authorizer comes as a CloudFormation template.',
  }),
  optional({
    name: 'rateLimit',
    kind: 'number',
    min: 1,
    max: 1_000_000,
    hint: 'Requests a second that are let through, such as 100.',
  }),
  optional({
    name: 'burstLimit',
    kind: 'number',
    min: 1,
    max: 1_000_000,
    hint: 'Requests that may come at once, such as 200.',
  }),
  ...TAG_FIELDS,
];
