import { LAST_HOUR, liveText, type HealthRule, type Measure } from '../health-rule.ts';

const throttled = (metric: string): Measure => ({
  namespace: 'AWS/DynamoDB',
  metric,
  statistic: 'Sum',
  dimensions: ({ resource }) => [{ TableName: resource.id }],
});

/** `SystemErrors` is kept for each operation and never for the table. */
const OPERATIONS = [
  'BatchGetItem',
  'BatchWriteItem',
  'DeleteItem',
  'GetItem',
  'PutItem',
  'Query',
  'Scan',
  'TransactGetItems',
  'TransactWriteItems',
  'UpdateItem',
] as const;

/** Without its key or in the archive, nobody can read a table. */
const LOST = /^(INACCESSIBLE_ENCRYPTION_CREDENTIALS|ARCHIVING|ARCHIVED)$/;

/**
 * What the health report looks at. Throttling is read as `ReadThrottleEvents` and
 * `WriteThrottleEvents`, which are kept for the table as a whole; `ThrottledRequests` is kept for
 * each operation. DynamoDB sends these metrics only when they are above zero (AWS: "DynamoDB
 * metrics and dimensions"), so nothing measured is nothing that went wrong.
 */
export const dynamodbHealth: readonly HealthRule[] = [
  {
    name: 'throttled requests',
    source: 'metric',
    severity: 'Degraded',
    detail: 'requests were throttled',
    measures: [throttled('ReadThrottleEvents'), throttled('WriteThrottleEvents')],
    limit: { is: 'over', value: 0 },
    unit: 'count',
    window: LAST_HOUR,
    noData: 'zero',
    heal: {
      words: 'On-demand billing grows with the requests; otherwise raise the capacity.',
      request: ({ resource }, account) =>
        `Change the billing mode of the DynamoDB table ${resource.id} in ${account}, ` +
        `${resource.region} to on-demand.`,
    },
  },
  {
    name: 'system errors',
    source: 'metric',
    severity: 'Unhealthy',
    detail: 'DynamoDB itself answered with errors',
    measures: [
      {
        namespace: 'AWS/DynamoDB',
        metric: 'SystemErrors',
        statistic: 'Sum',
        dimensions: ({ resource }) =>
          OPERATIONS.map((Operation) => ({ TableName: resource.id, Operation })),
      },
    ],
    limit: { is: 'over', value: 0 },
    unit: 'count',
    window: LAST_HOUR,
    noData: 'zero',
    heal: { words: 'Look at the AWS Health Dashboard; clients should try again with a back-off.' },
  },
  {
    name: 'status',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'nobody can read the table',
    judge: (target) => {
      const status = liveText(target, 'status');
      if (LOST.test(status)) return { seen: status };
      return /^(ACTIVE|UPDATING)$/.test(status) ? 'holds' : 'unknown';
    },
    heal: { words: 'Give the table its KMS key back, or restore it from a backup.' },
  },
];
