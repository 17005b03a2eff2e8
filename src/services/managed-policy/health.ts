import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at. A policy works or is not there; unused it harms nobody. */
export const managedPolicyHealth: readonly HealthRule[] = [
  {
    name: 'default version',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'IAM names no version of it that is in force',
    judge: (target) => (liveText(target, 'version') === '' ? 'unknown' : 'holds'),
    heal: { words: 'Look at the versions of the policy in the console of IAM.' },
  },
];
