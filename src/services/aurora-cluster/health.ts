import { statusRule } from '../databases/health.ts';
import type { HealthRule } from '../health-rule.ts';

/** What the health report looks at; each instance of a cluster has checks of its own. */
export const auroraHealth: readonly HealthRule[] = [
  statusRule,
  {
    name: 'writer',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'the cluster runs and has no instance that writes',
    isApplicable: ({ live }) => live['status'] === 'available',
    judge: ({ live }) => {
      const { writer } = live;
      if (typeof writer !== 'string') return 'unknown';
      return writer === '' ? { seen: 'none' } : 'holds';
    },
    heal: { words: 'Add an instance to the cluster: its data is there, but nothing serves it.' },
  },
  {
    name: 'processor',
    source: 'metric',
    severity: 'Degraded',
    detail: 'the processors are busy nearly all the time',
    measures: [
      {
        namespace: 'AWS/RDS',
        metric: 'CPUUtilization',
        statistic: 'Average',
        dimensions: ({ resource }) => [{ DBClusterIdentifier: resource.id }],
      },
    ],
    limit: { is: 'over', value: 80 },
    unit: 'percent',
    window: { periodSeconds: 300, periods: 2, taken: 'each' },
    noData: 'unknown',
    isApplicable: ({ live }) => live['status'] === 'available',
    heal: { words: 'Find the slow statements, or ask for a larger class or a reader more.' },
  },
];
