import { z } from 'zod';
import type { Region } from '../../../task/ids.ts';
import type { AwsReader } from '../../aws-reader.ts';
import { readPage } from '../../facts.ts';
import type { DraftContext } from '../../service.ts';
import { textOf } from '../../task-values.ts';
import { keyOf } from './draft.ts';
import type { ObjectsFacts, ObjectVersion } from './facts-schema.ts';
import { MOST_OBJECTS } from './operations.ts';

const rowSchema = z.object({ Key: z.string(), VersionId: z.string().nullish() });
const pageSchema = z.object({
  Versions: z.array(rowSchema).nullish(),
  DeleteMarkers: z.array(rowSchema).nullish(),
  IsTruncated: z.boolean().nullish(),
  NextKeyMarker: z.string().nullish(),
  NextVersionIdMarker: z.string().nullish(),
});
type PageRow = z.infer<typeof rowSchema>;

const versionOf = ({ Key, VersionId }: PageRow): ObjectVersion => ({
  key: Key,
  versionId: VersionId ?? 'null',
});

const byKey = (a: ObjectVersion, b: ObjectVersion): number => {
  const [one, other] = [`${a.key}\n${a.versionId}`, `${b.key}\n${b.versionId}`];
  return one < other ? -1 : 1;
};

/** Keys and ids of versions, page by page until there are too many; never what is in one. */
const readVersions = async (
  reader: AwsReader,
  region: Region,
  asked: { readonly Bucket: string; readonly Prefix: string },
): Promise<ObjectsFacts> => {
  const versions: ObjectVersion[] = [];
  let marker: Readonly<Record<string, string>> | undefined;
  do {
    const input = { ...asked, MaxKeys: MOST_OBJECTS + 1, ...marker };
    const call = { client: 'S3', operation: 'ListObjectVersions', region, input };
    const page = await readPage(reader, call, pageSchema);
    versions.push(...[...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])].map(versionOf));
    marker =
      page.IsTruncated === true
        ? {
            KeyMarker: page.NextKeyMarker ?? '',
            VersionIdMarker: page.NextVersionIdMarker ?? '',
          }
        : undefined;
  } while (marker !== undefined && versions.length <= MOST_OBJECTS);
  const isMore = marker !== undefined || versions.length > MOST_OBJECTS;
  return { versions: versions.toSorted(byKey).slice(0, MOST_OBJECTS), isMore };
};

/** Looks up what an upload would overwrite, or what there is to empty; null for other tasks. */
export const readObjects = async (
  { task, region }: DraftContext,
  reader: AwsReader,
  bucket: string,
): Promise<ObjectsFacts | null> => {
  const action = textOf(task, 'action');
  if (action === 'empty') return await readVersions(reader, region, { Bucket: bucket, Prefix: '' });
  if (action !== 'upload') return null;
  const key = keyOf(task);
  if (key === undefined) return null;
  const { versions, isMore } = await readVersions(reader, region, { Bucket: bucket, Prefix: key });
  return { versions: versions.filter((one) => one.key === key), isMore };
};
