import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for an Elastic IP address may carry. AWS chooses the address itself. */
export const ELASTIC_IP_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: [],
    pattern: /^[\p{L}\p{N} _./=+-]{1,128}$/u,
    hint: 'The name of the address, such as `partner-gateway`.',
  },
  {
    name: 'id',
    kind: 'text',
    requiredFor: [],
    pattern: /^eipalloc-[0-9a-f]{8,17}$/,
    hint: 'The allocation id of an address that exists, such as `eipalloc-0a11b22c33d44e55f`.',
  },
  ...TAG_FIELDS,
];
