import { z } from 'zod';
import type { ObservedInstance } from '../observed.ts';
import { daysBefore, type ReadSeries } from '../series.ts';
import { THRESHOLDS } from '../thresholds.ts';
import { sumOfAll } from './join-series.ts';
import type { Ask } from './metrics.ts';
import { pagesOf } from './pages.ts';
import { ec2Arn, PAGE, seenIn, tagsOf, tagsSchema, withSeries } from './source.ts';
import type { ReadPlace, Source } from './source.ts';
import { timeSchema } from './time-schema.ts';

const rowSchema = z.object({
  InstanceId: z.string(),
  InstanceType: z.string(),
  LaunchTime: timeSchema,
  State: z.object({ Name: z.string().nullish() }).nullish(),
  PlatformDetails: z.string().nullish(),
  InstanceLifecycle: z.string().nullish(),
  Placement: z.object({ Tenancy: z.string().nullish() }).nullish(),
  Tags: tagsSchema,
});
const pageSchema = z.object({
  Reservations: z.array(z.object({ Instances: z.array(rowSchema).nullish() })).nullish(),
  NextToken: z.string().nullish(),
});
type Row = z.infer<typeof rowSchema>;

const METRICS = [
  ['CPUUtilization', 'Average'],
  ['CPUUtilization', 'Maximum'],
  ['NetworkIn', 'Sum'],
  ['NetworkOut', 'Sum'],
] as const;

const asksOf = ({ InstanceId }: Row): readonly Ask[] =>
  METRICS.map(([metric, stat]) => ({
    namespace: 'AWS/EC2',
    metric,
    stat,
    dimensions: { InstanceId },
  }));

/** Unknown means no: what AWS does not call shared, on demand and Linux has another price. */
const isListPriced = (row: Row): boolean =>
  row.PlatformDetails === 'Linux/UNIX' &&
  (row.InstanceLifecycle ?? '') === '' &&
  (row.Placement?.Tenancy ?? 'default') === 'default';

const observedOf = (
  place: ReadPlace,
  row: Row,
  series: readonly ReadSeries[],
): ObservedInstance => {
  const [cpuAverage = 'unread', cpuPeak = 'unread', ...network] = series;
  return {
    of: 'instance',
    ...seenIn(place, {
      resourceType: 'AWS::EC2::Instance',
      resourceId: row.InstanceId,
      arn: ec2Arn(place, `instance/${row.InstanceId}`),
      tags: tagsOf(row.Tags),
    }),
    state: row.State?.Name ?? '',
    instanceType: row.InstanceType,
    isListPriced: isListPriced(row),
    runsSince: row.LaunchTime,
    cpuAverage,
    cpuPeak,
    networkBytes: sumOfAll(network),
  };
};

const readInstances: Source['read'] = async function* (reader, place) {
  const { region } = place;
  const days = daysBefore(place.now, THRESHOLDS.idleInstance.days);
  const input = {
    Filters: [{ Name: 'instance-state-name', Values: ['running'] }],
    MaxResults: PAGE,
  };
  const call = { client: 'EC2', operation: 'DescribeInstances', region, input };
  const pages = pagesOf(reader.aws, call, {
    schema: pageSchema,
    takes: 'NextToken',
    nextOf: (page) => page.NextToken,
  });
  for await (const { Reservations } of pages) {
    const rows = (Reservations ?? []).flatMap((one) => one.Instances ?? []);
    for (const [row, series] of await withSeries(reader, { region, days }, { rows, asksOf }))
      yield observedOf(place, row, series);
  }
};

/** Instances that run now. */
export const instances: Source = {
  title: 'instances',
  resourceType: 'AWS::EC2::Instance',
  read: readInstances,
};
