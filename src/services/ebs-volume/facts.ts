import { z } from 'zod';
import type { Region } from '../../task/ids.ts';
import type { AwsReader } from '../aws-reader.ts';
import { findOwner, readOwnStack, readPage, readProperties } from '../facts.ts';
import type { DraftContext } from '../service.ts';
import { textOf } from '../task-values.ts';
import type { EbsFacts, VolumeFact } from './facts-schema.ts';
import { readHostOf } from './attachment/facts.ts';
import { readSnapshot } from './snapshot/facts.ts';

const TYPE = 'AWS::EC2::Volume';

const tagsSchema = z.array(z.object({ Key: z.string(), Value: z.string() })).nullish();

const attachmentSchema = z.object({
  InstanceId: z.string().nullish(),
  DeleteOnTermination: z.boolean().nullish(),
});

const volumesSchema = z.object({
  Volumes: z
    .array(
      z.object({
        VolumeId: z.string(),
        State: z.string().nullish(),
        AvailabilityZone: z.string().nullish(),
        Attachments: z.array(attachmentSchema).nullish(),
        Tags: tagsSchema,
      }),
    )
    .nullish(),
});

const takenSchema = z.object({
  Snapshots: z.array(z.object({ SnapshotId: z.string() })).nullish(),
  NextToken: z.string().nullish(),
});

/** The tag by which this issue finds the snapshots that its own plans took. */
export const issueTag = ({ issue }: Pick<DraftContext, 'issue'>): string =>
  `${issue.ref.owner}/${issue.ref.repo}/issues/${issue.ref.number}`;

/** By id where one is given, since names of volumes are tags and mean whatever they mean. */
const readVolumes = async (
  reader: AwsReader,
  region: Region,
  target: { readonly id: string | undefined; readonly name: string | undefined },
): Promise<VolumeFact[]> => {
  const filter =
    target.id === undefined
      ? { Name: 'tag:Name', Values: [target.name ?? ''] }
      : { Name: 'volume-id', Values: [target.id] };
  const input = { Filters: [filter], MaxResults: 50 };
  const call = { client: 'EC2', operation: 'DescribeVolumes', region, input };
  const { Volumes } = await readPage(reader, call, volumesSchema);
  return (Volumes ?? [])
    .filter((row) => !(row.State ?? '').startsWith('delet'))
    .map((row) => ({
      id: row.VolumeId,
      name: row.Tags?.find((tag) => tag.Key === 'Name')?.Value ?? '',
      state: row.State ?? '',
      zone: row.AvailabilityZone ?? '',
      attachedTo: (row.Attachments ?? []).flatMap(({ InstanceId }) => InstanceId ?? []),
      outlives: (row.Attachments ?? [])
        .filter(({ DeleteOnTermination }) => DeleteOnTermination === false)
        .flatMap(({ InstanceId }) => InstanceId ?? []),
    }))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));
};

/** Snapshots of the volume that plans of this issue have taken, page by page. */
const countTaken = async (
  context: DraftContext,
  reader: AwsReader,
  volumeId: string,
): Promise<number> => {
  let count = 0;
  let token: string | undefined;
  do {
    const input = {
      OwnerIds: ['self'],
      Filters: [
        { Name: 'volume-id', Values: [volumeId] },
        { Name: 'tag:CoworkerIssue', Values: [issueTag(context)] },
      ],
      MaxResults: 100,
      ...(token === undefined ? {} : { NextToken: token }),
    };
    const { region } = context;
    const call = { client: 'EC2', operation: 'DescribeSnapshots', region, input };
    const page = await readPage(reader, call, takenSchema);
    count += page.Snapshots?.length ?? 0;
    token = page.NextToken ?? undefined;
  } while (token !== undefined);
  return count;
};

type One = Pick<EbsFacts, 'owner' | 'properties' | 'taken' | 'host'>;

const NONE: One = { owner: { owner: 'nobody' }, properties: null, taken: 0, host: null };

const readOne = async (
  context: DraftContext,
  reader: AwsReader,
  found: readonly VolumeFact[],
): Promise<One> => {
  const [one] = found;
  if (one === undefined || found.length > 1) return NONE;
  const target = { region: context.region, type: TYPE, physicalId: one.id };
  const owner = await findOwner(reader, target);
  const isCalled = textOf(context.task, 'action') !== undefined;
  const isLoose = owner.owner === 'nobody' && !isCalled;
  const properties = isLoose ? await readProperties(reader, target) : undefined;
  return {
    owner,
    properties: properties ?? null,
    taken: await countTaken(context, reader, one.id),
    host: await readHostOf(context, reader, one),
  };
};

/** Looks up the volume or the snapshot that is meant. */
export const readEbsFacts = async (context: DraftContext, reader: AwsReader): Promise<EbsFacts> => {
  const { region, task } = context;
  const id = textOf(task, 'id');
  const isCreate = task.taskType === 'CreateResource';
  if (id?.startsWith('snap-') === true) {
    const snapshot = await readSnapshot(context, reader, id);
    return { found: [], ownStack: null, ...NONE, snapshot };
  }
  const found = await readVolumes(reader, region, { id, name: textOf(task, 'name') });
  const stack = isCreate ? await readOwnStack(reader, region, context.stackName) : 'absent';
  return {
    found,
    ownStack: typeof stack === 'string' ? null : stack,
    ...(isCreate ? NONE : await readOne(context, reader, found)),
    snapshot: null,
  };
};
