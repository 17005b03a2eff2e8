import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at. */
export const recorderHealth: readonly HealthRule[] = [
  {
    name: 'recording',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'the recorder is off: no change of the account is recorded',
    judge: (target) => {
      const is = liveText(target, 'recording');
      if (is === '') return 'unknown';
      return is === 'on' ? 'holds' : { seen: is };
    },
    heal: {
      words: 'Turn it on again, and find who turned it off.',
      request: ({ resource }, accountName) =>
        `Start the Config recorder in ${accountName}, ${resource.region}.`,
    },
  },
  {
    name: 'last record',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'the last record did not arrive',
    judge: (target) => {
      const status = liveText(target, 'lastStatus');
      if (status === '') return 'unknown';
      return /^failure$/i.test(status) ? { seen: status } : 'holds';
    },
    heal: { words: 'Look at the policy of the bucket of its delivery channel.' },
  },
];
