import type { Field } from '../service.ts';
import { GRANTS_HINT } from '../iam-role/grants.ts';

/** What a task for a managed policy may carry. CloudFormation gives it no tags. */
export const MANAGED_POLICY_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[\w+=,.@-]{1,128}$/,
    hint: 'The policy name: letters, digits and `+=,.@-_`, such as `orders-read`.',
  },
  { name: 'permissions', kind: 'text', requiredFor: ['CreateResource'], hint: GRANTS_HINT },
];
