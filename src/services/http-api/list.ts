import { z } from 'zod';
import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import { apiPath } from '../apis/api-acts.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';

const TYPE = 'AWS::ApiGatewayV2::Api';

const rowSchema = z.object({
  ApiId: z.string(),
  Name: z.string().nullish(),
  ProtocolType: z.string().nullish(),
  ApiEndpoint: z.string().nullish(),
  CreatedDate: z.coerce.date().nullish(),
  Tags: z.record(z.string(), z.string()).nullish(),
});
const pageSchema = z.object({
  Items: z.array(rowSchema).nullish(),
  NextToken: z.string().nullish(),
});
type Row = z.infer<typeof rowSchema>;

const toResource = (row: Row, account: AwsAccount, region: Region): AwsResource => {
  const createdAt = row.CreatedDate?.toISOString() ?? '';
  return {
    id: row.ApiId,
    arn: apiPath(region, `/apis/${row.ApiId}`),
    resourceType: TYPE,
    region,
    accountId: account.id,
    state: 'Active',
    ownerAgent: ownerOf(TYPE),
    dependencies: [],
    tags: { Name: row.Name ?? '', ...row.Tags },
    metadata: { name: row.Name ?? '', protocol: row.ProtocolType ?? '' },
    createdAt,
    updatedAt: createdAt,
  };
};

/** HTTP and WebSocket APIs of one region, page by page. */
export const listHttpApis = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  let token: string | undefined;
  do {
    const input = token === undefined ? {} : { NextToken: token };
    const call = { client: 'ApiGatewayV2', operation: 'GetApis', region, input };
    const page = await readPage(reader, call, pageSchema);
    for (const row of page.Items ?? []) yield toResource(row, account, region);
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
};
