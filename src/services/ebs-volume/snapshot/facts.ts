import { z } from 'zod';
import type { AwsReader } from '../../aws-reader.ts';
import { readParsed, readPage } from '../../facts.ts';
import type { DraftContext } from '../../service.ts';
import { backupMark } from '../backup-made.ts';
import type { SnapshotFact } from '../facts-schema.ts';

const snapshotsSchema = z.object({
  Snapshots: z
    .array(
      z.object({
        SnapshotId: z.string(),
        OwnerId: z.string().nullish(),
        State: z.string().nullish(),
        VolumeId: z.string().nullish(),
        Description: z.string().nullish(),
        Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).nullish(),
      }),
    )
    .nullish(),
});

const imagesSchema = z.object({
  Images: z.array(z.object({ ImageId: z.string() })).nullish(),
});

const sharingSchema = z.object({
  CreateVolumePermissions: z
    .array(z.object({ UserId: z.string().nullish(), Group: z.string().nullish() }))
    .nullish(),
});

/** An image that is made of the snapshot, of the account's own; disabled ones count as well. */
const imageOf = async (
  { region }: DraftContext,
  reader: AwsReader,
  snapshotId: string,
): Promise<string> => {
  const input = {
    Owners: ['self'],
    Filters: [{ Name: 'block-device-mapping.snapshot-id', Values: [snapshotId] }],
    IncludeDeprecated: true,
    IncludeDisabled: true,
  };
  const call = { client: 'EC2', operation: 'DescribeImages', region, input };
  return (await readPage(reader, call, imagesSchema)).Images?.[0]?.ImageId ?? '';
};

const sharedWith = async (
  { region }: DraftContext,
  reader: AwsReader,
  snapshotId: string,
): Promise<string[]> => {
  const input = { SnapshotId: snapshotId, Attribute: 'createVolumePermission' };
  const call = { client: 'EC2', operation: 'DescribeSnapshotAttribute', region, input };
  const { CreateVolumePermissions: rows } = await readPage(reader, call, sharingSchema);
  return (rows ?? []).flatMap(({ UserId, Group }) => UserId ?? Group ?? []).toSorted();
};

/**
 * One snapshot of the account's own, and what uses it; null when there is none. A use that can not
 * be read is a Fault: unknown is not unused.
 */
export const readSnapshot = async (
  context: DraftContext,
  reader: AwsReader,
  id: string,
): Promise<SnapshotFact | null> => {
  const { region, account } = context;
  const input = { OwnerIds: ['self'], Filters: [{ Name: 'snapshot-id', Values: [id] }] };
  const call = { client: 'EC2', operation: 'DescribeSnapshots', region, input };
  const rows = (await readParsed(reader, call, snapshotsSchema))?.Snapshots ?? [];
  const row = rows.find((one) => (one.OwnerId ?? account.id) === account.id);
  if (row === undefined) return null;
  const tags = Object.fromEntries((row.Tags ?? []).map(({ Key, Value }) => [Key, Value]));
  return {
    id,
    state: row.State ?? '',
    volumeId: row.VolumeId ?? '',
    imageId: await imageOf(context, reader, id),
    backup: backupMark(tags, row.Description),
    sharedWith: await sharedWith(context, reader, id),
  };
};
