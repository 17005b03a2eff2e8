import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at. A key pair is there or not; a short kind of key is a danger. */
export const keyPairHealth: readonly HealthRule[] = [
  {
    name: 'key',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'EC2 tells no kind of its key',
    judge: (target) => (liveText(target, 'keyType') === '' ? 'unknown' : 'holds'),
    heal: { words: 'Look at it in the console of EC2, or import its public key again.' },
  },
];
