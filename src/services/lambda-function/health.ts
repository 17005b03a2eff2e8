import type { HealthRule } from '../service.ts';

/** What the health report looks at. */
export const lambdaHealth: readonly HealthRule[] = [
  {
    name: 'errors',
    source: 'metric',
    namespace: 'AWS/Lambda',
    metric: 'Errors',
    statistic: 'Sum',
    threshold: 0,
    detail: 'the function ended in an error',
  },
  {
    name: 'throttles',
    source: 'metric',
    namespace: 'AWS/Lambda',
    metric: 'Throttles',
    statistic: 'Sum',
    threshold: 0,
    detail: 'calls were turned away for lack of concurrency',
  },
  {
    name: 'state',
    source: 'configuration',
    detail: 'the function is not Active, or its last update failed',
  },
];
