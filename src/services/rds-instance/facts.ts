import { z } from 'zod';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { AROUND } from '../databases/around.ts';
import { NO_SURROUNDINGS, readSurroundings } from '../databases/facts.ts';
import { rdsRows } from '../databases/list.ts';
import { snapshotStem } from '../databases/snapshots.ts';
import { readCompanionStack, readParsed } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf, textOf } from '../task-values.ts';
import type { RdsFacts, RdsInstanceFact } from './facts-schema.ts';

const TYPE = 'AWS::RDS::DBInstance';

const rowSchema = z.object({
  DBInstanceIdentifier: z.string(),
  DBInstanceStatus: z.string().nullish(),
  Engine: z.string().nullish(),
  EngineVersion: z.string().nullish(),
  DBInstanceClass: z.string().nullish(),
  AllocatedStorage: z.number().nullish(),
  StorageEncrypted: z.boolean().nullish(),
  DeletionProtection: z.boolean().nullish(),
  DBClusterIdentifier: z.string().nullish(),
  ReadReplicaDBInstanceIdentifiers: z.array(z.string()).nullish(),
  ReadReplicaSourceDBInstanceIdentifier: z.string().nullish(),
  BackupRetentionPeriod: z.number().nullish(),
  VpcSecurityGroups: z.array(z.object({ VpcSecurityGroupId: z.string().nullish() })).nullish(),
});
type Row = z.infer<typeof rowSchema>;
const instancesSchema = z.object({ DBInstances: z.array(rowSchema).nullish() });

const toFact = (row: Row): RdsInstanceFact => ({
  name: row.DBInstanceIdentifier,
  status: row.DBInstanceStatus ?? '',
  engine: row.Engine ?? '',
  engineVersion: row.EngineVersion ?? '',
  instanceClass: row.DBInstanceClass ?? '',
  sizeGb: row.AllocatedStorage ?? 0,
  isEncrypted: row.StorageEncrypted ?? false,
  isProtected: row.DeletionProtection ?? false,
  cluster: row.DBClusterIdentifier ?? '',
  replicas: row.ReadReplicaDBInstanceIdentifiers ?? [],
  replicaOf: row.ReadReplicaSourceDBInstanceIdentifier ?? '',
  backupRetentionDays: row.BackupRetentionPeriod ?? 0,
  securityGroups: (row.VpcSecurityGroups ?? []).flatMap((one) => one.VpcSecurityGroupId ?? []),
});

const readInstance = async (
  reader: AwsReader,
  region: Region,
  name: string | undefined,
): Promise<RdsInstanceFact | null> => {
  if (name === undefined) return null;
  const input = { DBInstanceIdentifier: name };
  const call = { client: 'RDS', operation: 'DescribeDBInstances', region, input };
  const [row] = (await readParsed(reader, call, instancesSchema))?.DBInstances ?? [];
  return row === undefined ? null : toFact(row);
};

const snapshotRow = z.object({ DBSnapshotIdentifier: z.string() });

const countTaken = async (
  context: DraftContext,
  reader: AwsReader,
  name: string,
): Promise<number> => {
  const { region } = context;
  const stem = snapshotStem(context, name);
  const input = { DBInstanceIdentifier: name, SnapshotType: 'manual' };
  const call = { operation: 'DescribeDBSnapshots', region, input };
  let count = 0;
  for await (const row of rdsRows(reader, call, { list: 'DBSnapshots', row: snapshotRow }))
    if (row.DBSnapshotIdentifier.startsWith(stem)) count += 1;
  return count;
};

/** Looks up the instance by its name, and for a new one all that it needs around it. */
export const readRdsFacts = async (context: DraftContext, reader: AwsReader): Promise<RdsFacts> => {
  const { region, task } = context;
  const name = targetOf(task);
  const isCreate = task.taskType === 'CreateResource';
  const instance = await readInstance(reader, region, name);
  const exists = instance !== null;
  const named = await readNamedFacts(context, reader, {
    type: TYPE,
    name,
    identifier: name,
    exists,
    isUnread: !isCreate && textOf(task, 'action') !== undefined,
  });
  const source = isCreate ? await readInstance(reader, region, textOf(task, 'replicaOf')) : null;
  const isPlain = isCreate && textOf(task, 'replicaOf') === undefined;
  return {
    ...named,
    instance,
    source,
    aroundStack: await readCompanionStack(context, reader, { owner: named.owner, suffix: AROUND }),
    taken: exists && !isCreate ? await countTaken(context, reader, name) : 0,
    ...(isPlain ? await readSurroundings(context, reader) : NO_SURROUNDINGS),
  };
};
