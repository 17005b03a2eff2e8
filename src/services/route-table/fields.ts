import { TAG_FIELDS } from '../common-fields.ts';
import { idField, IN_NETWORK, NAMED_FIELD } from '../network/fields.ts';
import type { Field } from '../service.ts';

/** What a task for a route table may carry. A table changes by one route at a time. */
export const ROUTE_TABLE_FIELDS: readonly Field[] = [
  NAMED_FIELD,
  idField('rtb'),
  IN_NETWORK,
  {
    name: 'cidr',
    kind: 'text',
    requiredFor: [],
    pattern: /^[0-9.]{7,15}\/\d{1,2}$/,
    hint: 'Where a route leads, such as `0.0.0.0/0`.',
  },
  {
    name: 'target',
    kind: 'text',
    requiredFor: [],
    pattern: /^[\p{L}\p{N} _./=+-]{1,128}$/u,
    hint:
      'The gateway of that route, such as `nat-0a11b22c33d44e55f`; by its name where the same ' +
      'issue makes it.',
  },
  ...TAG_FIELDS,
];
