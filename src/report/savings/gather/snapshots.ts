import { z } from 'zod';
import { backupMark } from '../../../services/ebs-volume/backup-made.ts';
import type { ObservedSnapshot } from '../observed.ts';
import { pagesOf } from './pages.ts';
import { ec2Arn, PAGE, seenIn, tagsOf, tagsSchema } from './source.ts';
import type { ReadPlace, Source, SourceReader } from './source.ts';
import { timeSchema } from './time-schema.ts';

const rowSchema = z.object({
  SnapshotId: z.string(),
  OwnerId: z.string().nullish(),
  State: z.string().nullish(),
  StartTime: timeSchema,
  VolumeId: z.string().nullish(),
  Description: z.string().nullish(),
  StorageTier: z.string().nullish(),
  FullSnapshotSizeInBytes: z.number().nullish(),
  Tags: tagsSchema,
});
const pageSchema = z.object({
  Snapshots: z.array(rowSchema).nullish(),
  NextToken: z.string().nullish(),
});
const imagePageSchema = z.object({
  Images: z
    .array(
      z.object({
        ImageId: z.string(),
        BlockDeviceMappings: z
          .array(z.object({ Ebs: z.object({ SnapshotId: z.string().nullish() }).nullish() }))
          .nullish(),
      }),
    )
    .nullish(),
  NextToken: z.string().nullish(),
});
type Row = z.infer<typeof rowSchema>;

/** What EC2 calls the volume of a copy: its blocks are shared with nobody knows what. */
const NO_VOLUME = 'vol-ffffffff';

const imagesBySnapshot = async (
  reader: SourceReader,
  { region }: ReadPlace,
): Promise<ReadonlyMap<string, string>> => {
  const images = new Map<string, string>();
  const input = { Owners: ['self'], MaxResults: PAGE };
  const call = { client: 'EC2', operation: 'DescribeImages', region, input };
  const pages = pagesOf(reader.aws, call, {
    schema: imagePageSchema,
    takes: 'NextToken',
    nextOf: (page) => page.NextToken,
  });
  for await (const { Images } of pages)
    for (const { ImageId, BlockDeviceMappings } of Images ?? [])
      for (const { Ebs } of BlockDeviceMappings ?? [])
        if (Ebs?.SnapshotId) images.set(Ebs.SnapshotId, ImageId);
  return images;
};

const snapshotPages = (reader: SourceReader, { region }: ReadPlace) =>
  pagesOf(
    reader.aws,
    {
      client: 'EC2',
      operation: 'DescribeSnapshots',
      region,
      input: { OwnerIds: ['self'], MaxResults: PAGE },
    },
    { schema: pageSchema, takes: 'NextToken', nextOf: (page) => page.NextToken },
  );

/** How many snapshots each volume has. Read on its own, so that no page of rows is kept for it. */
const countByVolume = async (
  reader: SourceReader,
  place: ReadPlace,
): Promise<ReadonlyMap<string, number>> => {
  const counts = new Map<string, number>();
  for await (const { Snapshots } of snapshotPages(reader, place))
    for (const { VolumeId } of Snapshots ?? [])
      if (VolumeId) counts.set(VolumeId, (counts.get(VolumeId) ?? 0) + 1);
  return counts;
};

interface Known {
  readonly images: ReadonlyMap<string, string>;
  readonly counts: ReadonlyMap<string, number>;
}

const observedOf = (place: ReadPlace, row: Row, known: Known): ObservedSnapshot => {
  const volumeId = row.VolumeId ?? NO_VOLUME;
  const isCopy = volumeId === NO_VOLUME;
  const full = isCopy ? undefined : (row.FullSnapshotSizeInBytes ?? undefined);
  return {
    of: 'snapshot',
    ...seenIn(place, {
      resourceType: 'AWS::EC2::Snapshot',
      resourceId: row.SnapshotId,
      arn: ec2Arn(place, `snapshot/${row.SnapshotId}`),
      tags: tagsOf(row.Tags),
    }),
    state: row.State ?? '',
    startedAt: row.StartTime,
    volumeId,
    ...(full === undefined ? {} : { fullBytes: full }),
    isArchived: row.StorageTier === 'archive',
    imageId: known.images.get(row.SnapshotId) ?? '',
    backup: backupMark(tagsOf(row.Tags), row.Description),
    siblings: isCopy ? 0 : (known.counts.get(volumeId) ?? 1) - 1,
  };
};

/** Some servers show public snapshots to whoever asks for their own. */
const isOwn = ({ OwnerId }: Row, { account }: ReadPlace): boolean =>
  (OwnerId ?? account.id) === account.id;

const readSnapshots: Source['read'] = async function* (reader, place) {
  const images = await imagesBySnapshot(reader, place);
  const counts = await countByVolume(reader, place);
  for await (const { Snapshots } of snapshotPages(reader, place))
    for (const row of Snapshots ?? [])
      if (isOwn(row, place)) yield observedOf(place, row, { images, counts });
};

/** Snapshots of the account's own, with what uses them. */
export const snapshots: Source = {
  title: 'snapshots',
  resourceType: 'AWS::EC2::Snapshot',
  read: readSnapshots,
};
