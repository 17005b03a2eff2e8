import { SERVICE_READS } from '../../../src/execute/service-reads.ts';
import type { PolicyDocument } from '../../iam/policy.ts';
import { VIA_CLOUDFORMATION } from '../role-documents.ts';
import { compute } from './compute.ts';
import { data } from './data.ts';
import { edge } from './edge.ts';
import type { Family } from './family.ts';
import { messaging } from './messaging.ts';
import { network } from './network.ts';
import { security } from './security.ts';

/** Every family whose writes travel in a managed policy of their own. */
export const FAMILIES: readonly Family[] = [network, data, compute, messaging, security, edge];

interface NamedPolicy {
  readonly name: string;
  readonly policy: PolicyDocument;
}

/** Users and groups of plans; what a user may do, its groups say and its boundary bounds. */
const PEOPLE_WRITES: readonly string[] = [
  'iam:AddUserToGroup',
  'iam:AttachGroupPolicy',
  'iam:CreateGroup',
  'iam:DeleteGroup',
  'iam:DeleteUser',
  'iam:DetachGroupPolicy',
  'iam:RemoveUserFromGroup',
  'iam:TagUser',
  'iam:UntagUser',
];

const forwarded = (
  name: string,
  actions: readonly string[],
  resources: string | readonly string[] = '*',
): NamedPolicy => ({
  name,
  policy: {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Forwarded',
        Effect: 'Allow',
        Action: actions,
        Resource: resources,
        Condition: VIA_CLOUDFORMATION,
      },
    ],
  },
});

/** What the deployer and the pipeline may have forwarded, a managed policy for each family. */
export const familyPolicies = (): readonly NamedPolicy[] => [
  forwarded('AwsCoworkerDeploysReads', SERVICE_READS),
  ...FAMILIES.map((family) => forwarded(`AwsCoworkerDeploys${family.name}`, family.forwarded)),
  forwarded('AwsCoworkerDeploysPeople', PEOPLE_WRITES, [
    'arn:aws:iam::*:user/coworker/*',
    'arn:aws:iam::*:group/coworker/*',
  ]),
];

const distinct = (actions: readonly string[]): readonly string[] => [...new Set(actions)].sort();

/** Calls of the operations catalogue, of all families. */
export const FAMILY_OPERATIONS: readonly string[] = distinct(
  FAMILIES.flatMap((family) => family.operations),
);

/** What the operator may do for all families. */
export const FAMILY_DIRECT: readonly string[] = distinct(
  FAMILIES.flatMap((family) => [...family.direct, ...family.operations]),
);
