import { z } from 'zod';
import { Fault } from '../../../task/fault.ts';
import type { ObservedBucket } from '../observed.ts';
import { daysBefore, present, type ReadSeries } from '../series.ts';
import { THRESHOLDS } from '../thresholds.ts';
import { readBucket, type BucketRow } from './bucket-rows.ts';
import type { Ask } from './metrics.ts';
import { pagesOf } from './pages.ts';
import { seenIn, withSeries } from './source.ts';
import type { ReadPlace, Source, SourceReader } from './source.ts';
import { timeSchema } from './time-schema.ts';

const pageSchema = z.object({
  Buckets: z.array(z.object({ Name: z.string(), CreationDate: timeSchema })).nullish(),
  ContinuationToken: z.string().nullish(),
});
type Row = NonNullable<z.infer<typeof pageSchema>['Buckets']>[number];

interface Read {
  readonly row: Row;
  readonly own: BucketRow;
}

/** Pages stay small: five reads follow for each bucket. */
const BUCKET_PAGE = 50;

const asksOf = ({ row: { Name }, own: { filterId } }: Read): readonly Ask[] => {
  const ask = (metric: string, stat: Ask['stat'], of: Record<string, string>): Ask => ({
    namespace: 'AWS/S3',
    metric,
    stat,
    dimensions: { BucketName: Name, ...of },
  });
  return [
    ask('BucketSizeBytes', 'Average', { StorageType: 'StandardStorage' }),
    ask('NumberOfObjects', 'Average', { StorageType: 'AllStorageTypes' }),
    ...(filterId === '' ? [] : [ask('AllRequests', 'Sum', { FilterId: filterId })]),
  ];
};

/** S3 counts once a day and late: the last value there is stands for today. */
const lastOf = (series: ReadSeries): number | null =>
  series === 'unread' ? null : (present(series).at(-1) ?? null);

const seenBucket = (place: ReadPlace, row: Row, tags: BucketRow['tags']) =>
  seenIn(place, {
    resourceType: 'AWS::S3::Bucket',
    resourceId: row.Name,
    arn: `arn:aws:s3:::${row.Name}`,
    tags,
  });

const observedOf = (
  place: ReadPlace,
  read: Read,
  series: readonly ReadSeries[],
): ObservedBucket => {
  const [bytes = 'unread', objects = 'unread', requests = 'off'] = series;
  return {
    of: 'bucket',
    ...seenBucket(place, read.row, read.own.tags),
    createdAt: read.row.CreationDate,
    isEmpty: read.own.isEmpty,
    requests,
    standardBytes: lastOf(bytes),
    objects: lastOf(objects),
    tiering: read.own.tiering,
  };
};

/** A bucket may deny what the others of its account allow: that one alone is not judged then. */
const readSafely = async (
  reader: SourceReader,
  place: ReadPlace,
  row: Row,
): Promise<Read | undefined> => {
  try {
    return { row, own: await readBucket(reader, place, row.Name) };
  } catch (error) {
    if (!(error instanceof Fault) || error.kind !== 'denied') throw error;
    return undefined;
  }
};

const DENIED = 'its configuration may not be read';

const readBuckets: Source['read'] = async function* (reader, place) {
  const { region } = place;
  const input = { BucketRegion: region, MaxBuckets: BUCKET_PAGE };
  const call = { client: 'S3', operation: 'ListBuckets', region, input };
  const pages = pagesOf(reader.aws, call, {
    schema: pageSchema,
    takes: 'ContinuationToken',
    nextOf: (page) => page.ContinuationToken,
  });
  const days = daysBefore(place.now, THRESHOLDS.unusedBucket.days);
  for await (const { Buckets } of pages) {
    const rows: Read[] = [];
    for (const row of Buckets ?? []) {
      const read = await readSafely(reader, place, row);
      if (read === undefined)
        yield { of: 'denied', ...seenBucket(place, row, {}), because: DENIED };
      else rows.push(read);
    }
    for (const [read, series] of await withSeries(reader, { region, days }, { rows, asksOf }))
      yield observedOf(place, read, series);
  }
};

/** Buckets of a region: their configuration and what is counted of them. */
export const buckets: Source = {
  title: 'buckets',
  resourceType: 'AWS::S3::Bucket',
  read: readBuckets,
};
