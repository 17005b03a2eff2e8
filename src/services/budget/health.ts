import { liveNumber, type HealthRule, type HealthTarget } from '../health-rule.ts';

/** A rule about one amount beside the limit. */
const within =
  (amount: string) =>
  (target: HealthTarget): 'holds' | 'unknown' | { readonly seen: string } => {
    const [spent, limit] = [liveNumber(target, amount), liveNumber(target, 'limitUsd')];
    if (spent === undefined || limit === undefined) return 'unknown';
    return spent <= limit ? 'holds' : { seen: `$${spent.toFixed(2)} of $${limit.toFixed(2)}` };
  };

/** What the health report looks at. AWS counts what is spent up to a day late. */
export const budgetHealth: readonly HealthRule[] = [
  {
    name: 'spent',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'more is spent than was meant to be',
    judge: within('actualUsd'),
    heal: { words: 'Ask what costs so much: `What did we spend on ... this month?`' },
  },
  {
    name: 'forecast',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'AWS foresees that more will be spent',
    // AWS foresees nothing in the first weeks of an account.
    isApplicable: (target) => liveNumber(target, 'forecastUsd') !== undefined,
    judge: within('forecastUsd'),
    heal: { words: 'Look for savings, or ask for another limit if it is meant so.' },
  },
  {
    name: 'told',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'the budget tells nobody',
    judge: (target) => {
      const notifications = liveNumber(target, 'notifications');
      if (notifications === undefined) return 'unknown';
      return notifications > 0 ? 'holds' : { seen: 'nobody' };
    },
    heal: { words: 'Ask for a budget that tells somebody, then for the deletion of this one.' },
  },
];
