import { liveNumber, type Dimensions, type HealthRule, type HealthTarget } from '../health-rule.ts';

const dimensions = ({ resource }: HealthTarget): readonly Dimensions[] => [
  { QueueName: resource.id },
];

/** Half of the time for which a message is kept: the rest is for people. */
const MOST_OF_RETENTION_PERCENT = 50;

const QUARTER = { periodSeconds: 300, periods: 3, taken: 'each' } as const;

/**
 * What the health report looks at. SQS sends metrics only for active queues, which are those that
 * hold messages or were asked for some within six hours (AWS: "CloudWatch metrics for Amazon SQS"),
 * so nothing measured is an empty queue.
 */
export const sqsHealth: readonly HealthRule[] = [
  {
    name: 'age of the oldest message',
    source: 'metric',
    severity: 'Unhealthy',
    detail: 'messages wait so long that SQS will soon delete them unread',
    measures: [
      {
        namespace: 'AWS/SQS',
        metric: 'ApproximateAgeOfOldestMessage',
        statistic: 'Maximum',
        dimensions,
      },
    ],
    share: {
      live: (target) => liveNumber(target, 'retentionSeconds'),
      words: 'the time for which messages are kept',
    },
    limit: { is: 'over', value: MOST_OF_RETENTION_PERCENT },
    unit: 'percent',
    window: QUARTER,
    noData: 'zero',
    // What collects failures is looked at by the rule below.
    isApplicable: (target) => target.live['isCollector'] !== true,
    heal: { words: 'Find out why nobody takes messages, or keep them longer until somebody does.' },
  },
  {
    name: 'failed messages',
    source: 'metric',
    severity: 'Degraded',
    detail: 'messages that could not be worked on wait in this dead-letter queue',
    measures: [
      {
        namespace: 'AWS/SQS',
        metric: 'ApproximateNumberOfMessagesVisible',
        statistic: 'Maximum',
        dimensions,
      },
    ],
    limit: { is: 'over', value: 0 },
    unit: 'count',
    window: { periodSeconds: 300, periods: 1, taken: 'together' },
    noData: 'zero',
    isApplicable: (target) => target.live['isCollector'] === true,
    heal: { words: 'Look at why they fail, mend it, and send them back to their queue.' },
  },
];
