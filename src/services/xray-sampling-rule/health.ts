import { liveNumber, type HealthRule } from '../health-rule.ts';

/** What the health report looks at: a rule that lets nothing through makes requests invisible. */
export const samplingHealth: readonly HealthRule[] = [
  {
    name: 'sampling',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'no request that the rule is for is ever traced',
    judge: (target) => {
      const [rate, reservoir] = [liveNumber(target, 'rate'), liveNumber(target, 'reservoir')];
      if (rate === undefined || reservoir === undefined) return 'unknown';
      return rate > 0 || reservoir > 0 ? 'holds' : { seen: 'none' };
    },
    heal: { words: 'Ask for a rate or a reservoir above zero, or for the deletion of the rule.' },
  },
];
