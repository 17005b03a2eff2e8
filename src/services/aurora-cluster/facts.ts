import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { AROUND } from '../databases/around.ts';
import { NO_SURROUNDINGS, readSurroundings } from '../databases/facts.ts';
import { rdsRows } from '../databases/list.ts';
import { snapshotStem } from '../databases/snapshots.ts';
import { readCompanionStack, readParsed, readProperties } from '../facts.ts';
import { readNamedFacts } from '../named/facts.ts';
import type { DraftContext } from '../service.ts';
import { targetOf } from '../task-values.ts';
import type { AuroraFacts, ClusterFact } from './facts-schema.ts';

const TYPE = 'AWS::RDS::DBCluster';
const MEMBER = 'AWS::RDS::DBInstance';

const clustersSchema = z.object({
  DBClusters: z
    .array(
      z.object({
        DBClusterIdentifier: z.string(),
        Status: z.string().nullish(),
        Engine: z.string().nullish(),
        EngineVersion: z.string().nullish(),
        StorageEncrypted: z.boolean().nullish(),
        DeletionProtection: z.boolean().nullish(),
        DBClusterMembers: z
          .array(
            z.object({ DBInstanceIdentifier: z.string(), IsClusterWriter: z.boolean().nullish() }),
          )
          .nullish(),
      }),
    )
    .nullish(),
});

const readCluster = async (
  { region }: DraftContext,
  reader: AwsReader,
  name: string,
): Promise<ClusterFact | null> => {
  const input = { DBClusterIdentifier: name };
  const call = { client: 'RDS', operation: 'DescribeDBClusters', region, input };
  const [row] = (await readParsed(reader, call, clustersSchema))?.DBClusters ?? [];
  if (row === undefined) return null;
  return {
    name: row.DBClusterIdentifier,
    status: row.Status ?? '',
    engine: row.Engine ?? '',
    engineVersion: row.EngineVersion ?? '',
    isEncrypted: row.StorageEncrypted ?? false,
    isProtected: row.DeletionProtection ?? false,
    members: (row.DBClusterMembers ?? [])
      .map((one) => ({
        name: one.DBInstanceIdentifier,
        isWriter: one.IsClusterWriter ?? false,
        properties: null,
      }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
};

/** The settings of every member, where they are changed one by one and not by a stack. */
const withProperties = async (
  { region }: DraftContext,
  reader: AwsReader,
  cluster: ClusterFact,
): Promise<ClusterFact> => {
  const members = [];
  for (const member of cluster.members) {
    const target = { region, type: MEMBER, physicalId: member.name };
    members.push({ ...member, properties: (await readProperties(reader, target)) ?? null });
  }
  return { ...cluster, members };
};

const snapshotRow = z.object({ DBClusterSnapshotIdentifier: z.string() });

const countTaken = async (
  context: DraftContext,
  reader: AwsReader,
  name: string,
): Promise<number> => {
  const { region } = context;
  const stem = snapshotStem(context, name);
  const input = { DBClusterIdentifier: name, SnapshotType: 'manual' };
  const call = { operation: 'DescribeDBClusterSnapshots', region, input };
  let count = 0;
  for await (const row of rdsRows(reader, call, { list: 'DBClusterSnapshots', row: snapshotRow }))
    if (row.DBClusterSnapshotIdentifier.startsWith(stem)) count += 1;
  return count;
};

/** Looks up the cluster by its name, and for a new one all that it needs around it. */
export const readAuroraFacts = async (
  context: DraftContext,
  reader: AwsReader,
): Promise<AuroraFacts> => {
  const name = targetOf(context.task);
  const isCreate = context.task.taskType === 'CreateResource';
  const found = await readCluster(context, reader, name);
  const exists = found !== null;
  const target = { type: TYPE, name, identifier: name, exists };
  const named = await readNamedFacts(context, reader, target);
  const isLoose = exists && !isCreate && named.owner.owner === 'nobody';
  return {
    ...named,
    cluster: isLoose ? await withProperties(context, reader, found) : found,
    taken: exists && !isCreate ? await countTaken(context, reader, name) : 0,
    aroundStack: await readCompanionStack(context, reader, { owner: named.owner, suffix: AROUND }),
    ...(isCreate ? await readSurroundings(context, reader) : NO_SURROUNDINGS),
  };
};
