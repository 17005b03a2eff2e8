import type { HealthRule } from '../service.ts';

/** What the health report looks at. A role has no metrics. */
export const iamHealth: readonly HealthRule[] = [
  {
    name: 'use',
    source: 'configuration',
    detail: 'nothing has taken the role for 90 days',
  },
  {
    name: 'boundary',
    source: 'configuration',
    detail: 'the role is not under its boundary any more',
  },
];
