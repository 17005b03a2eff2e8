import { budget } from '../../../src/services/budget/index.ts';
import { cloudwatchAlarm } from '../../../src/services/cloudwatch-alarm/index.ts';
import { cloudwatchDashboard } from '../../../src/services/cloudwatch-dashboard/index.ts';
import { eventbridgeRule } from '../../../src/services/eventbridge-rule/index.ts';
import type { Service } from '../../../src/services/service.ts';
import { sqsQueue } from '../../../src/services/sqs-queue/index.ts';
import { xrayGroup } from '../../../src/services/xray-group/index.ts';
import { xraySamplingRule } from '../../../src/services/xray-sampling-rule/index.ts';
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

const RULES: readonly Row[] = [
  ['nothing measured: nothing failed', { values: {}, live: { targets: 1 } }, 'Healthy'],
  [
    'a target that could not be called',
    { values: { FailedInvocations: [2] }, live: { targets: 1 } },
    'Unhealthy, failed invocations 2',
  ],
  [
    'events in the queue of failures',
    { values: { InvocationsSentToDlq: [1] }, live: { targets: 1 } },
    'Degraded, events given up 1',
  ],
  ['no target', { values: {}, live: { targets: 0 } }, 'Degraded, targets none'],
  ['targets that could not be read', { values: {}, live: {} }, 'Unknown, ? targets'],
];

const ALARMS: readonly Row[] = [
  ['one that is quiet', { live: { stateValue: 'OK', actions: 'some' } }, 'Healthy'],
  [
    'one that rings',
    { live: { stateValue: 'ALARM', reason: 'Threshold Crossed', actions: 'some' } },
    'Unhealthy, alarm Threshold Crossed',
  ],
  [
    'one that has nothing to look at',
    { live: { stateValue: 'INSUFFICIENT_DATA', actions: 'some' } },
    'Degraded, data none',
  ],
  [
    'one that tells nobody',
    { live: { stateValue: 'OK', actions: 'none' } },
    'Degraded, actions none',
  ],
];

const BOARDS: readonly Row[] = [
  ['one with a widget', { live: { widgets: 1 } }, 'Healthy'],
  ['an empty one', { live: { widgets: 0 } }, 'Degraded, widgets none'],
  ['one that could not be read', { live: {} }, 'Unknown, ? widgets'],
];

const GROUPS: readonly Row[] = [
  ['one with a filter', { live: { filter: 'fault' } }, 'Healthy'],
  ['one without', { live: { filter: '' } }, 'Degraded, filter none'],
  ['one that could not be read', { live: {} }, 'Unknown, ? filter'],
];

const SAMPLING: readonly Row[] = [
  ['one a second', { live: { rate: 0, reservoir: 1 } }, 'Healthy'],
  ['a twentieth', { live: { rate: 0.05, reservoir: 0 } }, 'Healthy'],
  ['nothing at all', { live: { rate: 0, reservoir: 0 } }, 'Degraded, sampling none'],
  ['one that could not be read', { live: {} }, 'Unknown, ? sampling'],
];

const SPENT = { limitUsd: 100, actualUsd: 40, notifications: 2 };

const BUDGETS: readonly Row[] = [
  ['half of it spent', { live: SPENT }, 'Healthy'],
  ['all of it spent', { live: { ...SPENT, actualUsd: 100 } }, 'Healthy'],
  [
    'more than that spent',
    { live: { ...SPENT, actualUsd: 120.5 } },
    'Unhealthy, spent $120.50 of $100.00',
  ],
  [
    'more than that foreseen',
    { live: { ...SPENT, forecastUsd: 101 } },
    'Degraded, forecast $101.00 of $100.00',
  ],
  ['one that tells nobody', { live: { ...SPENT, notifications: 0 } }, 'Degraded, told nobody'],
  ['one that could not be read', { live: { notifications: 1 } }, 'Unknown, ? spent'],
];

/** What is seen of queues, rules, alarms, dashboards, traces and budgets, and what is said of it. */
export const MESSAGING_TABLES: readonly (readonly [Service, readonly Row[]])[] = [
  [sqsQueue, QUEUES],
  [eventbridgeRule, RULES],
  [cloudwatchAlarm, ALARMS],
  [cloudwatchDashboard, BOARDS],
  [xrayGroup, GROUPS],
  [xraySamplingRule, SAMPLING],
  [budget, BUDGETS],
];
