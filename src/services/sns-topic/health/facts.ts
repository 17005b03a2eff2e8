import { z } from 'zod';
import type { AwsResource } from '../../../task/aws-resource.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { readParsed } from '../../facts.ts';

const schema = z.object({
  Attributes: z.object({ SubscriptionsPending: z.string().regex(/^\d+$/).nullish() }).nullish(),
});

/** How many subscriptions of a topic wait for their confirmation. */
export const readTopicHealth = async (
  reader: AwsReader,
  { arn, region }: AwsResource,
): Promise<Readonly<Record<string, unknown>>> => {
  const operation = 'GetTopicAttributes';
  const call = { client: 'SNS', operation, region, input: { TopicArn: arn } };
  const pending = (await readParsed(reader, call, schema))?.Attributes?.SubscriptionsPending;
  return pending === undefined || pending === null ? {} : { pending: Number(pending) };
};
