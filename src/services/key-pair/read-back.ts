import { listOf } from '../acts.ts';
import { arnOfKind } from '../by-id/read-back.ts';
import { at } from '../compare.ts';
import { KEY_PAIRS } from '../network/kinds.ts';
import { holdsTags, noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const row = (name: string, holds: (one: unknown, input: ReadBackInput) => boolean): ReadRow => ({
  name,
  client: 'EC2',
  operation: 'DescribeKeyPairs',
  input: ({ physicalId }) => ({ KeyNames: [physicalId] }),
  holds: (output, _planned, input) => holds(listOf(at(output, 'KeyPairs'))[0], input),
});

const ROWS: readonly ReadRow[] = [
  row('exists', (one, input) => at(one, 'KeyName') === input.physicalId),
  row('tagged', (one, input) => holdsTags(at(one, 'Tags'), input)),
];

/** Reads a key pair back by its name; EC2 never shows a private half. */
export const readBackKeyPair = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type !== 'AWS::EC2::KeyPair') throw noReadBack(input);
  return await runReadBack(input, arnOfKind(KEY_PAIRS, input), ROWS);
};
