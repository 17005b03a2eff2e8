import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at. How old keys and passwords are is a matter of the audit. */
export const iamUserHealth: readonly HealthRule[] = [
  {
    name: 'boundary',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'a user under `/coworker/` has lost its permissions boundary',
    isApplicable: ({ live }) => String(live['path']).startsWith('/coworker/'),
    judge: (target) => (liveText(target, 'boundary') === '' ? { seen: 'no boundary' } : 'holds'),
    heal: { words: 'Find who took it away in CloudTrail, and put the boundary back.' },
  },
  {
    name: 'user',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'IAM does not say where it is',
    judge: (target) => (liveText(target, 'path') === '' ? 'unknown' : 'holds'),
    heal: { words: 'Look at the user in the console of IAM.' },
  },
];
