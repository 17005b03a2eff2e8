import { z } from 'zod';
import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';

const TYPE = 'AWS::Logs::LogGroup';
const PAGE = 50;

const rowSchema = z.object({
  logGroupName: z.string(),
  arn: z.string(),
  creationTime: z.number().nullish(),
  retentionInDays: z.number().nullish(),
  storedBytes: z.number().nullish(),
});
const pageSchema = z.object({
  logGroups: z.array(rowSchema).nullish(),
  nextToken: z.string().nullish(),
});
type Row = z.infer<typeof rowSchema>;

const toResource = (row: Row, account: AwsAccount, region: Region): AwsResource => {
  const { creationTime, storedBytes } = row;
  const createdAt = typeof creationTime === 'number' ? new Date(creationTime).toISOString() : '';
  return {
    id: row.logGroupName,
    arn: row.arn.replace(/:\*$/, ''),
    resourceType: TYPE,
    region,
    accountId: account.id,
    state: 'Active',
    ownerAgent: ownerOf(TYPE),
    dependencies: [],
    tags: {},
    metadata: {
      retentionDays: row.retentionInDays ?? 'for ever',
      ...(typeof storedBytes === 'number' ? { storedBytes } : {}),
    },
    createdAt,
    updatedAt: createdAt,
  };
};

/** Log groups of one region, page by page. Tags would be a call for each; they are left out. */
export const listLogGroups = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  let token: string | undefined;
  do {
    const input = { limit: PAGE, ...(token === undefined ? {} : { nextToken: token }) };
    const call = { client: 'CloudWatchLogs', operation: 'DescribeLogGroups', region, input };
    const page = await readPage(reader, call, pageSchema);
    for (const row of page.logGroups ?? []) yield toResource(row, account, region);
    token = page.nextToken ?? undefined;
  } while (token !== undefined);
};
