import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at. */
export const trailHealth: readonly HealthRule[] = [
  {
    name: 'logging',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'the trail is off: nothing is recorded',
    judge: (target) => {
      const is = liveText(target, 'logging');
      if (is === '') return 'unknown';
      return is === 'on' ? 'holds' : { seen: is };
    },
    heal: {
      words: 'Turn it on again, and find who turned it off.',
      request: ({ resource }, accountName) =>
        `Start the CloudTrail trail ${resource.id} in ${accountName}, ${resource.region}.`,
    },
  },
  {
    name: 'delivery',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'records do not arrive in their bucket',
    judge: (target) => {
      const error = liveText(target, 'deliveryError');
      return error === '' ? 'holds' : { seen: error };
    },
    heal: { words: 'Look at the policy of the bucket, and of the key that encrypts the records.' },
  },
];
