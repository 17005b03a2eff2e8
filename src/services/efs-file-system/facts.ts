import { z } from 'zod';
import type { AwsReader } from '../aws-reader.ts';
import { readNetwork } from '../ec2-instance/network/facts.ts';
import { findOwner, readOwnStack, readPage, readParsed, readProperties } from '../facts.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { EfsFacts, FileSystemFact } from './facts-schema.ts';
import { fileSystemRows } from './list.ts';

const TYPE = 'AWS::EFS::FileSystem';
const TARGET = 'AWS::EFS::MountTarget';

/** By id where one is given, since names of file systems are tags and mean whatever they mean. */
const readFound = async (
  { region, task }: DraftContext,
  reader: AwsReader,
): Promise<FileSystemFact[]> => {
  const [id, name] = [textOf(task, 'id'), textOf(task, 'name')];
  const found: FileSystemFact[] = [];
  for await (const row of fileSystemRows(reader, region)) {
    const isMeant = id === undefined ? row.Name === name : row.FileSystemId === id;
    if (isMeant && !(row.LifeCycleState ?? '').startsWith('delet'))
      found.push({
        id: row.FileSystemId,
        name: row.Name ?? '',
        state: row.LifeCycleState ?? '',
        isEncrypted: row.Encrypted ?? false,
        sizeBytes: row.SizeInBytes?.Value ?? 0,
      });
  }
  return found.toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

const targetsSchema = z.object({
  MountTargets: z.array(z.object({ MountTargetId: z.string() })).nullish(),
  NextMarker: z.string().nullish(),
});

const readTargets = async (
  { region }: DraftContext,
  reader: AwsReader,
  { id, isLoose }: { readonly id: string; readonly isLoose: boolean },
): Promise<EfsFacts['mountTargets']> => {
  const targets: EfsFacts['mountTargets'] = [];
  let marker: string | undefined;
  do {
    const more = marker === undefined ? {} : { Marker: marker };
    const input = { FileSystemId: id, MaxItems: 100, ...more };
    const call = { client: 'EFS', operation: 'DescribeMountTargets', region, input };
    const page = await readPage(reader, call, targetsSchema);
    for (const { MountTargetId } of page.MountTargets ?? []) {
      const where = { region, type: TARGET, physicalId: MountTargetId };
      const properties = isLoose ? await readProperties(reader, where) : undefined;
      targets.push({ id: MountTargetId, properties: properties ?? null });
    }
    marker = page.NextMarker ?? undefined;
  } while (marker !== undefined);
  return targets.toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

const backupSchema = z.object({
  BackupPolicy: z.object({ Status: z.string().nullish() }).nullish(),
});
const replicationSchema = z.object({ Replications: z.array(z.unknown()).nullish() });

type One = Pick<EfsFacts, 'owner' | 'properties' | 'mountTargets' | 'isBackedUp' | 'isReplicated'>;

const NONE: One = {
  owner: { owner: 'nobody' },
  properties: null,
  mountTargets: [],
  isBackedUp: false,
  isReplicated: false,
};

const readOne = async (
  context: DraftContext,
  reader: AwsReader,
  found: readonly FileSystemFact[],
): Promise<One> => {
  const [one] = found;
  if (one === undefined || found.length > 1) return NONE;
  const { region } = context;
  const where = { region, type: TYPE, physicalId: one.id };
  const owner = await findOwner(reader, where);
  const isLoose = owner.owner === 'nobody';
  const call = { client: 'EFS', region, input: { FileSystemId: one.id } };
  const policy = { ...call, operation: 'DescribeBackupPolicy' };
  const copies = { ...call, operation: 'DescribeReplicationConfigurations' };
  const backups = await readParsed(reader, policy, backupSchema);
  const replication = await readParsed(reader, copies, replicationSchema);
  return {
    owner,
    properties: isLoose ? ((await readProperties(reader, where)) ?? null) : null,
    mountTargets: await readTargets(context, reader, { id: one.id, isLoose }),
    isBackedUp: (backups?.BackupPolicy?.Status ?? '').startsWith('ENABL'),
    isReplicated: (replication?.Replications ?? []).length > 0,
  };
};

const NOTHING = { vpcs: [], subnets: [], groups: [] };

/** Looks up the file system that is meant, or everything that a new one needs. */
export const readEfsFacts = async (context: DraftContext, reader: AwsReader): Promise<EfsFacts> => {
  const isCreate = context.task.taskType === 'CreateResource';
  const found = await readFound(context, reader);
  const stack = isCreate ? await readOwnStack(reader, context.region, context.stackName) : 'absent';
  return {
    found,
    ownStack: typeof stack === 'string' ? null : stack,
    ...(isCreate ? NONE : await readOne(context, reader, found)),
    ...(isCreate ? await readNetwork(context, reader) : NOTHING),
  };
};
