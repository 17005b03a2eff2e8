import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at: that it is on, and what it found that is severe. */
export const detectorHealth: readonly HealthRule[] = [
  {
    name: 'detector',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'GuardDuty is off: nothing is watched',
    judge: (target) => {
      const status = liveText(target, 'status');
      if (status === '') return 'unknown';
      return status === 'on' ? 'holds' : { seen: status };
    },
    heal: { words: 'Turn it on again, and find who turned it off.' },
  },
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
    heal: { words: 'Look at each in the console of GuardDuty, mend it, and archive the finding.' },
  },
];
