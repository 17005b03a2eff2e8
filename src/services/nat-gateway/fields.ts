import { TAG_FIELDS } from '../common-fields.ts';
import { idField, NAMED_FIELD } from '../network/fields.ts';
import type { Field } from '../service.ts';

/** What a task for a NAT gateway may carry. */
export const NAT_GATEWAY_FIELDS: readonly Field[] = [
  NAMED_FIELD,
  idField('nat'),
  {
    name: 'subnet',
    kind: 'text',
    requiredFor: [],
    hint: 'The public subnet that it stands in, by id or name.',
  },
  {
    name: 'elasticIp',
    kind: 'text',
    requiredFor: [],
    pattern: /^eipalloc-[0-9a-f]{8,17}$/,
    hint: 'An address that exists; without it the gateway gets one of its own.',
  },
  ...TAG_FIELDS,
];
