import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at. An address works or is not there; unused it is a cost. */
export const elasticIpHealth: readonly HealthRule[] = [
  {
    name: 'address',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'EC2 tells no address of it',
    judge: (target) => (liveText(target, 'publicIp') === '' ? 'unknown' : 'holds'),
    heal: { words: 'Look at it in the console of EC2; a transfer may be under way.' },
  },
];
