import { z } from 'zod';
import type { AwsResource } from '../../../task/aws-resource.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { readParsed } from '../../facts.ts';

const schema = z.object({
  State: z.string().nullish(),
  LastUpdateStatus: z.string().nullish(),
  Timeout: z.number().nullish(),
  DeadLetterConfig: z.object({ TargetArn: z.string().nullish() }).nullish(),
});

/** The state of a function, which lists leave out. Its environment is never taken over. */
export const readFunctionHealth = async (
  reader: AwsReader,
  { id, region }: AwsResource,
): Promise<Readonly<Record<string, unknown>>> => {
  const operation = 'GetFunctionConfiguration';
  const call = { client: 'Lambda', operation, region, input: { FunctionName: id } };
  const found = await readParsed(reader, call, schema);
  return {
    state: found?.State ?? '',
    lastUpdateStatus: found?.LastUpdateStatus ?? '',
    ...(found?.Timeout === undefined || found.Timeout === null
      ? {}
      : { timeoutSeconds: found.Timeout }),
    deadLetterArn: found?.DeadLetterConfig?.TargetArn ?? '',
  };
};
