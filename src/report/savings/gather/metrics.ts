import { z } from 'zod';
import type { AwsReader } from '../../../services/aws-reader.ts';
import { Fault } from '../../../task/fault.ts';
import type { Region } from '../../../task/ids.ts';
import { dayOf, type Days, type ReadSeries } from '../series.ts';
import { pagesOf } from './pages.ts';
import { timeSchema } from './time-schema.ts';

/** One metric of one resource, by the day. */
export interface Ask {
  readonly namespace: string;
  readonly metric: string;
  readonly stat: 'Average' | 'Maximum' | 'Sum' | 'SampleCount';
  readonly dimensions: Readonly<Record<string, string>>;
}

/** Where and of which days metrics are read. */
export interface MetricPlace {
  readonly region: Region;
  readonly days: Days;
}

/** What one call of GetMetricData takes. */
const MOST_QUERIES = 500;
const DAY_SECONDS = 86_400;

const pageSchema = z.object({
  MetricDataResults: z
    .array(
      z.object({
        Id: z.string(),
        Timestamps: z.array(timeSchema).nullish(),
        Values: z.array(z.number()).nullish(),
        StatusCode: z.string().nullish(),
      }),
    )
    .nullish(),
  NextToken: z.string().nullish(),
});
type Page = z.infer<typeof pageSchema>;
type Result = NonNullable<Page['MetricDataResults']>[number];

const PAGING = {
  schema: pageSchema,
  takes: 'NextToken',
  nextOf: (page: Page) => page.NextToken,
};

const queryOf = ({ namespace, metric, stat, dimensions }: Ask, index: number): object => ({
  Id: `m${index}`,
  MetricStat: {
    Metric: {
      Namespace: namespace,
      MetricName: metric,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    },
    Period: DAY_SECONDS,
    Stat: stat,
  },
});

interface Gathered {
  readonly values: (number | null)[];
  status: string;
}

const take = (gathered: Gathered, result: Result, days: Days): void => {
  gathered.status = result.StatusCode ?? '';
  for (const [at, time] of (result.Timestamps ?? []).entries()) {
    const day = dayOf(days, time);
    if (day !== undefined) gathered.values[day] = result.Values?.[at] ?? null;
  }
};

const nothingYet = ({ count }: Days): Gathered => ({
  values: Array.from({ length: count }, () => null),
  status: '',
});

const readBatch = async (
  reader: AwsReader,
  { region, days }: MetricPlace,
  asks: readonly Ask[],
): Promise<readonly ReadSeries[]> => {
  const gathered = new Map(asks.map((_, index) => [`m${index}`, nothingYet(days)]));
  const input = {
    MetricDataQueries: asks.map(queryOf),
    StartTime: new Date(days.from),
    EndTime: new Date(days.until),
    ScanBy: 'TimestampAscending',
  };
  const call = { client: 'CloudWatch', operation: 'GetMetricData', region, input };
  for await (const page of pagesOf(reader, call, PAGING)) {
    for (const result of page.MetricDataResults ?? []) {
      const own = gathered.get(result.Id);
      if (own !== undefined) take(own, result, days);
    }
  }
  return [...gathered.values()].map(({ values, status }) =>
    status === 'Complete' ? values : 'unread',
  );
};

/**
 * Reads metrics by whole UTC day, in the order they were asked for. What CloudWatch did not tell
 * is `unread`: the resources behind it are not judged, and the others of the place still are.
 */
export const readDaily = async (
  reader: AwsReader,
  place: MetricPlace,
  asks: readonly Ask[],
): Promise<readonly ReadSeries[]> => {
  const series: ReadSeries[] = [];
  for (let at = 0; at < asks.length; at += MOST_QUERIES) {
    const batch = asks.slice(at, at + MOST_QUERIES);
    try {
      series.push(...(await readBatch(reader, place, batch)));
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      series.push(...batch.map((): ReadSeries => 'unread'));
    }
  }
  return series;
};
