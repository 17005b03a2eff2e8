import type { HealthRule } from '../service.ts';

/** What the health report looks at. */
export const snsHealth: readonly HealthRule[] = [
  {
    name: 'failed deliveries',
    source: 'metric',
    namespace: 'AWS/SNS',
    metric: 'NumberOfNotificationsFailed',
    statistic: 'Sum',
    threshold: 0,
    detail: 'a message could not be delivered to a subscriber',
  },
  {
    name: 'unconfirmed subscriptions',
    source: 'configuration',
    detail: 'a subscriber has not confirmed, so nothing reaches it',
  },
];
