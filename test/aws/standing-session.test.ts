import { describe, expect, it } from 'vitest';
import { ApprovedPlan } from '../../src/approve/approved-plan.ts';
import { approverOf, mayEnter, mayTake } from '../../src/aws/approved-session.ts';
import { openRole } from '../../src/aws/assume-role.ts';
import { singleSession } from '../../src/aws/account-session.ts';
import { createIdentity } from '../../src/aws/identity.ts';
import { createTransport } from '../../src/aws/transport.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { Step } from '../../src/plan/step.ts';
import { digestPlan } from '../../src/plan/digest.ts';
import { config, plan } from '../approve/fixtures.ts';
import { healPlan, MERGED, reboot } from '../approve/healing.ts';
import { DEV, REGION } from '../services/samples.ts';
import { startJourney } from './sandbox-journey.ts';

const standing = (tier: Plan['tier'], steps: readonly Step[] = [reboot]): ApprovedPlan =>
  ApprovedPlan.mint({
    ...digestPlan({ ...plan, ...healPlan(tier), steps }),
    planId: 'p1-heal' as never,
    approvals: [
      {
        approvalId: 'h',
        planId: 'p1-heal' as never,
        digest: 'd' as never,
        person: MERGED.merger.person,
        role: 'maintain',
        commit: MERGED.commit,
        fileHash: MERGED.fileHash,
        until: '2027-01-01T00:00:00Z',
      },
    ],
    handles: [],
    expiresAt: '2027-01-01T00:00:00Z',
  });

describe('the session of a standing approval', () => {
  it('carries the commit as its source identity', () => {
    expect(approverOf(standing('development'))).toBe(`healing-${'a'.repeat(12)}`);
  });

  it.each(['sandbox', 'development'] as const)('opens in %s for one heal', (tier) => {
    expect(mayTake(config.organization, standing(tier), reboot).ok).toBe(true);
  });

  const stop: Step = { ...reboot, operation: 'ec2:stop' };
  it.each<readonly [string, ApprovedPlan, string]>([
    ['test, where people may', standing('test'), 'no-standing-approval'],
    ['staging', standing('staging'), 'no-route'],
    ['production', standing('production'), 'no-route'],
    ['a stop', standing('development', [stop]), 'no-standing-approval'],
    ['two calls', standing('development', [reboot, reboot]), 'no-standing-approval'],
  ])('does not open for %s', (_, approved, code) => {
    const entered = mayEnter(config.organization, approved, reboot.accountId);
    expect(entered.ok ? 'open' : entered.refusal.code).toBe(code);
  });

  it('A59 is no session of the deployer role, and of the operator role one that only heals', async () => {
    const { options } = startJourney();
    const transport = createTransport(options);
    const identity = createIdentity('deployer', {}, options.deployerIdentity);
    const request = {
      accountId: DEV,
      externalId: options.config.organization.externalId,
      sourceIdentity: `healing-${'a'.repeat(12)}`,
      tags: { 'cw-changeset': 'none' },
      policyArns: [],
      region: REGION,
    };
    const deployer = await openRole(transport, identity, {
      ...request,
      roleName: 'AwsCoworkerDeployer',
    });
    expect(deployer.ok ? 'open' : deployer.refusal.code).toBe('role-missing');
    const operator = await openRole(transport, identity, {
      ...request,
      roleName: 'AwsCoworkerOperator',
    });
    if (!operator.ok) throw new Error(operator.refusal.because);
    const session = singleSession(transport, DEV, operator.value);
    const send = async (operation: string): Promise<string> => {
      const input = { InstanceIds: ['i-0a11d88e99f00a112'] };
      const call = { client: 'EC2', operation, region: REGION, input, mayRepeat: false } as const;
      const said = await session.send(call);
      return said.ok ? 'allowed' : said.code;
    };
    const denied = ['StopInstances', 'TerminateInstances'];
    for (const operation of denied) expect(await send(operation)).toBe('UnauthorizedOperation');
    expect(await send('RebootInstances')).not.toBe('UnauthorizedOperation');
  });
});
