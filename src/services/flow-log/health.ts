import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at. A flow log whose delivery fails keeps nothing. */
export const flowLogHealth: readonly HealthRule[] = [
  {
    name: 'delivery',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'what it sees is not delivered',
    judge: (target) => {
      const state = liveText(target, 'delivery');
      if (state === '') return 'unknown';
      return state === 'SUCCESS' ? 'holds' : { seen: state };
    },
    heal: { words: 'Look at the role that delivers it, and at its log group.' },
  },
];
