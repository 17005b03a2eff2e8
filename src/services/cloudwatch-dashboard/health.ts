import { liveNumber, type HealthRule } from '../health-rule.ts';

/** What the health report looks at: a dashboard is well when it shows something. */
export const dashboardHealth: readonly HealthRule[] = [
  {
    name: 'widgets',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'the dashboard shows nothing',
    judge: (target) => {
      const widgets = liveNumber(target, 'widgets');
      if (widgets === undefined) return 'unknown';
      return widgets > 0 ? 'holds' : { seen: 'none' };
    },
    heal: { words: 'Say what it shall show, or ask for its deletion.' },
  },
];
