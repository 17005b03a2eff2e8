import type { Field } from './service.ts';

/** Tags that any task may set; they end as tags, never as properties. */
export const TAG_FIELDS: readonly Field[] = [
  {
    name: 'owner',
    kind: 'text',
    requiredFor: [],
    pattern: /^[\p{L}\p{N} _./=+-]{1,256}$/u,
    hint: 'The team that answers for it, such as `Owner: platform`.',
  },
  {
    name: 'costCenter',
    kind: 'text',
    requiredFor: [],
    pattern: /^[A-Za-z0-9-]{1,64}$/,
    hint: 'Where it is booked, such as `Cost center: CC-1234`.',
  },
  {
    name: 'application',
    kind: 'text',
    requiredFor: [],
    pattern: /^[\p{L}\p{N} _./=+-]{1,256}$/u,
    hint: 'The application it belongs to, such as `Application: invoices`.',
  },
  {
    name: 'confidentiality',
    kind: 'text',
    requiredFor: [],
    pattern: /^(public|internal|confidential|restricted)$/,
    hint: 'One of public, internal, confidential, restricted.',
  },
  {
    name: 'tags',
    kind: 'map',
    requiredFor: [],
    hint: 'Further tags, one in a line, such as `team: payments`.',
  },
];
