import type { Field } from '../service.ts';

/** What a task for a function of CloudFront may carry. */
export const FUNCTION_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9_-]{1,64}$/,
    hint: 'Its name: letters, digits, `-` and `_`, such as `to-index`.',
  },
  {
    name: 'code',
    kind: 'text',
    requiredFor: ['CreateResource'],
    hint: 'The code in a fenced block, or its path in the repository, such as `edge/to-index.js`.',
  },
  {
    name: 'comment',
    kind: 'text',
    requiredFor: [],
    pattern: /^[^\n]{1,128}$/,
    hint: 'What it is for, in one line.',
  },
];
