import { z } from 'zod';
import { ownerOf } from '../../agents/roster.ts';
import type { AwsAccount } from '../../task/account.ts';
import type { AwsResource } from '../../task/aws-resource.ts';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { rdsRows } from '../databases/list.ts';
import { rdsStateOf, rdsTagsOf, tagListSchema, timeTextOf } from '../databases/rows.ts';

const TYPE = 'AWS::RDS::DBInstance';

const rowSchema = z.object({
  DBInstanceIdentifier: z.string(),
  DBInstanceArn: z.string().nullish(),
  DBInstanceClass: z.string().nullish(),
  DBInstanceStatus: z.string().nullish(),
  Engine: z.string().nullish(),
  EngineVersion: z.string().nullish(),
  AllocatedStorage: z.number().nullish(),
  MultiAZ: z.boolean().nullish(),
  DBClusterIdentifier: z.string().nullish(),
  ReadReplicaSourceDBInstanceIdentifier: z.string().nullish(),
  PubliclyAccessible: z.boolean().nullish(),
  StorageEncrypted: z.boolean().nullish(),
  InstanceCreateTime: z.union([z.date(), z.string()]).nullish(),
  TagList: tagListSchema,
});
type Row = z.infer<typeof rowSchema>;

const toResource = (row: Row, account: AwsAccount, region: Region): AwsResource => {
  const id = row.DBInstanceIdentifier;
  const createdAt = timeTextOf(row.InstanceCreateTime);
  const status = row.DBInstanceStatus ?? '';
  const cluster = row.DBClusterIdentifier ?? '';
  const source = row.ReadReplicaSourceDBInstanceIdentifier ?? '';
  return {
    id,
    arn: row.DBInstanceArn ?? `arn:aws:rds:${region}:${account.id}:db:${id}`,
    resourceType: TYPE,
    region,
    accountId: account.id,
    state: rdsStateOf(status),
    ownerAgent: ownerOf(TYPE),
    dependencies: [cluster, source].filter((one) => one !== ''),
    tags: rdsTagsOf(row.TagList),
    metadata: {
      status,
      engine: row.Engine ?? '',
      engineVersion: row.EngineVersion ?? '',
      instanceClass: row.DBInstanceClass ?? '',
      sizeGb: row.AllocatedStorage ?? 0,
      multiAz: row.MultiAZ ?? false,
      encrypted: row.StorageEncrypted ?? false,
      cluster,
    },
    createdAt,
    updatedAt: createdAt,
  };
};

/** Database instances of one region, page by page; members of clusters too. */
export const listDatabases = async function* (
  reader: AwsReader,
  account: AwsAccount,
  region: Region,
): AsyncIterable<AwsResource> {
  const call = { operation: 'DescribeDBInstances', region, input: {} };
  for await (const row of rdsRows(reader, call, { list: 'DBInstances', row: rowSchema }))
    yield toResource(row, account, region);
};
