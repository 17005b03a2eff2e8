import type { ObservedLoadBalancer } from '../observed.ts';
import { daysBefore, type ReadSeries } from '../series.ts';
import { THRESHOLDS } from '../thresholds.ts';
import { sumOfAny } from './join-series.ts';
import { balancerPages, type BalancerRow } from './load-balancer-rows.ts';
import type { Ask } from './metrics.ts';
import { seenIn, withSeries, type ReadPlace, type Source } from './source.ts';

const NAMESPACES = {
  application: 'AWS/ApplicationELB',
  network: 'AWS/NetworkELB',
  gateway: 'AWS/GatewayELB',
} as const;

/** CloudWatch names both by the end of their ARNs. */
const endOf = (arn: string): string => arn.replace(/^.*:(loadbalancer\/)?/, '');

const asksOf = (row: BalancerRow): readonly Ask[] => {
  const namespace = NAMESPACES[row.Type];
  const balancer = { LoadBalancer: endOf(row.LoadBalancerArn) };
  const traffic = row.Type === 'application' ? 'RequestCount' : 'NewFlowCount';
  const ofGroups = row.groupArns.flatMap((arn) =>
    ['HealthyHostCount', 'UnHealthyHostCount'].map((metric) => ({
      namespace,
      metric,
      stat: 'SampleCount' as const,
      dimensions: { ...balancer, TargetGroup: endOf(arn) },
    })),
  );
  return [
    { namespace, metric: 'ConsumedLCUs', stat: 'SampleCount', dimensions: balancer },
    { namespace, metric: traffic, stat: 'Sum', dimensions: balancer },
    ...ofGroups,
  ];
};

const observedOf = (
  place: ReadPlace,
  row: BalancerRow,
  series: readonly ReadSeries[],
): ObservedLoadBalancer => {
  const [pulse = 'unread', traffic = 'unread', ...ofGroups] = series;
  const nothing: ReadSeries = pulse === 'unread' ? 'unread' : pulse.map(() => null);
  return {
    of: 'load-balancer',
    ...seenIn(place, {
      resourceType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
      resourceId: row.LoadBalancerName,
      arn: row.LoadBalancerArn,
      tags: row.tags,
    }),
    kind: row.Type,
    state: row.State?.Code ?? '',
    createdAt: row.CreatedTime,
    targetsNow: row.targetsNow,
    pulse,
    targets: ofGroups.length === 0 ? nothing : sumOfAny(ofGroups),
    traffic,
  };
};

const readLoadBalancers: Source['read'] = async function* (reader, place) {
  const { region } = place;
  const days = daysBefore(place.now, THRESHOLDS.idleLoadBalancer.days);
  for await (const rows of balancerPages(reader, place))
    for (const [row, series] of await withSeries(reader, { region, days }, { rows, asksOf }))
      yield observedOf(place, row, series);
};

/** Application, network and gateway load balancers; classic ones are not looked at. */
export const loadBalancers: Source = {
  title: 'load balancers',
  resourceType: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  read: readLoadBalancers,
};
