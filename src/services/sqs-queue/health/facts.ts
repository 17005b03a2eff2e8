import { z } from 'zod';
import type { AwsResource } from '../../../task/aws-resource.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { readParsed } from '../../facts.ts';
import { readSources } from '../facts.ts';

const schema = z.object({
  Attributes: z.object({ MessageRetentionPeriod: z.string().regex(/^\d+$/).nullish() }).nullish(),
});

/** The address by which SQS asks for a queue, as its ARN gives it. */
export const queueUrl = ({ arn, region, accountId, id }: AwsResource): string =>
  arn === '' ? id : `https://sqs.${region}.amazonaws.com/${accountId}/${id}`;

/** How long a queue keeps messages, and whether it collects what fails elsewhere. */
export const readQueueHealth = async (
  reader: AwsReader,
  resource: AwsResource,
): Promise<Readonly<Record<string, unknown>>> => {
  const { region } = resource;
  const QueueUrl = queueUrl(resource);
  const input = { QueueUrl, AttributeNames: ['MessageRetentionPeriod'] };
  const call = { client: 'SQS', operation: 'GetQueueAttributes', region, input };
  const seconds = (await readParsed(reader, call, schema))?.Attributes?.MessageRetentionPeriod;
  const sources = await readSources(reader, region, QueueUrl);
  return {
    ...(typeof seconds === 'string' ? { retentionSeconds: Number(seconds) } : {}),
    isCollector: sources.length > 0,
  };
};
