import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

const optional = (field: Omit<Field, 'requiredFor'>): Field => ({ ...field, requiredFor: [] });

/** What a task for a hosted zone may carry. */
export const HOSTED_ZONE_FIELDS: readonly Field[] = [
  optional({
    name: 'name',
    kind: 'text',
    pattern: /^([A-Za-z0-9_-]{1,63}\.)+[A-Za-z0-9-]{2,63}\.?$/,
    hint: 'The domain of the zone, such as `shop.example.com`.',
  }),
  optional({
    name: 'id',
    kind: 'text',
    pattern: /^Z[A-Z0-9]{1,31}$/,
    hint: 'The id of a zone that exists, such as `Z0123456789ABCDEFGHIJ`.',
  }),
  optional({
    name: 'private',
    kind: 'boolean',
    hint: 'Whether only a VPC sees it, yes or no; then name the VPC.',
  }),
  optional({
    name: 'vpc',
    kind: 'text',
    pattern: /^vpc-[0-9a-f]{8,17}$/,
    hint: 'The VPC that sees a private zone, such as `vpc-0a11b22c33d44e55f`.',
  }),
  optional({
    name: 'comment',
    kind: 'text',
    pattern: /^[^\n]{1,256}$/,
    hint: 'What the zone is for, in one line.',
  }),
  ...TAG_FIELDS,
];
