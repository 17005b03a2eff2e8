import { z } from 'zod';
import type { ObservedDatabase } from '../observed.ts';
import { daysBefore, type ReadSeries } from '../series.ts';
import { THRESHOLDS } from '../thresholds.ts';
import type { Ask } from './metrics.ts';
import { pagesOf } from './pages.ts';
import { seenIn, tagsOf, tagsSchema, withSeries } from './source.ts';
import type { ReadPlace, Source } from './source.ts';
import { timeSchema } from './time-schema.ts';

const rowSchema = z.object({
  DBInstanceIdentifier: z.string(),
  DBInstanceArn: z.string(),
  DBInstanceClass: z.string(),
  DBInstanceStatus: z.string().nullish(),
  Engine: z.string(),
  MultiAZ: z.boolean().nullish(),
  /** Absent while it is being made. */
  InstanceCreateTime: timeSchema.nullish(),
  TagList: tagsSchema,
});
const pageSchema = z.object({
  DBInstances: z.array(rowSchema).nullish(),
  Marker: z.string().nullish(),
});
type Row = z.infer<typeof rowSchema>;

/** RDS gives 100 at most. */
const RDS_PAGE = 100;

const asksOf = ({ DBInstanceIdentifier }: Row): readonly Ask[] =>
  (['Average', 'Maximum'] as const).map((stat) => ({
    namespace: 'AWS/RDS',
    metric: 'CPUUtilization',
    stat,
    dimensions: { DBInstanceIdentifier },
  }));

const observedOf = (
  place: ReadPlace,
  row: Row,
  [cpuAverage = 'unread', cpuPeak = 'unread']: readonly ReadSeries[],
): ObservedDatabase => ({
  of: 'database',
  ...seenIn(place, {
    resourceType: 'AWS::RDS::DBInstance',
    resourceId: row.DBInstanceIdentifier,
    arn: row.DBInstanceArn,
    tags: tagsOf(row.TagList),
  }),
  state: row.DBInstanceStatus ?? '',
  instanceClass: row.DBInstanceClass,
  engine: row.Engine,
  isMultiZone: row.MultiAZ ?? false,
  createdAt: row.InstanceCreateTime ?? place.now.toISOString(),
  cpuAverage,
  cpuPeak,
});

const readDatabases: Source['read'] = async function* (reader, place) {
  const { region } = place;
  const days = daysBefore(place.now, THRESHOLDS.oversized.peakDays);
  const input = { MaxRecords: RDS_PAGE };
  const call = { client: 'RDS', operation: 'DescribeDBInstances', region, input };
  const pages = pagesOf(reader.aws, call, {
    schema: pageSchema,
    takes: 'Marker',
    nextOf: (page) => page.Marker,
  });
  for await (const { DBInstances } of pages) {
    const asked = { rows: DBInstances ?? [], asksOf };
    for (const [row, series] of await withSeries(reader, { region, days }, asked))
      yield observedOf(place, row, series);
  }
};

/** Database instances, those of Aurora clusters too. */
export const databases: Source = {
  title: 'databases',
  resourceType: 'AWS::RDS::DBInstance',
  read: readDatabases,
};
