import { TAG_FIELDS } from '../common-fields.ts';
import { RETENTION_DAYS } from '../log-group/fields.ts';
import { idField, IN_NETWORK, NAMED_FIELD } from '../network/fields.ts';
import type { Field } from '../service.ts';

/** What a task for a flow log may carry. */
export const FLOW_LOG_FIELDS: readonly Field[] = [
  NAMED_FIELD,
  idField('fl'),
  IN_NETWORK,
  {
    name: 'retentionDays',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: RETENTION_DAYS.at(-1) ?? 3653,
    hint: 'Days that it is kept, such as 30; without it 30, and 90 in production.',
  },
  ...TAG_FIELDS,
];
