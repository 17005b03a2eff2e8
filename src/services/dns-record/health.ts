import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at. A record that leads nowhere answers nobody. */
export const dnsRecordHealth: readonly HealthRule[] = [
  {
    name: 'value',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'the record says nothing',
    judge: (target) => (liveText(target, 'value') === '' ? 'unknown' : 'holds'),
    heal: { words: 'Look at the record in the console of Route 53.' },
  },
];
