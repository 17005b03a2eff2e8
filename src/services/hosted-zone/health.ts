import { liveNumber, type HealthRule } from '../health-rule.ts';

/**
 * What the health report looks at. Route 53 keeps no state of a zone: it is well when it has the
 * records that make it one.
 */
export const hostedZoneHealth: readonly HealthRule[] = [
  {
    name: 'own records',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'the name servers or the start of authority are missing',
    judge: (target) => {
      const records = liveNumber(target, 'records');
      if (records === undefined) return 'unknown';
      return records >= 2 ? 'holds' : { seen: `${records} of 2` };
    },
    heal: { words: 'Look at the zone in the console of Route 53.' },
  },
];
