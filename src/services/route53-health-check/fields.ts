import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

const optional = (field: Omit<Field, 'requiredFor'>): Field => ({ ...field, requiredFor: [] });

/** What a task for a health check may carry. Bounds: Route 53, CreateHealthCheck. */
export const HEALTH_CHECK_FIELDS: readonly Field[] = [
  optional({
    name: 'name',
    kind: 'text',
    pattern: /^[A-Za-z0-9_. -]{1,255}$/,
    hint: 'What the check is called in its tag `Name`, such as `shop-live`.',
  }),
  optional({
    name: 'id',
    kind: 'text',
    pattern: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    hint: 'The id of a check that exists, such as `0f1e2d3c-1111-2222-3333-444455556666`.',
  }),
  {
    name: 'target',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern:
      /^(([A-Za-z0-9_-]{1,63}\.)*[A-Za-z0-9-]{2,63}|\d{1,3}(\.\d{1,3}){3}|[0-9a-f:]{2,45})$/i,
    hint: 'The public domain or address that is asked, such as `shop.example.com`.',
  },
  optional({
    name: 'protocol',
    kind: 'text',
    pattern: /^(HTTPS|HTTP|TCP)$/,
    hint: 'HTTPS, HTTP or TCP; HTTPS where nothing is said.',
  }),
  optional({
    name: 'port',
    kind: 'number',
    min: 1,
    max: 65_535,
    hint: 'The port, such as 8443; that of the protocol where nothing is said.',
  }),
  optional({
    name: 'path',
    kind: 'text',
    pattern: /^\/[^\s"'`]{0,254}$/,
    hint: 'The path that is asked for, such as `/health`.',
  }),
  optional({
    name: 'intervalSeconds',
    kind: 'number',
    min: 10,
    max: 30,
    hint: 'Seconds between the questions of one checker: 30, or 10 for more money.',
  }),
  optional({
    name: 'failureThreshold',
    kind: 'number',
    min: 1,
    max: 10,
    hint: 'How many failures in a row make it unhealthy, such as 3.',
  }),
  optional({
    name: 'searchText',
    kind: 'text',
    pattern: /^[^\n]{1,255}$/,
    hint: 'A text that the first 5,120 bytes of the answer must hold, such as `"ok"`.',
  }),
  ...TAG_FIELDS,
];
