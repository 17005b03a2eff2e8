import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at: whether Lambda can run it at all. */
export const lambdaVersionHealth: readonly HealthRule[] = [
  {
    name: 'state',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'Lambda can not run it',
    judge: (target) => {
      const state = liveText(target, 'state');
      if (state === '' || state === 'Pending') return 'unknown';
      return state === 'Failed' ? { seen: state } : 'holds';
    },
    heal: { words: 'Publish a new version when the function itself is well.' },
  },
];
