import type { Field } from '../service.ts';

/** What a task for a version of a function may carry. */
export const VERSION_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9_-]{1,64}$/,
    hint: 'The function of which it is a version, such as `viewer-auth`.',
  },
  {
    name: 'version',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: 1_000_000,
    hint: 'The number of one that exists, such as 3. Lambda numbers new ones.',
  },
  {
    name: 'description',
    kind: 'text',
    requiredFor: [],
    pattern: /^[^\n]{1,256}$/,
    hint: 'What is in it, in one line.',
  },
];
