import { z } from 'zod';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { isMissing } from '../facts.ts';
import type { Delivery } from './bucket-policy.ts';

const policySchema = z.object({ Policy: z.string() });

/**
 * Looks at the policy of a bucket for the service that shall write to it. The bucket of a log
 * archive lies in another account, where nothing of it may be read: that is unknown, not a no.
 */
export const readDelivery = async (
  reader: AwsReader,
  region: Region,
  asked: { readonly bucket: string; readonly service: string },
): Promise<Delivery> => {
  const input = { Bucket: asked.bucket };
  const answer = await reader.read({ client: 'S3', operation: 'GetBucketPolicy', region, input });
  if (answer.ok) {
    const parsed = policySchema.safeParse(answer.output);
    return parsed.success && parsed.data.Policy.includes(asked.service) ? 'lets' : 'refuses';
  }
  if (/NoSuchBucketPolicy/.test(answer.code)) return 'refuses';
  return isMissing(answer) ? 'missing' : 'unknown';
};
