import { liveNumber, type HealthRule } from '../health-rule.ts';

/** What the health report looks at. A group without targets is nobody's fault, and said as such. */
export const targetGroupHealth: readonly HealthRule[] = [
  {
    name: 'targets',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'targets do not answer the health check',
    judge: (target) => {
      const [ill, all] = [liveNumber(target, 'illTargets'), liveNumber(target, 'targets')];
      if (ill === undefined || all === undefined) return 'unknown';
      if (all === 0) return { unknown: 'no targets are registered' };
      return ill === 0 ? 'holds' : { seen: `${ill} of ${all} targets` };
    },
    heal: { words: 'Ask the health check path of a target itself, and look at its log.' },
  },
];
