import { afterEach, describe, expect, it } from 'vitest';
import { jobOf } from '../../src/app/issue-ref.ts';
import { createTeller } from '../../src/app/tell-look.ts';
import type { Queue } from '../../src/store/jobs.ts';
import { sure } from '../services/samples.ts';
import { openCompany, type Company } from '../conversations/company.ts';
import { driveIn } from '../conversations/drive.ts';
import { createVirtualClock } from '../fakes/virtual-clock.ts';

const open: Company[] = [];
afterEach(async () => {
  for (const company of open.splice(0)) await company.close();
});

const QUESTION = { title: 'Buckets', body: 'Which S3 buckets are there in athena-dev, us-east-1?' };

/** A question whose reading was announced and has not begun. */
const announced = async () => {
  const company = await openCompany();
  open.push(company);
  const driven = await driveIn(company, QUESTION, { labels: [] });
  const labelled = await company.github.label('triager', driven.issue, 'aws-task');
  await company.deliver(labelled.webhooks);
  for (const queue of ['delivery', 'intake', 'accounts', 'intake'] as const)
    await company.runOnly(queue);
  const shown = (): string => [...company.github.world.comments.values()].at(-1)?.body ?? '';
  return { company, issue: driven.issue, shown };
};

describe('how far a look is', () => {
  it('is told now and then, and not of what is over soon', async () => {
    const clock = createVirtualClock();
    const sent: (readonly unknown[])[] = [];
    const queue = {
      send: async (...args: readonly unknown[]) => void sent.push(args),
    } as unknown as Queue;
    const tell = createTeller({ clock, queue }, { workId: 'q-1' });
    for (let done = 1; done <= 10; done += 1) {
      clock.pass(10_000);
      tell({ done, all: 10, at: 'a' });
    }
    const jobs = sent.map(([, job]) => job as { done: number; spentSeconds: number });
    expect(jobs.map(({ done, spentSeconds }) => [done, spentSeconds])).toEqual([
      [3, 30],
      [6, 60],
      [9, 90],
    ]);
  });

  it('breaks nothing where nobody can be told', () => {
    const clock = createVirtualClock();
    const queue = { send: () => Promise.reject(new Error('no')) } as unknown as Queue;
    const tell = createTeller({ clock, queue }, { workId: 'q-1' });
    clock.pass(60_000);
    expect(() => tell({ done: 1, all: 2, at: 'a' })).not.toThrow();
  });

  it('stands in the comment that announced it, until it is answered', async () => {
    const { company, issue, shown } = await announced();
    expect(shown()).toContain('**Reading 1 account**');
    const { store, queue } = company.opened;
    const ref = {
      owner: 'acme',
      repo: 'platform',
      repositoryId: company.github.repositoryId,
      number: issue,
    };
    const { questionId: workId = '', installationId } = sure(await store.readIssue(ref));
    const tell = async (done: number): Promise<void> => {
      const job = {
        ...jobOf(ref, installationId),
        workId,
        alone: 1,
        done,
        all: 4,
        at: 'athena-dev',
        spentSeconds: 40,
      };
      await queue.send('progress', job, { id: `look-${done}` });
      await company.runOnly('progress');
    };
    await tell(1);
    expect(shown()).toContain(
      '1 of 4 places · `athena-dev` · 40 seconds so far, about 2 minutes more',
    );
    await company.runOnly('discover');
    await tell(2);
    expect(shown()).toContain('1 of 4 places');
    await company.settle();
    expect(shown()).toContain('resources found');
    await tell(3);
    expect(shown()).toContain('resources found');
  });
});
