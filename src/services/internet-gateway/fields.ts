import { TAG_FIELDS } from '../common-fields.ts';
import { idField, IN_NETWORK, NAMED_FIELD } from '../network/fields.ts';
import type { Field } from '../service.ts';

/** What a task for an internet gateway may carry. */
export const INTERNET_GATEWAY_FIELDS: readonly Field[] = [
  NAMED_FIELD,
  idField('igw'),
  IN_NETWORK,
  ...TAG_FIELDS,
];
