import { takeTimeToRead } from '../fakes/read-time.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { composePlanComment } from '../../src/app/screen.ts';
import { shortDigest } from '../../src/task/ids.ts';
import { BUCKET } from '../attacks/props.ts';
import { findPostgres } from '../fakes/postgres.ts';
import type { WorkerProcess } from '../fakes/worker-process.ts';
import { forgePlan, insertForgery, type Claim, type Forgery } from './forgery.ts';
import { openForger, untilNoted, type Forger } from './forger.ts';
import { BOT, lineToCopy, openWorkerStage, type WorkerStage } from './stage.ts';

const binaries = findPostgres();
if (binaries === undefined) console.info('PostgreSQL is not installed: its tests are left out');

type Arrange = (stage: WorkerStage, forger: Forger, forgery: Forgery) => Promise<Partial<Claim>>;

const comment = async (
  { github }: WorkerStage,
  forger: Forger,
  said: { readonly who: string; readonly body: string },
): Promise<number> => (await github.comment(said.who, forger.claim.ref.number, said.body)).id;

const approving = ({ computed }: Forgery): string => `/approve ${shortDigest(computed.digest)}`;

const ROWS: readonly (readonly [name: string, code: string, Arrange])[] = [
  ['no comment at all', 'approval-not-proven', async () => ({ approvalCommentId: 987_654 })],
  [
    'a comment that says something else',
    'approval-not-proven',
    async (stage, forger) => ({
      approvalCommentId: await comment(stage, forger, { who: 'maintainer', body: 'Looks good.' }),
    }),
  ],
  [
    'A09 the comment that approves another plan',
    'wrong-digest',
    async (stage, forger) => ({
      approvalCommentId: await comment(stage, forger, {
        who: 'maintainer',
        body: lineToCopy(forger.plan),
      }),
    }),
  ],
  [
    'A03 a comment that was edited into the approval',
    'edited-comment',
    async (stage, forger, forgery) => {
      const id = await comment(stage, forger, { who: 'maintainer', body: 'Looks good.' });
      await takeTimeToRead();
      await stage.github.editComment('acme', id, approving(forgery));
      return { approvalCommentId: id };
    },
  ],
  [
    'A07 an approval by somebody without the right',
    'role-lost',
    async (stage, forger, forgery) => ({
      approvalCommentId: await comment(stage, forger, {
        who: 'developer',
        body: approving(forgery),
      }),
    }),
  ],
  [
    'an approval of a plan that was never on screen',
    'plan-comment-changed',
    async (stage, forger, forgery) => ({
      approvalCommentId: await comment(stage, forger, {
        who: 'maintainer',
        body: approving(forgery),
      }),
    }),
  ],
  [
    'a plan that somebody showed in a comment of their own',
    'plan-comment-changed',
    async (stage, forger, { computed }) => {
      const body = composePlanComment('', computed.block);
      const planCommentId = await comment(stage, forger, { who: 'developer', body });
      const said = { who: 'maintainer', body: `/approve ${shortDigest(computed.digest)}` };
      return { planCommentId, approvalCommentId: await comment(stage, forger, said) };
    },
  ],
  [
    'a plan comment that was replaced after a bare approval',
    'plan-comment-changed',
    async (stage, forger, { computed }) => {
      const id = await comment(stage, forger, { who: 'maintainer', body: '/approve' });
      const { planCommentId } = forger.claim;
      const body = composePlanComment('', computed.block);
      await stage.github.editComment('acme', planCommentId, body);
      return { approvalCommentId: id };
    },
  ],
  [
    'an issue of another repository',
    'approval-not-proven',
    async (_stage, forger) => ({ ref: { ...forger.claim.ref, repo: 'playground' } }),
  ],
];

describe.runIf(binaries !== undefined)('forged rows, with all rights of the orchestrator', () => {
  let stage: WorkerStage;
  let forger: Forger;
  let orchestrator: WorkerProcess;
  let count = 0;

  beforeAll(async () => {
    stage = await openWorkerStage(binaries ?? '');
    orchestrator = await stage.start('orchestrator');
    await stage.start('reader');
    const { github } = stage;
    const { number } = await github.openIssue('requester', { ...BUCKET, labels: ['aws-task'] });
    await stage.until(number, /^## Plan /m);
    await untilNoted(stage, number);
    // From here on the orchestrator is the forger.
    await orchestrator.end('SIGKILL');
    forger = await openForger(stage, number);
    await stage.start('deployer');
  }, 120_000);
  afterAll(async () => {
    await forger?.opened.close();
    await stage?.close();
  });

  const answerOf = async (releaseId: string): Promise<string> => {
    const [row] = await stage.query(
      `SELECT body FROM coworker.outcomes WHERE release_id = '${releaseId}'`,
    );
    const body = row?.['body'];
    return typeof body === 'string' ? body : '';
  };

  it.each(ROWS)(
    '%s: %s, and not one call to AWS',
    async (_name, code, arrange) => {
      count += 1;
      const forgery = forgePlan(forger.real, `p1-forged-${count}`);
      const claim = { ...forger.claim, ...(await arrange(stage, forger, forgery)) };
      const releaseId = await insertForgery(forger.opened, forgery, claim);
      await expect.poll(() => answerOf(releaseId), { timeout: 30_000 }).toContain(`"${code}"`);
      expect(stage.doors.deployer.calls).toEqual([]);
      expect([...stage.doors.deployer.asked]).toEqual([]);
    },
    60_000,
  );

  it('the forger has no right to redeem, or to write into the journal', async () => {
    const { store } = forger.opened;
    const { planId } = forgePlan(forger.real, 'p1-forged-1');
    await expect(store.redeem(planId, `release-${planId}`)).rejects.toThrow('permission denied');
    const entry = { planId, stepId: 'step-0', kind: 'intent', what: 'approval proven', detail: {} };
    await expect(store.append(entry as never)).rejects.toThrow('permission denied');
  });

  it('the bot wrote nothing but the plan', async () => {
    const comments = await stage.github.listComments(forger.claim.ref.number);
    expect(comments.filter((one) => one.login === BOT)).toHaveLength(1);
  });
});
