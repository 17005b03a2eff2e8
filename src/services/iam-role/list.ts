import { z } from 'zod';
import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';

const TYPE = 'AWS::IAM::Role';
const PAGE = 100;

const rowSchema = z.object({
  RoleName: z.string(),
  Arn: z.string(),
  Path: z.string().nullish(),
  CreateDate: z.union([z.date(), z.string()]).nullish(),
});
const pageSchema = z.object({
  Roles: z.array(rowSchema).nullish(),
  IsTruncated: z.boolean().nullish(),
  Marker: z.string().nullish(),
});
type Row = z.infer<typeof rowSchema>;

const toResource = (row: Row, account: AwsAccount, region: Region): AwsResource => {
  const createdAt = row.CreateDate ? new Date(row.CreateDate).toISOString() : '';
  return {
    id: row.RoleName,
    arn: row.Arn,
    resourceType: TYPE,
    region,
    accountId: account.id,
    state: 'Active',
    ownerAgent: ownerOf(TYPE),
    dependencies: [],
    tags: {},
    metadata: { path: row.Path ?? '/' },
    createdAt,
    updatedAt: createdAt,
  };
};

/** Roles of one account, page by page. They are global: only the first region lists any. */
export const listRoles = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  if (account.regions[0] !== undefined && account.regions[0] !== region) return;
  let marker: string | undefined;
  do {
    const input = { MaxItems: PAGE, ...(marker === undefined ? {} : { Marker: marker }) };
    const call = { client: 'IAM', operation: 'ListRoles', region, input };
    const page = await readPage(reader, call, pageSchema);
    for (const row of page.Roles ?? []) yield toResource(row, account, region);
    marker = page.IsTruncated === true ? (page.Marker ?? undefined) : undefined;
  } while (marker !== undefined);
};
