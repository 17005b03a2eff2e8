import type { HealthRule } from '../service.ts';

/** What the health report looks at. */
export const ec2Health: readonly HealthRule[] = [
  {
    name: 'status checks',
    source: 'metric',
    namespace: 'AWS/EC2',
    metric: 'StatusCheckFailed',
    statistic: 'Maximum',
    threshold: 0,
    detail: 'a status check of the instance or its host failed',
  },
  {
    name: 'processor',
    source: 'metric',
    namespace: 'AWS/EC2',
    metric: 'CPUUtilization',
    statistic: 'Average',
    threshold: 90,
    detail: 'the processor is busy more than nine tenths of the time',
  },
  {
    name: 'state',
    source: 'configuration',
    detail: 'the instance is neither running nor stopped',
  },
];
