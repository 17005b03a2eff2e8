import { z } from 'zod';
import type { ObservedNatGateway } from '../observed.ts';
import { daysBefore, type ReadSeries } from '../series.ts';
import { THRESHOLDS } from '../thresholds.ts';
import { sumOfAll } from './join-series.ts';
import type { Ask } from './metrics.ts';
import { pagesOf } from './pages.ts';
import { ec2Arn, PAGE, seenIn, tagsOf, tagsSchema, withSeries } from './source.ts';
import type { ReadPlace, Source } from './source.ts';
import { timeSchema } from './time-schema.ts';

const rowSchema = z.object({
  NatGatewayId: z.string(),
  State: z.string().nullish(),
  CreateTime: timeSchema,
  Tags: tagsSchema,
});
const pageSchema = z.object({
  NatGateways: z.array(rowSchema).nullish(),
  NextToken: z.string().nullish(),
});
type Row = z.infer<typeof rowSchema>;

const asksOf = ({ NatGatewayId }: Row): readonly Ask[] =>
  ['BytesOutToDestination', 'BytesOutToSource'].map((metric) => ({
    namespace: 'AWS/NATGateway',
    metric,
    stat: 'Sum',
    dimensions: { NatGatewayId },
  }));

const observedOf = (
  place: ReadPlace,
  row: Row,
  series: readonly ReadSeries[],
): ObservedNatGateway => ({
  of: 'nat-gateway',
  ...seenIn(place, {
    resourceType: 'AWS::EC2::NatGateway',
    resourceId: row.NatGatewayId,
    arn: ec2Arn(place, `natgateway/${row.NatGatewayId}`),
    tags: tagsOf(row.Tags),
  }),
  state: row.State ?? '',
  createdAt: row.CreateTime,
  bytes: sumOfAll(series),
});

const readNatGateways: Source['read'] = async function* (reader, place) {
  const { region } = place;
  const days = daysBefore(place.now, THRESHOLDS.idleNatGateway.days);
  const input = { MaxResults: PAGE };
  const call = { client: 'EC2', operation: 'DescribeNatGateways', region, input };
  const pages = pagesOf(reader.aws, call, {
    schema: pageSchema,
    takes: 'NextToken',
    nextOf: (page) => page.NextToken,
  });
  for await (const { NatGateways } of pages) {
    const asked = { rows: NatGateways ?? [], asksOf };
    for (const [row, series] of await withSeries(reader, { region, days }, asked))
      yield observedOf(place, row, series);
  }
};

/** NAT gateways of a region. */
export const natGateways: Source = {
  title: 'NAT gateways',
  resourceType: 'AWS::EC2::NatGateway',
  read: readNatGateways,
};
