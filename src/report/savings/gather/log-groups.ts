import { z } from 'zod';
import { readParsed } from '../../../services/facts.ts';
import type { ObservedLogGroup } from '../observed.ts';
import { pagesOf } from './pages.ts';
import { seenIn, type ReadPlace, type Source, type SourceReader } from './source.ts';
import { timeSchema } from './time-schema.ts';

const rowSchema = z.object({
  logGroupName: z.string(),
  arn: z.string(),
  creationTime: timeSchema,
  retentionInDays: z.number().nullish(),
  storedBytes: z.number().nullish(),
  logGroupClass: z.string().nullish(),
});
const pageSchema = z.object({
  logGroups: z.array(rowSchema).nullish(),
  nextToken: z.string().nullish(),
});
const tagPageSchema = z.object({ tags: z.record(z.string(), z.string()).nullish() });
type Row = z.infer<typeof rowSchema>;

const CLIENT = 'CloudWatchLogs';
const LOGS_PAGE = 50;

/** A call for each group, so only of those that a tag could keep from being claimed. */
const tagsFor = async (
  { aws }: SourceReader,
  { region }: ReadPlace,
  row: Row,
): Promise<Readonly<Record<string, string>>> => {
  if (typeof row.retentionInDays === 'number') return {};
  const input = { resourceArn: row.arn.replace(/:\*$/, '') };
  const call = { client: CLIENT, operation: 'ListTagsForResource', region, input };
  return (await readParsed(aws, call, tagPageSchema))?.tags ?? {};
};

const observedOf = (
  place: ReadPlace,
  row: Row,
  tags: Readonly<Record<string, string>>,
): ObservedLogGroup => ({
  of: 'log-group',
  ...seenIn(place, {
    resourceType: 'AWS::Logs::LogGroup',
    resourceId: row.logGroupName,
    arn: row.arn.replace(/:\*$/, ''),
    tags,
  }),
  createdAt: row.creationTime,
  storedBytes: row.storedBytes ?? 0,
  ...(typeof row.retentionInDays === 'number' ? { retentionDays: row.retentionInDays } : {}),
  isDelivery: row.logGroupClass === 'DELIVERY',
});

const readLogGroups: Source['read'] = async function* (reader, place) {
  const { region } = place;
  const input = { limit: LOGS_PAGE };
  const call = { client: CLIENT, operation: 'DescribeLogGroups', region, input };
  const pages = pagesOf(reader.aws, call, {
    schema: pageSchema,
    takes: 'nextToken',
    nextOf: (page) => page.nextToken,
  });
  for await (const { logGroups: rows } of pages)
    for (const row of rows ?? []) yield observedOf(place, row, await tagsFor(reader, place, row));
};

/** Log groups: how long they keep what they hold, never what that is. */
export const logGroups: Source = {
  title: 'log groups',
  resourceType: 'AWS::Logs::LogGroup',
  read: readLogGroups,
};
