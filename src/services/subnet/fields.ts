import { TAG_FIELDS } from '../common-fields.ts';
import { IN_NETWORK, NAMED_FIELD } from '../network/fields.ts';
import type { Field } from '../service.ts';

/** What a task for a subnet may carry. */
export const SUBNET_FIELDS: readonly Field[] = [
  NAMED_FIELD,
  {
    name: 'id',
    kind: 'text',
    requiredFor: [],
    pattern: /^subnet-[0-9a-f]{8,17}$/,
    hint: 'The id of a subnet that exists, such as `subnet-0a11b22c33d44e55f`.',
  },
  {
    name: 'cidr',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[0-9.]{7,15}\/\d{1,2}$/,
    hint: 'Its part of the range of the VPC, such as `10.44.96.0/19`.',
  },
  IN_NETWORK,
  {
    name: 'availabilityZone',
    kind: 'text',
    requiredFor: [],
    pattern: /^[a-z]{2}-[a-z]+-\d[a-z]$/,
    hint: 'The zone, such as `us-east-1c`; without it AWS chooses one.',
  },
  {
    name: 'public',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether what is launched in it gets a public address: yes or no. Without it, no.',
  },
  ...TAG_FIELDS,
];
