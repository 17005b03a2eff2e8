import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for a given template may carry. */
export const TEMPLATE_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z][A-Za-z0-9-]{0,127}$/,
    hint: 'The name of the stack: letters, digits and hyphens, such as `intake-buffer`.',
  },
  {
    name: 'template',
    kind: 'text',
    requiredFor: ['CreateResource'],
    hint: 'The template in a fenced block, or its path in the repository, in JSON or YAML.',
  },
  {
    name: 'parameters',
    kind: 'map',
    requiredFor: [],
    hint: 'Values of its parameters, one in a line, such as `Retention: 30`. No secrets.',
  },
  ...TAG_FIELDS,
];
