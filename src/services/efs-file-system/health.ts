import { LAST_HOUR, liveNumber, liveText, type HealthRule } from '../health-rule.ts';

/** Bytes of credit with which a new file system begins: 2.1 TiB; a tenth of it is little. */
const LITTLE_CREDIT = 0.1 * 2.1 * 1024 ** 4;

/** What the health report looks at. */
export const efsHealth: readonly HealthRule[] = [
  {
    name: 'state',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'EFS says that the file system does not work',
    judge: (target) => {
      const state = liveText(target, 'state');
      if (state === '') return 'unknown';
      return state === 'error' ? { seen: state } : 'holds';
    },
    heal: { words: 'Give the file system its KMS key back, or restore a recovery point.' },
  },
  {
    name: 'mount targets',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'nobody can mount the file system: it has no mount target',
    judge: (target) => {
      const count = liveNumber(target, 'mountTargets');
      if (count === undefined) return 'unknown';
      return count === 0 ? { seen: 'none' } : 'holds';
    },
    heal: { words: 'Make a mount target in the subnets of its clients.' },
  },
  {
    name: 'burst credits',
    source: 'metric',
    severity: 'Degraded',
    detail: 'the file system has nearly spent its credits and is about to become slow',
    measures: [
      {
        namespace: 'AWS/EFS',
        metric: 'BurstCreditBalance',
        statistic: 'Minimum',
        dimensions: ({ resource }) => [{ FileSystemId: resource.id }],
      },
    ],
    limit: { is: 'under', value: LITTLE_CREDIT },
    unit: 'count',
    window: { ...LAST_HOUR, periods: 2, taken: 'each' },
    noData: 'unknown',
    isApplicable: (target) => liveText(target, 'throughputMode') === 'bursting',
    heal: {
      words: 'Change it to elastic throughput, whose speed does not hang on credits.',
      request: ({ resource }, account) =>
        `Change the EFS file system ${resource.id} in ${account}, ${resource.region} to elastic ` +
        'throughput.',
    },
  },
];
