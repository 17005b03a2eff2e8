import { liveNumber, liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at: a policy that something calls, and that may act. */
export const scalingPolicyHealth: readonly HealthRule[] = [
  {
    name: 'may act',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'it is turned off, so that its group does not follow the load',
    judge: ({ live }) => {
      if (typeof live['enabled'] !== 'boolean') return 'unknown';
      return live['enabled'] ? 'holds' : { seen: 'turned off' };
    },
    heal: { words: 'Turn it on where it was turned off, or ask for its deletion.' },
  },
  {
    name: 'is called',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'no alarm calls it, so that it never does anything',
    isApplicable: (target) => liveText(target, 'type') === 'StepScaling',
    judge: (target) => {
      const alarms = liveNumber(target, 'alarms');
      if (alarms === undefined) return 'unknown';
      return alarms > 0 ? 'holds' : { seen: 'by no alarm' };
    },
    heal: {
      words: 'Ask for a new policy with steps, which brings its alarm, and delete this one.',
    },
  },
];
