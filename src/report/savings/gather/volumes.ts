import { z } from 'zod';
import type { ObservedVolume } from '../observed.ts';
import { daysBefore } from '../series.ts';
import { THRESHOLDS } from '../thresholds.ts';
import { sumOfAny } from './join-series.ts';
import type { Ask } from './metrics.ts';
import { pagesOf } from './pages.ts';
import { ec2Arn, PAGE, seenIn, tagsOf, tagsSchema, withSeries } from './source.ts';
import type { ReadPlace, Source } from './source.ts';
import { timeSchema } from './time-schema.ts';

const rowSchema = z.object({
  VolumeId: z.string(),
  State: z.string().nullish(),
  CreateTime: timeSchema,
  Size: z.number(),
  VolumeType: z.string(),
  Iops: z.number().nullish(),
  Throughput: z.number().nullish(),
  Tags: tagsSchema,
});
const pageSchema = z.object({
  Volumes: z.array(rowSchema).nullish(),
  NextToken: z.string().nullish(),
});
type Row = z.infer<typeof rowSchema>;

const METRICS = ['VolumeIdleTime', 'VolumeReadOps', 'VolumeWriteOps'];

const asksOf = ({ VolumeId }: Row): readonly Ask[] =>
  METRICS.map((metric) => ({
    namespace: 'AWS/EBS',
    metric,
    stat: 'SampleCount',
    dimensions: { VolumeId },
  }));

const observedOf = (place: ReadPlace, row: Row): Omit<ObservedVolume, 'activity'> => ({
  of: 'volume',
  ...seenIn(place, {
    resourceType: 'AWS::EC2::Volume',
    resourceId: row.VolumeId,
    arn: ec2Arn(place, `volume/${row.VolumeId}`),
    tags: tagsOf(row.Tags),
  }),
  state: row.State ?? '',
  createdAt: row.CreateTime,
  sizeGb: row.Size,
  volumeType: row.VolumeType,
  iops: row.Iops ?? 0,
  throughputMbps: row.Throughput ?? 0,
});

const readVolumes: Source['read'] = async function* (reader, place) {
  const { region } = place;
  const days = daysBefore(place.now, THRESHOLDS.unattachedVolume.days);
  const input = { Filters: [{ Name: 'status', Values: ['available'] }], MaxResults: PAGE };
  const call = { client: 'EC2', operation: 'DescribeVolumes', region, input };
  const pages = pagesOf(reader.aws, call, {
    schema: pageSchema,
    takes: 'NextToken',
    nextOf: (page) => page.NextToken,
  });
  for await (const { Volumes } of pages) {
    const asked = { rows: Volumes ?? [], asksOf };
    for (const [row, series] of await withSeries(reader, { region, days }, asked))
      yield { ...observedOf(place, row), activity: sumOfAny(series) };
  }
};

/** Volumes that are attached to nothing now. */
export const volumes: Source = {
  title: 'volumes',
  resourceType: 'AWS::EC2::Volume',
  read: readVolumes,
};
