import type { Field } from '../service.ts';

/** The name of a part, which is a tag: AWS itself names parts by ids. */
export const NAMED_FIELD: Field = {
  name: 'name',
  kind: 'text',
  requiredFor: [],
  pattern: /^[\p{L}\p{N} _./=+-]{1,128}$/u,
  hint: 'Its name, such as `ledger-private-c`.',
};

/** The VPC that a new part is put into. */
export const IN_NETWORK: Field = {
  name: 'vpc',
  kind: 'text',
  requiredFor: [],
  hint: 'The VPC by id or name; without it the default or only one.',
};

/** The id of a part that exists. */
export const idField = (prefix: string): Field => ({
  name: 'id',
  kind: 'text',
  requiredFor: [],
  pattern: new RegExp(`^${prefix}-[0-9a-f]{8,17}$`),
  hint: `The id of one that exists, such as \`${prefix}-0a11b22c33d44e55f\`.`,
});
