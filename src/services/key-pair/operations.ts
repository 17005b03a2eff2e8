import { tagCalls } from '../by-id/tag-call.ts';
import type { Operation } from '../service.ts';

/** A stack would replace a key pair to tag it, so that its tags go by EC2's own call. */
export const TAG_KEY_PAIR = tagCalls({
  name: 'key-pair',
  arn: 'key-pair',
  read: 'DescribeKeyPairs',
  list: 'KeyPairs',
  input: (target) => ({ Filters: [{ Name: 'key-name', Values: [target] }] }),
});

/** The catalogue of key pairs. */
export const keyPairOperations: readonly Operation[] = Object.values(TAG_KEY_PAIR);
