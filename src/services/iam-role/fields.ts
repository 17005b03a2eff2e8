import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';
import { GRANTS_HINT } from './grants.ts';

/** What a task for a role may carry. */
export const IAM_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[\w+=,.@-]{1,64}$/,
    hint: 'The role name: letters, digits and `+=,.@-_`, such as `pdf-stamper-exec`.',
  },
  {
    name: 'trustedService',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[a-z0-9-]+\.amazonaws\.com$/,
    hint: 'The one service that takes the role, such as `lambda.amazonaws.com`.',
  },
  { name: 'permissions', kind: 'text', requiredFor: [], hint: GRANTS_HINT },
  {
    name: 'managedPolicies',
    kind: 'list',
    requiredFor: [],
    hint: 'Policies of AWS, such as `AmazonSSMManagedInstanceCore`. Never one of an administrator.',
  },
  {
    name: 'permissionsBoundary',
    kind: 'text',
    requiredFor: [],
    pattern: /^(arn:aws:iam::[0-9]{12}:policy\/)?[\w+=,.@-]{1,128}$/,
    hint: 'Every role gets `AwsCoworkerBoundary`; no other can be named.',
  },
  ...TAG_FIELDS,
];
