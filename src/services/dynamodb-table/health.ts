import type { HealthRule } from '../service.ts';

/** What the health report looks at. */
export const dynamodbHealth: readonly HealthRule[] = [
  {
    name: 'throttled requests',
    source: 'metric',
    namespace: 'AWS/DynamoDB',
    metric: 'ThrottledRequests',
    statistic: 'Sum',
    threshold: 0,
    detail: 'requests were throttled',
  },
  {
    name: 'system errors',
    source: 'metric',
    namespace: 'AWS/DynamoDB',
    metric: 'SystemErrors',
    statistic: 'Sum',
    threshold: 0,
    detail: 'DynamoDB itself answered with errors',
  },
  { name: 'status', source: 'configuration', detail: 'the table is not ACTIVE' },
];
