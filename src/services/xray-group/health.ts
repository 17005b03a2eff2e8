import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at: a group without a filter says nothing of its own. */
export const groupHealth: readonly HealthRule[] = [
  {
    name: 'filter',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'the group says of no trace that it is its own',
    // X-Ray's own group holds every trace.
    isApplicable: ({ resource }) => resource.id !== 'Default',
    judge: (target) => {
      if (target.live['filter'] === undefined) return 'unknown';
      return liveText(target, 'filter') === '' ? { seen: 'none' } : 'holds';
    },
    heal: { words: 'Ask for a filter expression, or for the deletion of the group.' },
  },
];
