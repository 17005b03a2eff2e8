import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

const optional = (field: Omit<Field, 'requiredFor'>): Field => ({ ...field, requiredFor: [] });

/** What a task for a record may carry. A record itself takes no tags, its stack does. */
export const DNS_RECORD_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource', 'UpdateResource', 'DeleteResource'],
    pattern: /^(\*\.)?([A-Za-z0-9_-]{1,63}\.)+[A-Za-z0-9-]{2,63}\.?$/,
    hint: 'The whole name of the record, such as `www.shop.example.com`.',
  },
  optional({
    name: 'recordType',
    kind: 'text',
    pattern: /^(A|AAAA|CAA|CNAME|MX|NS|PTR|SRV|TXT)$/,
    hint: 'One of A, AAAA, CAA, CNAME, MX, NS, PTR, SRV, TXT.',
  }),
  optional({
    name: 'value',
    kind: 'text',
    pattern: /^[^\n]{1,4000}$/,
    hint: 'What it says, such as `203.0.113.7`; several are separated by commas.',
  }),
  optional({
    name: 'ttlSeconds',
    kind: 'number',
    min: 0,
    max: 2_147_483_647,
    hint: 'Seconds for which it may be kept, such as 300.',
  }),
  optional({
    name: 'zone',
    kind: 'text',
    pattern: /^(Z[A-Z0-9]{1,31}|([A-Za-z0-9_-]{1,63}\.)+[A-Za-z0-9-]{2,63}\.?)$/,
    hint: 'The zone it stands in, by its domain or id; left out, it is found by the name.',
  }),
  ...TAG_FIELDS,
];
