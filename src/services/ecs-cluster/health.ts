import { liveNumber, liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at. How each service is doing is not known from its cluster. */
export const ecsClusterHealth: readonly HealthRule[] = [
  {
    name: 'state',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'the cluster is not active',
    judge: (target) => {
      const state = liveText(target, 'status');
      if (state === '') return 'unknown';
      return state === 'ACTIVE' ? 'holds' : { seen: state };
    },
    heal: { words: 'Look at the cluster in the console of ECS.' },
  },
  {
    name: 'pending tasks',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'services run, and none of their tasks does',
    judge: (target) => {
      const [services, running, pending] = ['services', 'running', 'pending'].map((name) =>
        liveNumber(target, name),
      );
      if (services === undefined || running === undefined || pending === undefined)
        return 'unknown';
      return services > 0 && running === 0 && pending > 0
        ? { seen: `${pending} pending` }
        : 'holds';
    },
    heal: { words: 'Look at the events of its services: they say why tasks do not start.' },
  },
];
