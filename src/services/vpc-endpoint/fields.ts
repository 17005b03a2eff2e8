import { TAG_FIELDS } from '../common-fields.ts';
import { idField, IN_NETWORK, NAMED_FIELD } from '../network/fields.ts';
import type { Field } from '../service.ts';

/** What a task for a VPC endpoint may carry. */
export const VPC_ENDPOINT_FIELDS: readonly Field[] = [
  NAMED_FIELD,
  idField('vpce'),
  IN_NETWORK,
  {
    name: 'service',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[a-z0-9.-]{2,60}$/,
    hint: 'The service behind it, such as `s3` or `secretsmanager`.',
  },
  ...TAG_FIELDS,
];
