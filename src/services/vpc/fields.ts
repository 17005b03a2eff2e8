import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for a VPC may carry. */
export const VPC_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[\p{L}\p{N} _./=+-]{1,100}$/u,
    hint: 'The name of the network, such as `ledger`.',
  },
  {
    name: 'id',
    kind: 'text',
    requiredFor: [],
    pattern: /^vpc-[0-9a-f]{8,17}$/,
    hint: 'The id of a VPC that exists, such as `vpc-0a11b22c33d44e55f`.',
  },
  {
    name: 'cidr',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[0-9.]{7,15}\/\d{1,2}$/,
    hint: 'Its private range, from /16 to /28, such as `10.44.0.0/16`.',
  },
  {
    name: 'subnets',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether it has public and private subnets: yes or no. Without it, yes.',
  },
  {
    name: 'zones',
    kind: 'number',
    requiredFor: [],
    min: 1,
    max: 3,
    hint: 'Over how many zones, 1 to 3. Without it 2, and 3 from staging up.',
  },
  {
    name: 'natGateway',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether private subnets reach out through a NAT gateway: yes or no.',
  },
  {
    name: 'flowLogs',
    kind: 'boolean',
    requiredFor: [],
    hint: 'Whether a flow log is kept: yes or no. Without it, from staging up.',
  },
  ...TAG_FIELDS,
];
