import type { HealthRule } from '../service.ts';

/** What the health report looks at. Request metrics exist only where they are configured. */
export const s3Health: readonly HealthRule[] = [
  {
    name: 'server errors',
    source: 'metric',
    namespace: 'AWS/S3',
    metric: '5xxErrors',
    statistic: 'Average',
    threshold: 0.01,
    detail: 'more than one in a hundred requests ends in an error of S3',
  },
  {
    name: 'client errors',
    source: 'metric',
    namespace: 'AWS/S3',
    metric: '4xxErrors',
    statistic: 'Average',
    threshold: 0.05,
    detail: 'more than one in twenty requests is refused',
  },
  {
    name: 'public access',
    source: 'configuration',
    detail: 'one of the four public-access blocks is off',
  },
];
