import { liveText, type HealthRule, type HealthTarget } from '../health-rule.ts';

const isOwn = (target: HealthTarget): boolean => liveText(target, 'manager') !== 'AWS';

/** What the health report looks at. A key has no metrics; KMS says whether it can be used. */
export const kmsKeyHealth: readonly HealthRule[] = [
  {
    name: 'key state',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'what the key encrypts can not be read',
    isApplicable: isOwn,
    judge: (target) => {
      const state = liveText(target, 'state');
      if (state === '') return 'unknown';
      return state === 'Enabled' ? 'holds' : { seen: state };
    },
    heal: {
      words:
        'Find in CloudTrail who disabled the key or scheduled its deletion; cancel that and ' +
        'enable the key again.',
    },
  },
];
