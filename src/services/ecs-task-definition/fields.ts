import { TAG_FIELDS } from '../common-fields.ts';
import { DEFINITION_FIELDS } from '../containers/fields.ts';
import type { Field } from '../service.ts';

/** What a task for an ECS task definition may carry. */
export const TASK_DEFINITION_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9_-]{1,255}$/,
    hint: 'The name of the family: letters, digits, hyphens and underscores, such as `shop-api`.',
  },
  ...DEFINITION_FIELDS,
  ...TAG_FIELDS,
];
