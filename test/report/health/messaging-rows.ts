import type { Service } from '../../../src/services/service.ts';
import { sqsQueue } from '../../../src/services/sqs-queue/index.ts';
import type { Seen } from './measured.ts';

type Row = readonly [string, Seen, string];

const DAY = { live: { retentionSeconds: 86_400, isCollector: false } };
const COLLECTS = { live: { retentionSeconds: 86_400, isCollector: true } };

const QUEUES: readonly Row[] = [
  ['nothing measured: nobody used it', { ...DAY, values: {} }, 'Healthy'],
  [
    'oldest message at half of its time',
    { ...DAY, values: { ApproximateAgeOfOldestMessage: [43_200, 43_200, 43_200] } },
    'Healthy',
  ],
  [
    'oldest message beyond half of its time',
    { ...DAY, values: { ApproximateAgeOfOldestMessage: [51_840, 51_840, 51_840] } },
    'Unhealthy, age of the oldest message 60 %',
  ],
  [
    'oldest message beyond it, then taken',
    { ...DAY, values: { ApproximateAgeOfOldestMessage: [0, 51_840, 51_840] } },
    'Healthy',
  ],
  [
    'messages in a queue of failures',
    { ...COLLECTS, values: { ApproximateNumberOfMessagesVisible: [3] } },
    'Degraded, failed messages 3',
  ],
  [
    'old ones in a queue of failures are its business',
    { ...COLLECTS, values: { ApproximateAgeOfOldestMessage: [80_000, 80_000, 80_000] } },
    'Healthy',
  ],
  [
    'messages in any other queue',
    { ...DAY, values: { ApproximateNumberOfMessagesVisible: [3] } },
    'Healthy',
  ],
];

/** What is seen of queues, rules, alarms, dashboards, traces and budgets, and what is said of it. */
export const MESSAGING_TABLES: readonly (readonly [Service, readonly Row[]])[] = [
  [sqsQueue, QUEUES],
];
