import { liveText, type HealthRule } from '../health-rule.ts';

/**
 * What the health report looks at. An alarm that rings is the illness of what it watches, and is
 * told here because nobody else may be looking; one that knows nothing watches nothing.
 */
export const alarmHealth: readonly HealthRule[] = [
  {
    name: 'alarm',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'the alarm rings',
    judge: (target) => {
      const state = liveText(target, 'stateValue');
      if (state === '') return 'unknown';
      return state === 'ALARM' ? { seen: liveText(target, 'reason') || 'ALARM' } : 'holds';
    },
    heal: { words: 'Look at what it watches; what helps there is told where that is checked.' },
  },
  {
    name: 'data',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'the alarm has nothing to look at: what it watches may be gone',
    judge: (target) => {
      const state = liveText(target, 'stateValue');
      if (state === '') return 'unknown';
      return state === 'INSUFFICIENT_DATA' ? { seen: 'none' } : 'holds';
    },
    heal: { words: 'Look whether what it watches is there; delete the alarm if it is not.' },
  },
  {
    name: 'actions',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'the alarm tells nobody',
    judge: (target) => {
      const actions = liveText(target, 'actions');
      if (actions === '') return 'unknown';
      return actions === 'some' ? 'holds' : { seen: actions };
    },
    heal: { words: 'Name a topic in the alarm: `Topic: on-call`.' },
  },
];
