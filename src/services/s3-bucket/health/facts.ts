import { z } from 'zod';
import type { AwsResource } from '../../../task/aws-resource.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { readParsed } from '../../facts.ts';

const schema = z.object({
  PublicAccessBlockConfiguration: z.record(z.string(), z.boolean().nullish()),
});

const NOTHING_SET = 'NoSuchPublicAccessBlockConfiguration';

/**
 * The bucket's own blocks: none are on where nothing is set. What the account blocks is not asked.
 * A bucket that is gone has no `isRead`.
 */
export const readBucketHealth = async (
  reader: AwsReader,
  { id, region }: AwsResource,
): Promise<Readonly<Record<string, unknown>>> => {
  const call = { client: 'S3', operation: 'GetPublicAccessBlock', region, input: { Bucket: id } };
  const answer = await reader.read(call);
  if (!answer.ok && answer.code === NOTHING_SET) return { isRead: true };
  const answered = { ...reader, read: () => Promise.resolve(answer) };
  const found = await readParsed(answered, call, schema);
  return found === undefined ? {} : { isRead: true, ...found.PublicAccessBlockConfiguration };
};
