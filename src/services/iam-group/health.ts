import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at. A group has no state of its own: it is there or not. */
export const iamGroupHealth: readonly HealthRule[] = [
  {
    name: 'group',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'IAM does not say where it is',
    judge: (target) => (liveText(target, 'path') === '' ? 'unknown' : 'holds'),
    heal: { words: 'Look at the group in the console of IAM.' },
  },
];
