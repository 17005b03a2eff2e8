import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { NamedFacts } from '../named/facts-schema.ts';
import type { DraftContext } from '../service.ts';
import { targetOf } from '../task-values.ts';

const TYPE = 'AWS::Logs::LogGroup';

const pageSchema = z.object({
  logGroups: z.array(z.object({ logGroupName: z.string() })).nullish(),
  nextToken: z.string().nullish(),
});

/** CloudWatch Logs finds by the beginning of a name: the very name is among what it finds. */
const isThere = async (
  { region }: DraftContext,
  reader: AwsReader,
  name: string,
): Promise<boolean> => {
  let token: string | undefined;
  do {
    const more = token === undefined ? {} : { nextToken: token };
    const input = { logGroupNamePrefix: name, limit: 50, ...more };
    const call = { client: 'CloudWatchLogs', operation: 'DescribeLogGroups', region, input };
    const page = await readPage(reader, call, pageSchema);
    if (page.logGroups?.some(({ logGroupName }) => logGroupName === name) === true) return true;
    token = page.nextToken ?? undefined;
  } while (token !== undefined);
  return false;
};

/** Looks the log group up by its whole name. Its events are never read. */
export const readLogGroupFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<NamedFacts> => {
  const name = targetOf(context.task);
  const exists = await isThere(context, reader, name);
  return await readNamedFacts(context, reader, { type: TYPE, name, identifier: name, exists });
};
