import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for a key may carry. Neither a policy nor key material comes from a request. */
export const KMS_KEY_FIELDS: readonly Field[] = [
  {
    name: 'alias',
    kind: 'text',
    requiredFor: [],
    pattern: /^alias\/(?!aws\/)[A-Za-z0-9/_-]{1,250}$/,
    hint: 'The name people use for the key, such as `alias/orders`.',
  },
  {
    name: 'name',
    kind: 'text',
    requiredFor: [],
    pattern: /^(alias\/)?(?!aws\/)[A-Za-z0-9/_-]{1,250}$/,
    hint: 'The same without `alias/`, such as `orders`.',
  },
  {
    name: 'id',
    kind: 'text',
    requiredFor: [],
    pattern: /^(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
    hint: 'The id of a key that exists, such as `0a1b2c3d-0000-4000-8000-0123456789ab`.',
  },
  {
    name: 'rotation',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether KMS rotates the key by itself; a new key always is.',
  },
  {
    name: 'rotationDays',
    kind: 'number',
    requiredFor: [],
    min: 90,
    max: 2560,
    hint: 'Days between two rotations, from 90 to 2560; 365 when it is not said.',
  },
  {
    name: 'description',
    kind: 'text',
    requiredFor: [],
    pattern: /^[\p{L}\p{N} _.,:;/()=+-]{1,256}$/u,
    hint: 'What the key is for, in a few words.',
  },
  {
    name: 'multiRegion',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether the key can be replicated to other regions; decided when it is made.',
  },
  ...TAG_FIELDS,
];
