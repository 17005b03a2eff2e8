import { memberOf } from '../by-id/kind.ts';
import { listByKind } from '../by-id/list.ts';
import { KEY_PAIRS } from '../network/kinds.ts';

/** Key pairs of one region, which EC2 gives all at once. */
export const listKeyPairs = listByKind(KEY_PAIRS, (row) => ({
  name: memberOf(row, 'KeyName'),
  keyType: memberOf(row, 'KeyType'),
}));
