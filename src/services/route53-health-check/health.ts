import { liveNumber, type HealthRule } from '../health-rule.ts';

/** Route 53 calls an endpoint healthy while more than this part of its checkers reach it. */
const ENOUGH_PERCENT = 18;

/** What the health report looks at: what the checkers saw last, and whether anybody asks. */
export const healthCheckHealth: readonly HealthRule[] = [
  {
    name: 'endpoint',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'the checkers do not reach the endpoint',
    judge: (target) => {
      const [well, all] = [liveNumber(target, 'reachedBy'), liveNumber(target, 'checkers')];
      if (well === undefined || all === undefined) return 'unknown';
      if (all === 0) return { unknown: 'no checker has asked yet' };
      return (well / all) * 100 > ENOUGH_PERCENT
        ? 'holds'
        : { seen: `reached by ${well} of ${all} checkers` };
    },
    heal: { words: 'Ask the endpoint itself from outside, and look at its log.' },
  },
  {
    name: 'asked',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'it is turned off, which counts as healthy whatever happens',
    judge: ({ live }) => {
      if (typeof live['disabled'] !== 'boolean') return 'unknown';
      return live['disabled'] ? { seen: 'turned off' } : 'holds';
    },
    heal: { words: 'Turn it on in the console of Route 53, or ask for its deletion.' },
  },
];
