import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUCKET } from '../attacks/props.ts';
import { findPostgres } from '../fakes/postgres.ts';
import { jobOf } from '../../src/app/issue-ref.ts';
import type { PlanId } from '../../src/task/ids.ts';
import type { WorkerProcess } from '../fakes/worker-process.ts';
import { openForger, untilNoted, type Forger } from './forger.ts';
import { lineToCopy, openWorkerStage, type WorkerStage } from './stage.ts';

const binaries = findPostgres();
if (binaries === undefined) console.info('PostgreSQL is not installed: its tests are left out');

const DEV = '333333333333';
const NAME = 'acme-dev-use1-partner-statements';

/** Releases a plan, real or copied, on an approval whose comment the body names. */
const release = async (stage: WorkerStage, forger: Forger, planId: PlanId): Promise<void> => {
  const { opened, real, claim } = forger;
  const { store, queue } = opened;
  const { createdAt: _, ...row } = real;
  if (planId !== real.planId) {
    const shown = { planId, commentId: claim.planCommentId, updatedAt: '', bodyHash: '' };
    await store.insertPlan({ ...row, planId });
    await store.insertShown(shown);
  }
  const approval = { approvalId: `a-${planId}`, planId, commentId: claim.approvalCommentId };
  // The column says another comment than the body, so that the column's uniqueness does not help.
  await stage.query(
    `SET ROLE coworker_orchestrator;
     INSERT INTO coworker.approvals (approval_id, plan_id, comment_id, person_id, body)
     SELECT 'a-${planId}', '${planId}', count(*) + 5000, 1, '${JSON.stringify(approval)}'
     FROM coworker.approvals`,
  );
  const releaseId = `r-${planId}`;
  const { token } = claim;
  await store.insertRelease({ releaseId, planId, approvalIds: [approval.approvalId], token });
  const job = { ...jobOf(claim.ref, claim.installationId), planId, releaseId };
  await queue.send('execute', job, { id: releaseId });
};

describe.runIf(binaries !== undefined)('three workers as processes of their own', () => {
  let stage: WorkerStage;
  let orchestrator: WorkerProcess;
  let deployer: WorkerProcess;

  beforeAll(async () => {
    stage = await openWorkerStage(binaries ?? '');
    orchestrator = await stage.start('orchestrator');
    await stage.start('reader');
    deployer = await stage.start('deployer');
  }, 120_000);
  afterAll(() => stage?.close());

  it('take one issue from the label to the stack, each as itself alone', async () => {
    const { github, world, doors } = stage;
    const { number } = await github.openIssue('requester', { ...BUCKET, labels: ['aws-task'] });
    const plan = await stage.until(number, /^## Plan /m);
    await github.comment('maintainer', number, lineToCopy(plan));
    await stage.until(number, /^## Done /m);
    await expect.poll(async () => (await github.readIssue(number)).state).toBe('closed');
    const { resources } = await world.snapshot();
    const made = resources.filter((one) => one.id === NAME);
    expect(made.map(({ account, type }) => `${account} ${type}`)).toEqual([
      `${DEV} AWS::S3::Bucket`,
      `${DEV} AWS::S3::BucketPolicy`,
    ]);
    const used = Object.fromEntries(
      Object.entries(doors).map(([role, door]) => [
        role,
        { asked: [...door.asked], roles: [...new Set(door.calls.map((call) => call.role))].sort() },
      ]),
    );
    expect(used).toEqual({
      orchestrator: { asked: [], roles: [] },
      reader: {
        asked: ['aws-coworker-reader'],
        roles: [
          'AwsCoworkerOrganizationReader',
          'AwsCoworkerPreviewer',
          'AwsCoworkerReader',
          'aws-coworker-reader',
        ],
      },
      deployer: {
        asked: ['aws-coworker-deployer'],
        roles: ['AwsCoworkerDeployer', 'AwsCoworkerOperator', 'aws-coworker-deployer'],
      },
    });
  }, 120_000);

  it('A16 one comment is one execution, also for a copy of its plan under another name', async () => {
    const { github, doors } = stage;
    const body = BUCKET.body.replaceAll('statements', 'invoices');
    const second = { title: 'Bucket for invoices', body, labels: ['aws-task'] };
    const { number } = await github.openIssue('requester', second);
    const plan = await stage.until(number, /^## Plan /m);
    await untilNoted(stage, number);
    // The forger is the orchestrator now, and has a comment of a person who approved.
    await orchestrator.end('SIGKILL');
    const { id } = await github.comment('maintainer', number, lineToCopy(plan));
    const forger = await openForger(stage, number);
    const claim = { ...forger.claim, approvalCommentId: id };
    const executed = (): number =>
      doors.deployer.calls.filter((call) => call.operation === 'ExecuteChangeSet').length;
    const before = executed();
    const copy = `${forger.real.planId}-copy` as PlanId;
    await release(stage, { ...forger, claim }, forger.real.planId);
    await expect.poll(executed, { timeout: 20_000 }).toBe(before + 1);
    await release(stage, { ...forger, claim }, copy);
    const used = 'the plan or a comment was used already';
    await expect.poll(() => deployer.output(), { timeout: 20_000 }).toContain(used);
    const redeemed = await stage.query('SELECT plan_id FROM coworker.redemptions');
    expect(redeemed.map((row) => row['plan_id'])).not.toContain(copy);
    expect(executed()).toBe(before + 1);
    await forger.opened.close();
  }, 60_000);
});
