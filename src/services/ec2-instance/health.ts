import {
  liveText,
  type HealthRule,
  type HealthTarget,
  type Measure,
  type Statistic,
} from '../health-rule.ts';

const measure = (metric: string, statistic: Statistic): Measure => ({
  namespace: 'AWS/EC2',
  metric,
  statistic,
  dimensions: ({ resource }) => [{ InstanceId: resource.id }],
});

const isRunning = (target: HealthTarget): boolean => liveText(target, 'state') === 'running';

/** What the health report looks at. A stopped instance has no status checks and no load. */
export const ec2Health: readonly HealthRule[] = [
  {
    name: 'status checks',
    source: 'metric',
    severity: 'Unhealthy',
    detail: 'a status check of the instance or its host fails',
    measures: [measure('StatusCheckFailed', 'Maximum')],
    limit: { is: 'over', value: 0 },
    unit: 'count',
    window: { periodSeconds: 300, periods: 1, taken: 'each' },
    noData: 'unknown',
    isApplicable: isRunning,
    heal: {
      words:
        'A reboot mends most failed instance checks; a stop and start moves it to another host.',
      request: ({ resource }, account) =>
        `Reboot the EC2 instance ${resource.id} in ${account}, ${resource.region}.`,
      operation: 'ec2:reboot',
    },
  },
  {
    name: 'processor',
    source: 'metric',
    severity: 'Degraded',
    detail: 'the processor is busy nearly all the time',
    measures: [measure('CPUUtilization', 'Average')],
    limit: { is: 'over', value: 80 },
    unit: 'percent',
    window: { periodSeconds: 300, periods: 2, taken: 'each' },
    noData: 'unknown',
    isApplicable: isRunning,
    heal: { words: 'Find what uses it, or move the work to a larger instance type.' },
  },
  {
    name: 'state',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'the instance does not run',
    // Not running is not ill: it is somebody's wish, or a moment; but nothing can be known of it.
    judge: (target) => (isRunning(target) ? 'holds' : { unknown: liveText(target, 'state') }),
    heal: { words: 'Look again when it runs.' },
  },
];
