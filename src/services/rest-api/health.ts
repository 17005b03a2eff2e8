import { LAST_HOUR, liveText, type HealthRule, type Measure } from '../health-rule.ts';

const measure = (metric: string, statistic: Measure['statistic']): Measure => ({
  namespace: 'AWS/ApiGateway',
  metric,
  statistic,
  dimensions: (target) => [{ ApiName: liveText(target, 'name') }],
});

/**
 * What the health report looks at. API Gateway sends metrics of a REST API by its name and only
 * while requests come (AWS: "Amazon API Gateway dimensions and metrics"), so nothing measured is
 * nothing that went wrong. APIs of one name are measured together.
 */
export const restApiHealth: readonly HealthRule[] = [
  {
    name: 'server errors',
    source: 'metric',
    severity: 'Unhealthy',
    detail: 'requests ended in errors of the API or of what stands behind it',
    measures: [measure('5XXError', 'Sum')],
    share: { measures: [measure('Count', 'SampleCount')], words: 'the requests' },
    limit: { is: 'over', value: 5 },
    unit: 'percent',
    window: LAST_HOUR,
    noData: 'zero',
    heal: { words: 'Look at the log of the function behind it and at the access log.' },
  },
  {
    name: 'latency',
    source: 'metric',
    severity: 'Degraded',
    detail: 'requests wait long, in milliseconds',
    measures: [measure('Latency', 'Average')],
    limit: { is: 'over', value: 3000 },
    unit: 'count',
    window: { periodSeconds: 300, periods: 2, taken: 'each' },
    noData: 'zero',
    heal: { words: 'Give the function behind it more memory, or look at what it waits for.' },
  },
];
