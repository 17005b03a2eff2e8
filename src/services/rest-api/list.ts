import { z } from 'zod';
import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import { apiPath } from '../apis/api-acts.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';

const TYPE = 'AWS::ApiGateway::RestApi';

const rowSchema = z.object({
  id: z.string(),
  name: z.string().nullish(),
  createdDate: z.coerce.date().nullish(),
  tags: z.record(z.string(), z.string()).nullish(),
});
const pageSchema = z.object({
  items: z.array(rowSchema).nullish(),
  position: z.string().nullish(),
});
type Row = z.infer<typeof rowSchema>;

const toResource = (row: Row, account: AwsAccount, region: Region): AwsResource => {
  const createdAt = row.createdDate?.toISOString() ?? '';
  return {
    id: row.id,
    arn: apiPath(region, `/restapis/${row.id}`),
    resourceType: TYPE,
    region,
    accountId: account.id,
    state: 'Active',
    ownerAgent: ownerOf(TYPE),
    dependencies: [],
    tags: { Name: row.name ?? '', ...row.tags },
    metadata: { name: row.name ?? '' },
    createdAt,
    updatedAt: createdAt,
  };
};

/** REST APIs of one region, page by page. */
export const listRestApis = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  let position: string | undefined;
  do {
    const input = { limit: 500, ...(position === undefined ? {} : { position }) };
    const call = { client: 'APIGateway', operation: 'GetRestApis', region, input };
    const page = await readPage(reader, call, pageSchema);
    for (const row of page.items ?? []) yield toResource(row, account, region);
    position = page.position ?? undefined;
  } while (position !== undefined);
};
