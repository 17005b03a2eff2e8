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

/** EC2's code for a stop that the retirement of a host made. */
const RETIRED = 'Server.ScheduledStop';

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
    name: 'host',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'AWS stopped the instance, because it retires the host',
    // `Server.ScheduledStop`: stopped by AWS for a scheduled retirement. Every other reason for
    // standing still is somebody's wish, or a start that failed and would fail again.
    judge: (target) =>
      liveText(target, 'state') === 'stopped' && liveText(target, 'reason') === RETIRED
        ? { seen: RETIRED }
        : 'holds',
    heal: {
      words:
        'Start it: it then runs on another host. Instance store and a public address are lost.',
      request: ({ resource }, account) =>
        `Start the EC2 instance ${resource.id} in ${account}, ${resource.region}.`,
      operation: 'ec2:start',
    },
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
