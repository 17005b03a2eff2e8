import { z } from 'zod';
import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';

const TYPE = 'AWS::Lambda::Function';
const PAGE = 50;

const rowSchema = z.object({
  FunctionName: z.string(),
  FunctionArn: z.string(),
  Runtime: z.string().nullish(),
  MemorySize: z.number().nullish(),
  Timeout: z.number().nullish(),
  LastModified: z.string().nullish(),
});
const pageSchema = z.object({
  Functions: z.array(rowSchema).nullish(),
  NextMarker: z.string().nullish(),
});
type Row = z.infer<typeof rowSchema>;

const toResource = (row: Row, account: AwsAccount, region: Region): AwsResource => ({
  id: row.FunctionName,
  arn: row.FunctionArn,
  resourceType: TYPE,
  region,
  accountId: account.id,
  state: 'Active',
  ownerAgent: ownerOf(TYPE),
  dependencies: [],
  tags: {},
  metadata: {
    runtime: row.Runtime ?? '',
    memoryMb: row.MemorySize ?? 0,
    timeoutSeconds: row.Timeout ?? 0,
  },
  createdAt: '',
  updatedAt: row.LastModified ?? '',
});

/** Functions of one region, page by page. Their environment is never taken over. */
export const listFunctions = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  let marker: string | undefined;
  do {
    const input = { MaxItems: PAGE, ...(marker === undefined ? {} : { Marker: marker }) };
    const call = { client: 'Lambda', operation: 'ListFunctions', region, input };
    const page = await readPage(reader, call, pageSchema);
    for (const row of page.Functions ?? []) yield toResource(row, account, region);
    marker = page.NextMarker ?? undefined;
  } while (marker !== undefined);
};
