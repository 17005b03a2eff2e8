import { z } from 'zod';
import type { AwsResource } from '../../../task/aws-resource.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { readParsed } from '../../facts.ts';

const schema = z.object({
  KeyMetadata: z.object({ KeyState: z.string().nullish(), KeyManager: z.string().nullish() }),
});

/** The state of a key, which lists leave out. */
export const readKeyHealth = async (
  reader: AwsReader,
  { id, region }: AwsResource,
): Promise<Readonly<Record<string, unknown>>> => {
  const call = { client: 'KMS', operation: 'DescribeKey', region, input: { KeyId: id } };
  const found = await readParsed(reader, call, schema);
  return {
    state: found?.KeyMetadata.KeyState ?? '',
    manager: found?.KeyMetadata.KeyManager ?? '',
  };
};
