import { afterAll, describe, expect, it } from 'vitest';
import { Fault } from '../../src/task/fault.ts';
import { QUEUES } from '../../src/store/queues.ts';
import type { JobFault } from '../../src/store/job-queue.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createEmbedded } from '../fakes/embedded-database.ts';
import { openTestStore } from '../fakes/test-store.ts';

const open: Awaited<ReturnType<typeof openTestStore>>[] = [];
const openQueue = async (onFault: (fault: JobFault) => void = () => undefined) => {
  const opened = await openTestStore({ onFault });
  open.push(opened);
  return opened;
};
afterAll(() => Promise.all(open.map(({ close }) => close())));

describe('queue', () => {
  it('with nothing to do, drain ends at once', async () => {
    const { queue } = await openQueue();
    await queue.work('delivery', async () => {
      throw new Error('there is no job');
    });
    await queue.drain();
  });

  it('refuses a queue that is not in the table', async () => {
    const { queue } = await openQueue();
    await expect(queue.send('deliveries', {})).rejects.toThrow('there is no queue deliveries');
    await expect(queue.work('toString', async () => undefined)).rejects.toThrow('no queue');
  });

  it('runs the jobs of one key in the order in which they were queued', async () => {
    const { queue } = await openQueue();
    const seen: string[] = [];
    await queue.work('delivery', async ({ key, n }) => void seen.push(`${key}${n}`));
    for (let n = 0; n < 20; n += 1) {
      await queue.send('delivery', { key: 'a', n }, { key: 'a' });
      await queue.send('delivery', { key: 'b', n }, { key: 'b' });
    }
    await queue.drain();
    const expected = Array.from({ length: 20 }, (_, n) => n);
    expect(seen.filter((x) => x.startsWith('a'))).toEqual(expected.map((n) => `a${n}`));
    expect(seen.filter((x) => x.startsWith('b'))).toEqual(expected.map((n) => `b${n}`));
  });

  it('A56 the same id twice is one job, also after it ran', async () => {
    const { queue } = await openQueue();
    let ran = 0;
    await queue.work('execute', async () => void (ran += 1));
    await queue.send('execute', { release: 'r1' }, { id: 'execute:r1' });
    await queue.send('execute', { release: 'r1' }, { id: 'execute:r1' });
    await queue.drain();
    await queue.send('execute', { release: 'r1' }, { id: 'execute:r1' });
    await queue.drain();
    expect(ran).toBe(1);
  });

  it('a job queued by a job runs in the same drain', async () => {
    const { queue } = await openQueue();
    const seen: string[] = [];
    await queue.work('prepared', async ({ id }) => void seen.push(`prepared ${id}`));
    await queue.work('prepare', async ({ id }) => {
      seen.push(`prepare ${id}`);
      await queue.send('prepared', { id: id ?? '' });
    });
    await queue.send('prepare', { id: 'p1' });
    await queue.drain();
    expect(seen).toEqual(['prepare p1', 'prepared p1']);
  });

  it('a job that throws is tried again within its bound, and then does not hold its key', async () => {
    const faults: JobFault[] = [];
    const { queue } = await openQueue((fault) => faults.push(fault));
    const seen: number[] = [];
    await queue.work('reply', async ({ n }) => {
      if (n === 1) throw new Fault('throttled', 'GitHub said so');
      seen.push(Number(n));
    });
    await queue.send('reply', { n: 1 }, { key: 'a' });
    await queue.send('reply', { n: 2 }, { key: 'a' });
    await queue.drain();
    expect(seen).toEqual([2]);
    expect(faults).toHaveLength(QUEUES.reply.retries + 1);
    expect(faults.map(({ isLast }) => isLast).lastIndexOf(false)).toBe(QUEUES.reply.retries - 1);
    expect(faults.at(-1)).toMatchObject({ queue: 'reply', job: { n: 1 }, isLast: true });
  });

  it('a retry whose delay is not over is left when asked, and holds its key meanwhile', async () => {
    const { queue } = await openQueue();
    const seen: string[] = [];
    await queue.work('delivery', async ({ n }) => {
      seen.push(`try ${n}`);
      if (seen.length === 1) throw new Fault('unavailable', 'not yet');
    });
    await queue.send('delivery', { n: 1 }, { key: 'a' });
    await queue.send('delivery', { n: 2 }, { key: 'a' });
    await queue.drain({ onlyReady: true });
    expect(seen).toEqual(['try 1']);
    await queue.drain();
    expect(seen).toEqual(['try 1', 'try 1', 'try 2']);
  });

  it('what an error says is not kept in the table of jobs', async () => {
    const pglite = await createEmbedded();
    const opened = await openStore({ pglite, polls: false, schema: 'told' });
    await opened.queue.work('delivery', async () => {
      throw new Error('token ghs_verysecret');
    });
    await opened.queue.send('delivery', { n: 1 });
    await opened.queue.drain({ onlyReady: true });
    const { rows } = await pglite.query('SELECT state, output FROM told_queue.job');
    expect(rows).toEqual([{ state: 'retry', output: { kind: 'unexpected' } }]);
    await opened.close();
    await pglite.close();
  });

  it('with polling, a job runs by itself, a backlog without pauses, and drain waits for it', async () => {
    const opened = await openTestStore({ polls: true });
    const seen: number[] = [];
    await opened.queue.work('prepare', async ({ n }) => void seen.push(Number(n)));
    for (let n = 0; n < 20; n += 1) await opened.queue.send('prepare', { n }, { key: 'one' });
    await opened.queue.drain();
    expect(seen).toEqual(Array.from({ length: 20 }, (_, n) => n));
    await opened.close();
  });

  it('counts what waits', async () => {
    const { queue, readDepth } = await openQueue();
    await queue.send('delivery', { n: 1 });
    await queue.send('delivery', { n: 2 });
    expect(await readDepth()).toEqual([{ queue: 'delivery', state: 'created', jobs: 2 }]);
  });
});

describe('roles', () => {
  it('a worker alone needs a server', async () => {
    await expect(openStore({ role: 'reader' })).rejects.toThrow(
      'separate workers need DATABASE_URL',
    );
  });
});
