import { LAST_HOUR, liveText, type HealthRule } from '../health-rule.ts';

/** Types that spend what they saved while they were idle; gp3 and io have a speed of their own. */
const BURSTING = new Set(['gp2', 'st1', 'sc1']);

/** What the health report looks at. A volume that nothing uses is no illness: it is a cost. */
export const ebsHealth: readonly HealthRule[] = [
  {
    name: 'state',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'the hardware beneath the volume failed',
    judge: (target) => {
      const state = liveText(target, 'state');
      if (state === '') return 'unknown';
      return state === 'error' ? { seen: state } : 'holds';
    },
    heal: { words: 'Make a volume of its newest snapshot, and delete this one.' },
  },
  {
    name: 'burst balance',
    source: 'metric',
    severity: 'Degraded',
    detail: 'the volume has nearly spent its credits and is about to become slow',
    measures: [
      {
        namespace: 'AWS/EBS',
        metric: 'BurstBalance',
        statistic: 'Average',
        dimensions: ({ resource }) => [{ VolumeId: resource.id }],
      },
    ],
    limit: { is: 'under', value: 20 },
    unit: 'percent',
    window: { ...LAST_HOUR, periods: 2, taken: 'each' },
    noData: 'unknown',
    isApplicable: (target) =>
      liveText(target, 'state') === 'in-use' && BURSTING.has(liveText(target, 'volumeType')),
    heal: {
      words: 'Change it to gp3, whose speed does not hang on credits.',
      request: ({ resource }, account) =>
        `Change the EBS volume ${resource.id} in ${account}, ${resource.region} to the volume ` +
        'type gp3.',
    },
  },
];
