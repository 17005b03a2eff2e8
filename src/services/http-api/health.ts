import { LAST_HOUR, type HealthRule, type HealthTarget, type Measure } from '../health-rule.ts';

const measure = (metric: string): Measure => ({
  namespace: 'AWS/ApiGateway',
  metric,
  statistic: 'Sum',
  dimensions: ({ resource }: HealthTarget) => [{ ApiId: resource.id }],
});

const requests = (name: string, statistic: Measure['statistic']): Measure => ({
  ...measure(name),
  statistic,
});

/**
 * What the health report looks at. API Gateway sends metrics of an HTTP API only while requests
 * come (AWS: "Monitor CloudWatch metrics for HTTP APIs"), so nothing measured is nothing that went
 * wrong.
 */
export const httpApiHealth: readonly HealthRule[] = [
  {
    name: 'server errors',
    source: 'metric',
    severity: 'Unhealthy',
    detail: 'requests ended in errors of the API or of what stands behind it',
    measures: [measure('5xx')],
    share: { measures: [requests('Count', 'SampleCount')], words: 'the requests' },
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
    measures: [requests('Latency', 'Average')],
    limit: { is: 'over', value: 3000 },
    unit: 'count',
    window: { periodSeconds: 300, periods: 2, taken: 'each' },
    noData: 'zero',
    heal: { words: 'Give the function behind it more memory, or look at what it waits for.' },
  },
];
