import { liveNumber, type HealthRule } from '../health-rule.ts';

/**
 * What the health report looks at. A log group has no state of its own: it is well when CloudWatch
 * Logs says what it holds. That it keeps too much is a matter of cost.
 */
export const logGroupHealth: readonly HealthRule[] = [
  {
    name: 'stored events',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'CloudWatch Logs does not say what it holds',
    judge: (target) => (liveNumber(target, 'storedBytes') === undefined ? 'unknown' : 'holds'),
    heal: { words: 'Look at the log group in the console of CloudWatch Logs.' },
  },
];
