import { liveNumber, type HealthRule } from '../health-rule.ts';

/** What the health report looks at. Scaling takes minutes, so that fewer is only a hint. */
export const autoScalingHealth: readonly HealthRule[] = [
  {
    name: 'instances in service',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'fewer instances are in service than are wanted',
    judge: (target) => {
      const [wanted, serving] = [liveNumber(target, 'desired'), liveNumber(target, 'inService')];
      if (wanted === undefined || serving === undefined) return 'unknown';
      return serving >= wanted ? 'holds' : { seen: `${serving} of ${wanted}` };
    },
    heal: { words: 'Look at its scaling activities: they say why instances do not start.' },
  },
  {
    name: 'ill instances',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'instances are found ill and wait to be replaced',
    judge: (target) => {
      const ill = liveNumber(target, 'ill');
      if (ill === undefined) return 'unknown';
      return ill === 0 ? 'holds' : { seen: `${ill} instances` };
    },
    heal: { words: 'They are replaced by themselves; if they stay ill, look at their log.' },
  },
];
