import { TAG_FIELDS } from '../common-fields.ts';
import type { Field } from '../service.ts';

/** What a task for a key pair may carry. Only the public half is ever given. */
export const KEY_PAIR_FIELDS: readonly Field[] = [
  {
    name: 'name',
    kind: 'text',
    requiredFor: ['CreateResource'],
    pattern: /^[A-Za-z0-9 ._/=+-]{1,255}$/,
    hint: 'The name of the key pair, such as `deploy-laptop`.',
  },
  {
    name: 'id',
    kind: 'text',
    requiredFor: [],
    pattern: /^key-[0-9a-f]{8,17}$/,
    hint: 'The id of a key pair that exists, such as `key-0a11b22c33d44e55f`.',
  },
  {
    name: 'publicKey',
    kind: 'text',
    requiredFor: [],
    pattern: /^ssh-(rsa|ed25519) [A-Za-z0-9+/]{60,}={0,2}$/,
    hint: 'The public key, such as `ssh-ed25519 AAAA…`; the private one stays with its owner.',
  },
  ...TAG_FIELDS,
];
