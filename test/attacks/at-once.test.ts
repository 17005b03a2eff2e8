import { describe, expect, it } from 'vitest';
import { jobOf } from '../../src/app/issue-ref.ts';
import type { Webhook } from '../../sandbox/github/stage.ts';
import type { Driven } from '../conversations/drive.ts';
import { BUCKET, createDriver, executions, stateOf } from './props.ts';

const drive = createDriver();

const say = async (driven: Driven, who: string, body: string): Promise<readonly Webhook[]> => {
  driven.company.clock.pass(30_000);
  return (await driven.company.github.comment(who, driven.issue, body)).webhooks;
};

/** Approved by the maintainer, and the jobs of these queues done. */
const approved = async (...queues: readonly ('delivery' | 'release' | 'execute')[]) => {
  const driven = await drive(BUCKET);
  const line = `/approve ${await driven.digest()}`;
  await driven.company.deliver(await say(driven, 'maintainer', line));
  for (const queue of queues) await driven.company.runOnly(queue);
  return { driven, line };
};

const jobFor = ({ company, issue }: Driven) => {
  const { repositoryId, owner, repo, installationId } = company.github;
  return jobOf({ repositoryId, owner, repo, number: issue }, installationId);
};

describe('what comes while something else is on its way', () => {
  it('an approval after a release that was refused is released as well', async () => {
    const { driven, line } = await approved('delivery');
    driven.company.github.setRole('maintainer', 'read');
    await driven.company.settle();
    expect(await driven.said()).toContain('role-lost');
    await driven.comment('second-maintainer', line);
    expect(await driven.said()).toMatch(/^## Done /m);
    expect(await executions(driven)).toBe(1);
  });

  it('two approvals at once are one execution and one receipt', async () => {
    const { driven, line } = await approved();
    await driven.company.deliver(await say(driven, 'second-maintainer', line));
    await driven.company.settle();
    expect((await driven.said()).match(/^## Done /gm)).toHaveLength(1);
    expect(await driven.said()).not.toMatch(/Not done/);
    expect(await executions(driven)).toBe(1);
  });

  it('A14 a plan that is rejected while its release is on its way is not executed', async () => {
    const { driven } = await approved('delivery', 'release');
    await driven.company.deliver(await say(driven, 'maintainer', '/reject'));
    await driven.company.runOnly('delivery');
    await driven.company.settle();
    expect(await executions(driven)).toBe(0);
    expect((await stateOf(driven))?.status).toBe('Cancelled');
  });

  it('an edit does not plan again what the deployer has begun, told or not', async () => {
    const { driven } = await approved('delivery', 'release', 'execute');
    const body = BUCKET.body.replace('90 days', '30 days');
    const edited = await driven.company.github.editIssue('requester', driven.issue, { body });
    const before = await stateOf(driven);
    await driven.company.app.handlers['intake']?.(jobFor(driven));
    expect(await stateOf(driven)).toEqual(before);
    await driven.company.deliver(edited.webhooks);
    await driven.company.settle();
    expect(await driven.said()).toMatch(/^## Done /m);
    expect((await stateOf(driven))?.status).toBe('Completed');
  });

  it.each(['prepare', 'delivery', 'release'])(
    'an incident of %s does not make an execution look ended',
    async (queue) => {
      const { driven } = await approved('delivery', 'release', 'execute');
      const before = await stateOf(driven);
      const told = { ...jobFor(driven), queue, incident: 'i1', planId: before?.planId ?? '' };
      await driven.company.app.handlers['incident']?.(told);
      expect(await stateOf(driven)).toEqual(before);
      await driven.company.settle();
      expect((await stateOf(driven))?.status).toBe('Completed');
    },
  );

  it('the answer to a question that is no longer asked is left unsaid', async () => {
    const question = { title: 'A question', body: 'List the S3 buckets in athena-dev, us-east-1.' };
    const driven = await drive(question, { labels: [] });
    const { company } = driven;
    await company.deliver(
      (await company.github.label('triager', driven.issue, 'aws-task')).webhooks,
    );
    for (const queue of ['delivery', 'intake', 'accounts', 'intake'] as const) {
      await company.runOnly(queue);
    }
    const edited = await company.github.editIssue('requester', driven.issue, BUCKET);
    await company.deliver(edited.webhooks);
    await company.runOnly('delivery');
    await company.runOnly('intake');
    await company.settle();
    expect(await driven.bodies()).toHaveLength(1);
    expect(await driven.said()).toMatch(/^## Plan /m);
    expect((await stateOf(driven))?.status).toBe('AwaitingApproval');
  });

  it('A47 of two wishes for one comment the last one stays, whichever is posted last', async () => {
    let isArmed = false;
    let wishAgain = async (): Promise<void> => undefined;
    const driven = await drive(BUCKET, {
      hold:
        (send) =>
        async (...call) => {
          if (isArmed && call[1]?.method === 'POST' && (call[0] as string).endsWith('/comments')) {
            isArmed = false;
            await wishAgain();
          }
          return send(...call);
        },
    });
    const { store, queue } = driven.company.opened;
    const { ref, installationId } = (await stateOf(driven)) ?? {};
    if (ref === undefined || installationId === undefined) throw new Error('no issue');
    const wish = { ref, topic: 'answer:1', installationId };
    await store.saveReply({ ...wish, wanted: 'the first' });
    wishAgain = () => store.saveReply({ ...wish, wanted: 'the last' });
    driven.company.clock.pass(600_000);
    isArmed = true;
    await queue.send('reply', {});
    await driven.company.settle();
    expect((await driven.bodies()).slice(1)).toEqual(['the last']);
    expect(await store.listUnpostedReplies(9)).toEqual([]);
  });

  it('A47 a comment that was written but not noted is not written a second time', async () => {
    const driven = await drive(BUCKET);
    const { store } = driven.company.opened;
    const { markReplyPosted } = store;
    let deaths = 0;
    const dying: typeof markReplyPosted = async (...given) => {
      deaths += 1;
      if (deaths === 1) throw new Error('the process ended here');
      return markReplyPosted(...given);
    };
    Object.assign(store, { markReplyPosted: dying });
    await driven.comment('maintainer', '/help');
    expect(deaths).toBe(2);
    expect(await driven.bodies()).toHaveLength(2);
  });
});
