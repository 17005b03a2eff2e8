import type { OpenRemover } from '../execute/remove-empty.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import { accepted, refused } from '../task/refusal.ts';
import { isExecuteTier } from '../task/tier.ts';
import { singleSession } from './account-session.ts';
import { sourceIdentityOf } from './approved-session.ts';
import { openRole } from './assume-role.ts';
import { requestOf, type DeployerPlace } from './deployer-place.ts';
import { createDeployerSession } from './deployer-session.ts';

/** Three calls on one stack, and no managed reads: all that `remove-empty` needs. */
const policyFor = (handle: PreviewHandle): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: [
          'cloudformation:DeleteStack',
          'cloudformation:DescribeStacks',
          'cloudformation:ListStackResources',
        ],
        Resource: handle.stackId,
      },
    ],
  });

/** Opens a session that can remove one empty stack; needs no approval, because nothing is in it. */
export const openRemover =
  (place: DeployerPlace): OpenRemover =>
  async ({ handle, tier, person }) => {
    if (!isExecuteTier(tier)) {
      return refused({
        code: 'no-route',
        because: `No session can change an account of tier ${tier}.`,
        next: `Remove the empty stack ${handle.stackName} by hand.`,
      });
    }
    const sourceIdentity = sourceIdentityOf(person);
    const role = { accountId: handle.accountId, roleName: 'AwsCoworkerDeployer' } as const;
    const request = requestOf(place, role, {
      sourceIdentity,
      tags: { 'cw-changeset': 'none' },
      policy: policyFor(handle),
      policyArns: [],
    });
    const lease = await openRole(place.transport, place.identity, request);
    if (!lease.ok) return lease;
    const session = singleSession(place.transport, handle.accountId, lease.value);
    return accepted(createDeployerSession(session, sourceIdentity));
  };
