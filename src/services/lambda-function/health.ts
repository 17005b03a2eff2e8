import {
  LAST_HOUR,
  liveNumber,
  liveText,
  type HealthRule,
  type HealthTarget,
  type Measure,
  type Statistic,
} from '../health-rule.ts';

const measure = (metric: string, statistic: Statistic = 'Sum'): Measure => ({
  namespace: 'AWS/Lambda',
  metric,
  statistic,
  dimensions: ({ resource }) => [{ FunctionName: resource.id }],
});

const MOST_SECONDS = 900;

const timeoutMs = (target: HealthTarget): number | undefined => {
  const seconds = liveNumber(target, 'timeoutSeconds');
  return seconds === undefined ? undefined : seconds * 1000;
};

/** Twice the present timeout, as far as Lambda goes. */
const longerTimeout = (target: HealthTarget): number =>
  Math.min(MOST_SECONDS, 2 * (liveNumber(target, 'timeoutSeconds') ?? 30));

const QUEUE = /^arn:[^:]*:sqs:[^:]*:[^:]*:(.+)$/;

const deadLetterQueue = (target: HealthTarget): string | undefined =>
  QUEUE.exec(liveText(target, 'deadLetterArn'))?.[1];

const isFailed = (target: HealthTarget): boolean =>
  liveText(target, 'state') === 'Failed' || liveText(target, 'lastUpdateStatus') === 'Failed';

/**
 * What the health report looks at. Lambda sends its metrics only while a function is invoked (AWS:
 * "Types of metrics for Lambda functions"), so nothing measured is nothing that went wrong; SQS
 * stops sending for a queue that nobody used for six hours (AWS: "Available CloudWatch metrics for
 * Amazon SQS").
 */
export const lambdaHealth: readonly HealthRule[] = [
  {
    name: 'errors',
    source: 'metric',
    severity: 'Unhealthy',
    detail: 'the function ends in an error too often',
    measures: [measure('Errors')],
    share: { measures: [measure('Invocations')], words: 'the invocations' },
    limit: { is: 'over', value: 5 },
    unit: 'percent',
    window: LAST_HOUR,
    noData: 'zero',
    heal: {
      words:
        'Read the log of the failing invocations. If a change brought them, `/rollback` on its ' +
        'issue takes it back.',
    },
  },
  {
    name: 'throttles',
    source: 'metric',
    severity: 'Degraded',
    detail: 'invocations were turned away for lack of concurrency',
    measures: [measure('Throttles')],
    limit: { is: 'over', value: 0 },
    unit: 'count',
    window: LAST_HOUR,
    noData: 'zero',
    heal: { words: 'Reserve concurrency for the function, or raise the quota of the account.' },
  },
  {
    name: 'duration',
    source: 'metric',
    severity: 'Degraded',
    detail: 'the function takes nearly as long as it may',
    measures: [measure('Duration', 'Average')],
    share: { live: timeoutMs, words: 'its own timeout' },
    limit: { is: 'over', value: 80 },
    unit: 'percent',
    window: { periodSeconds: 300, periods: 2, taken: 'each' },
    noData: 'zero',
    heal: {
      words:
        'Find what became slow; until then a longer timeout keeps invocations from failing. It ' +
        'can be asked for here where this application made the function.',
      request: (target, account) =>
        `Set the timeout of the Lambda function ${target.resource.id} in ${account}, ` +
        `${target.resource.region} to ${longerTimeout(target)} seconds.`,
    },
  },
  {
    name: 'state',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'the function or its last update failed',
    judge: (target) => {
      if (liveText(target, 'state') === '') return 'unknown';
      if (!isFailed(target)) return 'holds';
      const update = liveText(target, 'lastUpdateStatus');
      return { seen: `state ${liveText(target, 'state')}, last update ${update}` };
    },
    heal: { words: 'Deploy it again from its last good code, or `/rollback` on its issue.' },
  },
  {
    name: 'dead letters',
    source: 'metric',
    severity: 'Degraded',
    detail: 'failed invocations wait in its dead-letter queue',
    measures: [
      {
        namespace: 'AWS/SQS',
        metric: 'ApproximateNumberOfMessagesVisible',
        statistic: 'Maximum',
        dimensions: (target) => [{ QueueName: deadLetterQueue(target) ?? '' }],
      },
    ],
    limit: { is: 'over', value: 0 },
    unit: 'count',
    window: { periodSeconds: 300, periods: 1, taken: 'each' },
    noData: 'zero',
    isApplicable: (target) => deadLetterQueue(target) !== undefined,
    heal: { words: 'Read the messages, mend their cause, then send them again.' },
  },
];
