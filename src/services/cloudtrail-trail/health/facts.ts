import { z } from 'zod';
import type { AwsResource } from '../../../task/aws-resource.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { readParsed } from '../../facts.ts';

const schema = z.object({
  IsLogging: z.boolean().nullish(),
  LatestDeliveryError: z.string().nullish(),
});

/** Whether a trail records, and whether its records arrive. */
export const readTrailHealth = async (
  reader: AwsReader,
  { arn, region }: AwsResource,
): Promise<Readonly<Record<string, unknown>>> => {
  const call = { client: 'CloudTrail', operation: 'GetTrailStatus', region, input: { Name: arn } };
  const found = await readParsed(reader, call, schema);
  const isOn = found?.IsLogging;
  return {
    ...(typeof isOn === 'boolean' ? { logging: isOn ? 'on' : 'off' } : {}),
    deliveryError: found?.LatestDeliveryError ?? '',
  };
};
