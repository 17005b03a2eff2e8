import { z } from 'zod';
import type { AwsReader } from '../../../services/aws-reader.ts';
import { readParsed } from '../../../services/facts.ts';
import { readSources } from '../../../services/sqs-queue/facts.ts';
import { policyObject } from '../../../services/sqs-queue/names.ts';
import type { Region } from '../../../task/ids.ts';
import type { Beside } from './beside.ts';

const attributesSchema = z.object({
  Attributes: z.object({ Policy: z.string().nullish() }).nullish(),
});

/** The address of a queue as its ARN gives it: what Cloud Control and SQS call it. */
export const queueAddress = (arn: string): string => {
  const [region = '', account = '', name = ''] = arn.split(':').slice(3);
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
};

/** The policy of a queue. */
export const queuePolicy = async (
  reader: AwsReader,
  region: Region,
  QueueUrl: string,
): Promise<Beside> => {
  const type = 'AWS::SQS::QueuePolicy';
  const input = { QueueUrl, AttributeNames: ['Policy'] };
  const call = { client: 'SQS', operation: 'GetQueueAttributes', region, input };
  const text = (await readParsed(reader, call, attributesSchema))?.Attributes?.Policy ?? '';
  const properties = { Queues: [QueueUrl], PolicyDocument: policyObject(text) };
  const documents = text === '' ? [] : [{ type, id: QueueUrl, properties }];
  return { documents, read: [type] };
};

/** The queues whose failures a queue collects: of such a one less is asked. */
export const queueSources = async (
  reader: AwsReader,
  region: Region,
  { arn, url }: { readonly arn: string; readonly url: string },
): Promise<Beside> => {
  const names = await readSources(reader, region, url);
  const documents = names.map((id) => ({
    type: 'AWS::SQS::Queue',
    id,
    properties: { RedrivePolicy: { deadLetterTargetArn: arn } },
  }));
  return { documents, read: [] };
};
