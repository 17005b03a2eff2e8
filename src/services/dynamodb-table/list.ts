import { z } from 'zod';
import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage, readParsed } from '../facts.ts';

const TYPE = 'AWS::DynamoDB::Table';

const pageSchema = z.object({
  TableNames: z.array(z.string()).nullish(),
  LastEvaluatedTableName: z.string().nullish(),
});

const tableSchema = z.object({
  Table: z.object({
    TableArn: z.string(),
    TableStatus: z.string(),
    TableSizeBytes: z.number().nullish(),
    ItemCount: z.number().nullish(),
    CreationDateTime: z.union([z.date(), z.string()]).nullish(),
  }),
});

const STATES: Readonly<Record<string, AwsResource['state']>> = {
  ACTIVE: 'Active',
  CREATING: 'Creating',
  UPDATING: 'Updating',
  DELETING: 'Deleting',
};

const toResource = (
  name: string,
  found: z.infer<typeof tableSchema>['Table'],
  place: { readonly account: AwsAccount; readonly region: Region },
): AwsResource => {
  const created = found.CreationDateTime;
  const createdAt = created ? new Date(created).toISOString() : '';
  return {
    id: name,
    arn: found.TableArn,
    resourceType: TYPE,
    region: place.region,
    accountId: place.account.id,
    state: STATES[found.TableStatus] ?? 'Failed',
    ownerAgent: ownerOf(TYPE),
    dependencies: [],
    tags: {},
    metadata: {
      status: found.TableStatus,
      sizeBytes: found.TableSizeBytes ?? 0,
      items: found.ItemCount ?? 0,
    },
    createdAt,
    updatedAt: createdAt,
  };
};

/** Tables of one region with their size, page by page. A table deleted meanwhile is left out. */
export const listTables = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  const client = 'DynamoDB';
  let last: string | undefined;
  do {
    const input = { Limit: 100, ...(last === undefined ? {} : { ExclusiveStartTableName: last }) };
    const page = await readPage(
      reader,
      { client, operation: 'ListTables', region, input },
      pageSchema,
    );
    for (const name of page.TableNames ?? []) {
      const call = { client, operation: 'DescribeTable', region, input: { TableName: name } };
      const found = await readParsed(reader, call, tableSchema);
      if (found !== undefined) yield toResource(name, found.Table, { account, region });
    }
    last = page.LastEvaluatedTableName ?? undefined;
  } while (last !== undefined);
};
