import { liveText, type HealthRule } from '../health-rule.ts';

/** What the health report looks at. Only what is said of a secret; never what it holds. */
export const secretHealth: readonly HealthRule[] = [
  {
    name: 'rotation',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'a rotation began and did not come through',
    judge: (target) => {
      const version = liveText(target, 'pending');
      return version === '' ? 'holds' : { seen: `version ${version} still waits` };
    },
    heal: {
      words: 'Look at the log of the rotation function; then ask for a rotation.',
      request: ({ resource }, accountName) =>
        `Rotate the secret ${resource.id} in ${accountName}, ${resource.region}.`,
    },
  },
  {
    name: 'kept',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'the secret waits to be deleted',
    judge: (target) => {
      const gone = liveText(target, 'deletedOn');
      return gone === '' ? 'holds' : { seen: `goes after ${gone}` };
    },
    heal: { words: 'Restore it with `aws secretsmanager restore-secret`, if anybody needs it.' },
  },
];
