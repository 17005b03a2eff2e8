import { liveNumber, liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at. */
export const ecsServiceHealth: readonly HealthRule[] = [
  {
    name: 'running tasks',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'fewer tasks run than are wanted',
    judge: (target) => {
      const [wanted, running] = [liveNumber(target, 'desired'), liveNumber(target, 'running')];
      if (wanted === undefined || running === undefined) return 'unknown';
      return running >= wanted ? 'holds' : { seen: `${running} of ${wanted}` };
    },
    heal: { words: 'Look at the events of the service: they say why tasks stop or do not start.' },
  },
  {
    name: 'deployment',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'the last deployment failed',
    judge: (target) => {
      const state = liveText(target, 'rollout');
      if (state === '') return 'unknown';
      return state === 'FAILED' ? { seen: state } : 'holds';
    },
    heal: { words: 'Read the log of the tasks that failed, then deploy an image that starts.' },
  },
];
