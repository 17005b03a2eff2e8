/** Things whose metrics AWS sends by itself, and how people call them. */
export const WATCHED = {
  function: { namespace: 'AWS/Lambda', dimension: 'FunctionName' },
  queue: { namespace: 'AWS/SQS', dimension: 'QueueName' },
  topic: { namespace: 'AWS/SNS', dimension: 'TopicName' },
  rule: { namespace: 'AWS/Events', dimension: 'RuleName' },
  table: { namespace: 'AWS/DynamoDB', dimension: 'TableName' },
  instance: { namespace: 'AWS/EC2', dimension: 'InstanceId' },
  database: { namespace: 'AWS/RDS', dimension: 'DBInstanceIdentifier' },
  api: { namespace: 'AWS/ApiGateway', dimension: 'ApiName' },
} as const;
export type WatchedKind = keyof typeof WATCHED;

/** How one metric is looked at. */
export interface MetricRow {
  readonly kind: WatchedKind;
  readonly statistic: 'Sum' | 'Average' | 'Maximum' | 'Minimum';
  /** What it means that nothing was measured. */
  readonly missing: 'notBreaching' | 'breaching' | 'missing';
}

const counted = (kind: WatchedKind): MetricRow => ({
  kind,
  statistic: 'Sum',
  missing: 'notBreaching',
});
const highest = (kind: WatchedKind): MetricRow => ({ ...counted(kind), statistic: 'Maximum' });
const level = (kind: WatchedKind, statistic: MetricRow['statistic']): MetricRow => ({
  kind,
  statistic,
  missing: 'missing',
});

/**
 * Table of metrics that AWS sends by itself. Nothing is sent for nothing where errors, messages or
 * calls are counted; of a machine that says nothing it is not known how it is. Source: the metrics
 * page of each service.
 */
const METRICS: Readonly<Record<string, MetricRow>> = {
  Errors: counted('function'),
  Throttles: counted('function'),
  Invocations: counted('function'),
  Duration: highest('function'),
  IteratorAge: highest('function'),
  ConcurrentExecutions: highest('function'),
  ApproximateNumberOfMessagesVisible: highest('queue'),
  ApproximateAgeOfOldestMessage: highest('queue'),
  NumberOfMessagesSent: counted('queue'),
  NumberOfNotificationsFailed: counted('topic'),
  NumberOfMessagesPublished: counted('topic'),
  FailedInvocations: counted('rule'),
  InvocationsSentToDlq: counted('rule'),
  ConsumedReadCapacityUnits: counted('table'),
  ConsumedWriteCapacityUnits: counted('table'),
  ThrottledRequests: counted('table'),
  CPUUtilization: level('instance', 'Average'),
  StatusCheckFailed: level('instance', 'Maximum'),
  FreeStorageSpace: level('database', 'Minimum'),
  FreeableMemory: level('database', 'Minimum'),
  DatabaseConnections: level('database', 'Maximum'),
  ReadLatency: level('database', 'Average'),
  WriteLatency: level('database', 'Average'),
  '5XXError': counted('api'),
  '4XXError': counted('api'),
  Latency: { kind: 'api', statistic: 'Average', missing: 'notBreaching' },
};

const isDatabase = (resource: string): boolean => !resource.startsWith('i-');

/** How a metric of a thing is looked at; undefined for one that no service of AWS sends here. */
export const metricRow = (metric: string, resource = ''): MetricRow | undefined => {
  if (!Object.hasOwn(METRICS, metric)) return undefined;
  const row = METRICS[metric];
  // Machines and databases have a processor both; only a machine has an id of this form.
  if (metric === 'CPUUtilization' && resource !== '' && isDatabase(resource))
    return level('database', 'Average');
  return row;
};

/** Metrics of a kind, in the order of the table. */
export const metricsOf = (kind: WatchedKind): readonly string[] =>
  Object.entries(METRICS)
    .filter(([, row]) => row.kind === kind)
    .map(([metric]) => metric);
