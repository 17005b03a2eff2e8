import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for a secret may carry. There is no field for its value, and there never is one. */
export const SECRET_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^[A-Za-z0-9/_+=.@-]{1,256}$/,
    hint: 'The name of the secret, such as `orders/database`.',
  },
  {
    name: 'username',
    kind: 'text',
    requiredFor: [],
    pattern: /^[A-Za-z0-9_.@-]{1,64}$/,
    hint: 'The user name that is kept beside the password; AWS makes the password itself.',
  },
  {
    name: 'rotationDays',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: 90,
    hint: 'Days between two rotations, at most 90, in production at most 30; 30 when not said.',
  },
  {
    name: 'rotationFunction',
    kind: 'text',
    requiredFor: [],
    pattern: /^(arn:aws:lambda:[a-z0-9-]+:[0-9]{12}:function:)?[A-Za-z0-9_-]{1,64}$/,
    hint: 'The Lambda function that rotates the secret, such as `rotate-orders-database`.',
  },
  {
    name: 'kmsKey',
    kind: 'text',
    requiredFor: [],
    pattern: /^(alias\/[A-Za-z0-9/_-]{1,250}|arn:aws:kms:[a-z0-9-]+:[0-9]{12}:key\/[A-Za-z0-9-]+)$/,
    hint: 'The key that encrypts it, as `alias/orders` or an ARN.',
  },
  {
    name: 'description',
    kind: 'text',
    requiredFor: [],
    pattern: /^[\p{L}\p{N} _.,:;/()=+-]{1,256}$/u,
    hint: 'What the secret is for, in a few words. Never the secret.',
  },
  ...TAG_FIELDS,
];
