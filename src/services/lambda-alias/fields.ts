import type { Field } from '../service.ts';

/** What a task for an alias may carry. An alias takes no tags, its stack does. */
export const ALIAS_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9_-]{1,64}$/,
    hint: 'The function that it is an alias of, such as `jobs`.',
  },
  {
    name: 'aliasName',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^(?!\d+$)[A-Za-z0-9_-]{1,128}$/,
    hint: 'The alias itself, such as `live`; not only digits.',
  },
  {
    name: 'version',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^(\$LATEST|[1-9]\d{0,6})$/,
    hint: 'The version that it points at, such as 3.',
  },
  {
    name: 'secondVersion',
    kind: 'text',
    requiredFor: [],
    pattern: /^(\$LATEST|[1-9]\d{0,6})$/,
    hint: 'A version that gets a part of the calls, such as 4.',
  },
  {
    name: 'secondPercent',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: 99,
    hint: 'The part of the calls that the second version gets, such as 10.',
  },
  {
    name: 'description',
    kind: 'text',
    requiredFor: [],
    pattern: /^[^\n]{1,256}$/,
    hint: 'What it is for, in one line.',
  },
];
