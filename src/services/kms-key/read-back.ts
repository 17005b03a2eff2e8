import { listOf } from '../acts.ts';
import { at } from '../compare.ts';
import { holdsTags, noReadBack, runReadBack, type ReadRow } from '../read-back.ts';
import type { ReadBackCheck, ReadBackInput } from '../service.ts';

const kmsRow = (
  row: Pick<ReadRow, 'name' | 'property' | 'operation' | 'holds'> & Partial<ReadRow>,
): ReadRow => ({
  client: 'KMS',
  input: (input) => ({ KeyId: input.physicalId }),
  ...row,
});

/** KMS names the two members of a tag otherwise than everybody else. */
const asTags = (tags: unknown): unknown =>
  listOf(tags as never).map((tag) => ({ Key: at(tag, 'TagKey'), Value: at(tag, 'TagValue') }));

const KEY_ROWS: readonly ReadRow[] = [
  kmsRow({
    name: 'exists',
    operation: 'DescribeKey',
    holds: (output, _planned, input) => at(output, 'KeyMetadata.KeyId') === input.physicalId,
  }),
  kmsRow({
    name: 'rotated',
    property: 'EnableKeyRotation',
    operation: 'GetKeyRotationStatus',
    holds: (output, planned) => at(output, 'KeyRotationEnabled') === planned,
  }),
  kmsRow({
    name: 'tagged',
    property: 'Tags',
    operation: 'ListResourceTags',
    pages: { token: 'NextMarker', list: 'Tags', member: 'Marker' },
    holds: (output, _planned, input) => holdsTags(asTags(at(output, 'Tags')), input),
  }),
];

const ALIAS_ROWS: readonly ReadRow[] = [
  kmsRow({
    name: 'exists',
    operation: 'DescribeKey',
    holds: (output) => at(output, 'KeyMetadata.KeyId') !== undefined,
  }),
];

const arnOf = (input: ReadBackInput, rest: string): string =>
  `arn:aws:kms:${input.region}:${input.account.id}:${rest}`;

/** Reads a key or an alias back by KMS's own calls. */
export const readBackKmsKey = async (input: ReadBackInput): Promise<ReadBackCheck> => {
  if (input.type === 'AWS::KMS::Key')
    return await runReadBack(input, arnOf(input, `key/${input.physicalId}`), KEY_ROWS);
  if (input.type === 'AWS::KMS::Alias')
    return await runReadBack(input, arnOf(input, input.physicalId), ALIAS_ROWS);
  throw noReadBack(input);
};
