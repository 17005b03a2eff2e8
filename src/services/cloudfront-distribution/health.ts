import { liveText, type HealthRule, type HealthTarget, type Measure } from '../health-rule.ts';

const measure = (metric: string): Measure => ({
  namespace: 'AWS/CloudFront',
  metric,
  statistic: 'Average',
  dimensions: ({ resource }: HealthTarget) => [{ DistributionId: resource.id, Region: 'Global' }],
});

const TWICE = { periodSeconds: 300, periods: 2, taken: 'each' } as const;

const isOn = (target: HealthTarget): boolean => target.live['enabled'] === true;

/**
 * What the health report looks at. CloudFront sends rates of errors only while requests come, and
 * the latency of the origin only where more metrics were asked for (AWS: "View CloudFront and edge
 * function metrics").
 */
export const distributionHealth: readonly HealthRule[] = [
  {
    name: 'server errors',
    source: 'metric',
    severity: 'Unhealthy',
    detail: 'viewers get errors of the origin or of CloudFront',
    isApplicable: isOn,
    measures: [measure('5xxErrorRate')],
    limit: { is: 'over', value: 5 },
    unit: 'percent',
    window: TWICE,
    noData: 'zero',
    heal: { words: 'Look at the origin: whether it answers by HTTPS, and lets CloudFront in.' },
  },
  {
    name: 'origin latency',
    source: 'metric',
    severity: 'Degraded',
    detail: 'the origin answers late, in milliseconds',
    isApplicable: (target) => isOn(target) && target.live['measuresMore'] === true,
    measures: [measure('OriginLatency')],
    limit: { is: 'over', value: 2000 },
    unit: 'count',
    window: TWICE,
    noData: 'zero',
    heal: { words: 'Look at the origin, and at what could be kept in the caches longer.' },
  },
  {
    name: 'deployed',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'it is turned off and answers nobody',
    judge: (target) => {
      const status = liveText(target, 'status');
      if (status === '' || target.live['enabled'] === undefined) return 'unknown';
      return isOn(target) ? 'holds' : { seen: 'turned off' };
    },
    heal: { words: 'Ask for `Enabled: yes`, or for its deletion when nobody misses it.' },
  },
];
