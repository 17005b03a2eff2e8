import { LAST_HOUR, liveNumber, type HealthRule } from '../health-rule.ts';

/**
 * What the health report looks at. SNS sends metrics only while a topic is active (AWS: "Monitoring
 * Amazon SNS topics using CloudWatch"), so nothing measured is no delivery that failed.
 */
export const snsHealth: readonly HealthRule[] = [
  {
    name: 'failed deliveries',
    source: 'metric',
    severity: 'Degraded',
    detail: 'messages could not be delivered to a subscriber',
    measures: [
      {
        namespace: 'AWS/SNS',
        metric: 'NumberOfNotificationsFailed',
        statistic: 'Sum',
        dimensions: ({ resource }) => [{ TopicName: resource.id }],
      },
    ],
    limit: { is: 'over', value: 0 },
    unit: 'count',
    window: LAST_HOUR,
    noData: 'zero',
    heal: { words: 'Find the endpoint that refuses, and mend it or take its subscription away.' },
  },
  {
    name: 'unconfirmed subscriptions',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'a subscriber has not confirmed, so nothing reaches it',
    judge: (target) => {
      const pending = liveNumber(target, 'pending');
      if (pending === undefined) return 'unknown';
      return pending === 0 ? 'holds' : { seen: `${pending} not confirmed` };
    },
    heal: { words: 'Confirm the subscription from its endpoint, or take it away.' },
  },
];
