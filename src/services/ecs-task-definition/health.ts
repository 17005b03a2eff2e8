import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at: a family can only be started while it is active. */
export const taskDefinitionHealth: readonly HealthRule[] = [
  {
    name: 'state',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'no new task can be started of the family',
    judge: (target) => {
      const state = liveText(target, 'status');
      if (state === '') return 'unknown';
      return state === 'ACTIVE' ? 'holds' : { seen: state };
    },
    heal: { words: 'Register it again where it is managed.' },
  },
];
