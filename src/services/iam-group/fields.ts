import type { Field } from '../service.ts';

/** What a task for a group may carry. IAM gives groups no tags. */
export const IAM_GROUP_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[\w+=,.@-]{1,128}$/,
    hint: 'The group name: letters, digits and `+=,.@-_`, such as `developers`.',
  },
  {
    name: 'managedPolicies',
    kind: 'list',
    requiredFor: [],
    hint: 'Policies of AWS or made here, such as `AmazonEC2ReadOnlyAccess`. No administrator.',
  },
];
