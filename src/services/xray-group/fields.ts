import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for a group of traces may carry. Bounds: X-Ray, CreateGroup. */
export const GROUP_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9_.-]{1,32}$/,
    hint: 'The group name, at most 32 letters, digits, dots, hyphens, underscores: `checkout`.',
  },
  {
    name: 'filterExpression',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[^\n]{3,2000}$/,
    hint: 'Which traces are its own, such as `service("orders") { fault = true }`.',
  },
  {
    name: 'insights',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether X-Ray looks for what is unusual in them: yes or no.',
  },
  ...TAG_FIELDS,
];
