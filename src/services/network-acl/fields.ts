import { TAG_FIELDS } from '../common-fields.ts';
import { idField, IN_NETWORK, NAMED_FIELD } from '../network/fields.ts';
import type { Field } from '../service.ts';

/** What a task for a network ACL may carry. */
export const NETWORK_ACL_FIELDS: readonly Field[] = [
  NAMED_FIELD,
  idField('acl'),
  IN_NETWORK,
  ...TAG_FIELDS,
];
