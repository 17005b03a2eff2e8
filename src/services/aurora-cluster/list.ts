import { z } from 'zod';
import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { rdsRows } from '../databases/list.ts';
import { rdsStateOf, rdsTagsOf, tagListSchema, timeTextOf } from '../databases/rows.ts';

const TYPE = 'AWS::RDS::DBCluster';

const rowSchema = z.object({
  DBClusterIdentifier: z.string(),
  DBClusterArn: z.string().nullish(),
  Status: z.string().nullish(),
  Engine: z.string().nullish(),
  EngineVersion: z.string().nullish(),
  StorageEncrypted: z.boolean().nullish(),
  ClusterCreateTime: z.union([z.date(), z.string()]).nullish(),
  DBClusterMembers: z
    .array(z.object({ DBInstanceIdentifier: z.string(), IsClusterWriter: z.boolean().nullish() }))
    .nullish(),
  TagList: tagListSchema,
});
type Row = z.infer<typeof rowSchema>;

const toResource = (row: Row, account: AwsAccount, region: Region): AwsResource => {
  const id = row.DBClusterIdentifier;
  const createdAt = timeTextOf(row.ClusterCreateTime);
  const status = row.Status ?? '';
  const members = row.DBClusterMembers ?? [];
  return {
    id,
    arn: row.DBClusterArn ?? `arn:aws:rds:${region}:${account.id}:cluster:${id}`,
    resourceType: TYPE,
    region,
    accountId: account.id,
    state: rdsStateOf(status),
    ownerAgent: ownerOf(TYPE),
    dependencies: members.map((one) => one.DBInstanceIdentifier),
    tags: rdsTagsOf(row.TagList),
    metadata: {
      status,
      engine: row.Engine ?? '',
      engineVersion: row.EngineVersion ?? '',
      encrypted: row.StorageEncrypted ?? false,
      writer: members.find((one) => one.IsClusterWriter === true)?.DBInstanceIdentifier ?? '',
      instances: members.length,
    },
    createdAt,
    updatedAt: createdAt,
  };
};

/** Aurora clusters of one region, page by page; those of other engines are no business of ours. */
export const listClusters = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  const call = { operation: 'DescribeDBClusters', region, input: {} };
  for await (const row of rdsRows(reader, call, { list: 'DBClusters', row: rowSchema }))
    if ((row.Engine ?? '').startsWith('aurora')) yield toResource(row, account, region);
};
