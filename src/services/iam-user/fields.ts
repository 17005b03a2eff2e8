import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for a user may carry. There is no password: people sign in by Identity Center. */
export const IAM_USER_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[\w+=,.@-]{1,64}$/,
    hint: 'The user name: letters, digits and `+=,.@-_`, such as `legacy-uploader`.',
  },
  {
    name: 'group',
    kind: 'text',
    requiredFor: [],
    pattern: /^[\w+=,.@-]{1,128}$/,
    hint: 'The group that gives the user its rights, such as `uploaders`.',
  },
  {
    name: 'accessKey',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether an access key is made; it is kept in Secrets Manager and never shown.',
  },
  {
    name: 'managedPolicies',
    kind: 'list',
    requiredFor: [],
    hint: 'Not for users: give the policy to a group and put the user into it.',
  },
  ...TAG_FIELDS,
];
