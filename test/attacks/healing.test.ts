import { afterEach, describe, expect, it } from 'vitest';
import { computePlan, sourceOf } from '../../src/app/compute-plan.ts';
import { onExecute } from '../../src/app/on-execute.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { parsePlanId, type PlanId } from '../../src/task/ids.ts';
import type { Company } from '../conversations/company.ts';
import { failing, instance, INSTANCE, openHealing, operated, tick } from '../app/healing.ts';
import { DEV, sure } from '../services/samples.ts';
import { answerOf, composePlanComment, openDeployer } from './released.ts';

const WELL = 'i-0a11d88e99f00a113';
const BOT = 'aws-coworker[bot]';

let company: Company | undefined;
afterEach(async () => {
  await company?.close();
  company = undefined;
});

const open = async (): Promise<Company> => {
  company = await openHealing({
    world: {
      replaceResources: true,
      resources: [instance(), instance(DEV, WELL)],
      metrics: failing([[-1, 9]]),
    },
  });
  await tick(company);
  expect(operated(company)).toHaveLength(1);
  // Past the half hour, and within the same look: only what is forged can stop a second heal.
  company.clock.pass(31 * 60_000);
  return company;
};

const PERMISSIONS = {
  issues: 'read',
  metadata: 'read',
  contents: 'read',
  pull_requests: 'read',
} as const;

/**
 * Writes every row of another heal, and shows it in the issue, as an orchestrator could that
 * somebody has taken over: what was planned, with other words in it.
 */
const forge = async (one: Company, change: (inputs: string) => string) => {
  const { store } = one.opened;
  const issues = [...one.github.world.issues.values()];
  const { number } = sure(issues.find(({ labels }) => labels.includes('aws-health')));
  const { ref } = sure(await store.readIssue({ repositoryId: one.github.repositoryId, number }));
  const row = sure((await store.listPlans(ref)).at(-1));
  const inputs = JSON.parse(change(JSON.stringify(row.inputs))) as JsonObject;
  const deployer = openDeployer({ company: one, issue: ref.number } as never);
  const computed = computePlan(deployer, sourceOf({ inputs, handles: [] }));
  if (!computed.ok) throw new Error(computed.refusal.because);
  const planId: PlanId = sure(parsePlanId('p9-forged'));
  await store.insertPlan({ planId, ref, digest: computed.value.digest, inputs, handles: [] });
  const { commentId } = sure(await store.readShown(row.planId));
  await one.github.editComment(BOT, commentId, composePlanComment('', computed.value.block));
  const updatedAt = one.clock.now().toISOString();
  await store.insertShown({ planId, commentId, updatedAt, bodyHash: computed.value.blockHash });
  const github = await sure(one.app.github).forInstallation(one.github.installationId);
  const token = await github.createReleaseToken(ref, PERMISSIONS);
  await store.insertRelease({ releaseId: 'forged', planId, approvalIds: [], token });
  const job = { ...ref, installationId: one.github.installationId, planId, releaseId: 'forged' };
  await onExecute(deployer, job);
  return { knocks: deployer.knocks, answer: await answerOf(deployer, 'forged') };
};

describe('forged rows of a heal', () => {
  it('where everything holds, the deployer knocks at the door of AWS', async () => {
    const { knocks } = await forge(await open(), (inputs) => inputs);
    expect(knocks).toEqual(['knock']);
  });

  it.each([
    ['what is well', (inputs: string) => inputs.replaceAll(INSTANCE, WELL), 'no-standing-approval'],
    [
      'what is well, by the look of what is ill',
      (inputs: string) =>
        inputs.replaceAll(INSTANCE, WELL).replace(`instance/${WELL}"`, `instance/${INSTANCE}"`),
      'no-standing-approval',
    ],
    [
      'what an older look found ill',
      (inputs: string) => inputs.replace(/"lookId":"[^"]*"/, '"lookId":"health-1h-1"'),
      'no-standing-approval',
    ],
    [
      'a stop in the place of a reboot',
      (inputs: string) => inputs.replace('"action":"reboot"', '"action":"stop"'),
      'no-standing-approval',
    ],
    [
      'a termination',
      (inputs: string) => inputs.replace('"action":"reboot"', '"action":"terminate"'),
      'no-standing-approval',
    ],
    [
      'a plan that does not say that it heals: it needs a person',
      (inputs: string) => inputs.replace(/,?"heal":\{[^}]*\}/, ''),
      'approval-not-proven',
    ],
  ])('%s: it calls nothing', async (_, change, code) => {
    const { knocks, answer } = await forge(await open(), change);
    expect([knocks, answer]).toEqual([[], code]);
  });
});
