import { z } from 'zod';
import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { readPage } from '../facts.ts';

const TYPE = 'AWS::S3::Bucket';
const PAGE = 250;

const pageSchema = z.object({
  Buckets: z
    .array(z.object({ Name: z.string(), CreationDate: z.union([z.date(), z.string()]).optional() }))
    .nullish(),
  ContinuationToken: z.string().nullish(),
});
type Row = NonNullable<z.infer<typeof pageSchema>['Buckets']>[number];

const toResource = (row: Row, account: AwsAccount, region: Region): AwsResource => {
  const createdAt = row.CreationDate === undefined ? '' : new Date(row.CreationDate).toISOString();
  return {
    id: row.Name,
    arn: `arn:aws:s3:::${row.Name}`,
    resourceType: TYPE,
    region,
    accountId: account.id,
    state: 'Active',
    ownerAgent: ownerOf(TYPE),
    dependencies: [],
    tags: {},
    metadata: {},
    createdAt,
    updatedAt: createdAt,
  };
};

/** Buckets of one region, page by page. Tags are not read: that would be a call for each bucket. */
export const listBuckets = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  let token: string | undefined;
  do {
    const input = {
      BucketRegion: region,
      MaxBuckets: PAGE,
      ...(token === undefined ? {} : { ContinuationToken: token }),
    };
    const call = { client: 'S3', operation: 'ListBuckets', region, input };
    const page = await readPage(reader, call, pageSchema);
    for (const row of page.Buckets ?? []) yield toResource(row, account, region);
    token = page.ContinuationToken ?? undefined;
  } while (token !== undefined);
};
