import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at: what waits that is severe. */
export const hubHealth: readonly HealthRule[] = [
  {
    name: 'severe findings',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'severe findings wait for somebody',
    judge: (target) => {
      const findings = liveText(target, 'findings');
      if (findings === '') return 'unknown';
      return /\b(critical|high)\b/.test(findings) ? { seen: findings } : 'holds';
    },
    heal: {
      words: 'Look at each in the console of Security Hub; mend it, or suppress it with a reason.',
    },
  },
];
