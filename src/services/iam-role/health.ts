import { liveText, type HealthRule, type HealthTarget } from '../health-rule.ts';

/** Where our own roles live, and where each has the boundary. */
const OWN_PATH = '/coworker/';

/** IAM writes the id of a user or role in place of its ARN once it is deleted. */
const GONE = /"(A(?:ROA|IDA)[A-Z0-9]{12,28})"/;

const isOwn = ({ live }: HealthTarget): boolean => String(live['path']).startsWith(OWN_PATH);

/** What the health report looks at. A role has no metrics. */
export const iamHealth: readonly HealthRule[] = [
  {
    name: 'boundary',
    source: 'configuration',
    severity: 'Unhealthy',
    detail: 'a role under `/coworker/` has lost its permissions boundary',
    isApplicable: isOwn,
    judge: (target) => (liveText(target, 'boundary') === '' ? { seen: 'no boundary' } : 'holds'),
    heal: { words: 'Find who took it away in CloudTrail, and put the boundary back.' },
  },
  {
    name: 'trust',
    source: 'configuration',
    severity: 'Degraded',
    detail: 'the role trusts somebody who was deleted',
    judge: (target) => {
      const trust = liveText(target, 'trust');
      if (trust === '') return 'unknown';
      const gone = GONE.exec(trust)?.[1];
      return gone === undefined ? 'holds' : { seen: gone };
    },
    heal: { words: 'Name the present user or role in the trust policy, or take the entry out.' },
  },
];
