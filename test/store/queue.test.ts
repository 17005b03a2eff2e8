import { afterAll, describe, expect, it, vi } from 'vitest';
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

  it('a job that was lost with its workers is told, and its key is free again', async () => {
    const pglite = await createEmbedded();
    const faults: JobFault[] = [];
    const opened = await openStore({
      pglite,
      polls: false,
      schema: 'lost',
      onFault: (fault) => void faults.push(fault),
    });
    const told: unknown[] = [];
    const ran: unknown[] = [];
    await opened.queue.workOn({
      release: {
        run: async ({ n }) => void ran.push(n),
        onLost: async (job, { jobId }) => void told.push([job['n'], typeof jobId]),
      },
    });
    await opened.queue.send('release', { ...ISSUE, n: 1 });
    await opened.queue.send('release', { ...ISSUE, n: 2 });
    await pglite.query(`UPDATE lost_queue.job SET state = 'failed', retry_count = retry_limit
      WHERE data -> 'job' ->> 'n' = '1'`);
    await opened.queue.drain();
    expect(told).toEqual([[1, 'string']]);
    expect(faults).toMatchObject([{ queue: 'release', job: { n: 1 }, isLast: true }]);
    expect(ran).toEqual([2]);
    await opened.close();
    await pglite.close();
  });

  it('counts what waits', async () => {
    const { queue, readDepth } = await openQueue();
    await queue.send('delivery', { n: 1 });
    await queue.send('delivery', { n: 2 });
    expect(await readDepth()).toEqual([{ queue: 'delivery', state: 'created', jobs: 2 }]);
  });
});

const ISSUE = { repositoryId: 1, owner: 'acme', repo: 'platform', number: 1 };

describe('the line of an issue', () => {
  it('runs its jobs one after the other, whichever queues they are for and whoever works', async () => {
    const pglite = await createEmbedded();
    const two = await Promise.all(
      [1, 2].map(() => openStore({ pglite, polls: true, schema: 'line' })),
    );
    let running = 0;
    const seen: string[] = [];
    const run = (name: string) => async (job: Readonly<Record<string, string | number>>) => {
      running += 1;
      seen.push(`${name} ${job['number']} of ${running}`);
      // Long enough for the other process to take a job, if it may.
      for (let turn = 0; turn < 50; turn += 1) await new Promise(setImmediate);
      running -= 1;
    };
    const names = ['intake', 'prepared', 'outcome', 'incident'] as const;
    for (const { queue } of two) {
      await queue.workOn(Object.fromEntries(names.map((name) => [name, { run: run(name) }])));
    }
    for (const name of names) await two[0]?.queue.send(name, ISSUE);
    const inOrder = names.map((name) => `${name} 1 of 1`);
    await vi.waitFor(() => expect(seen).toEqual(inOrder), { timeout: 30_000 });
    for (const { close } of two) await close();
    await pglite.close();
  });

  it('does not hold up another issue', async () => {
    const opened = await openTestStore({ polls: true });
    let goOn = (): void => undefined;
    const isSeen = new Promise<void>((resolve) => (goOn = resolve));
    const waiting: Promise<void>[] = [];
    await opened.queue.work('intake', (job) => {
      if (job['number'] !== 1) goOn();
      const wait = job['number'] === 1 ? isSeen : Promise.resolve();
      waiting.push(wait);
      return wait;
    });
    await opened.queue.send('intake', ISSUE);
    await opened.queue.send('intake', { ...ISSUE, number: 2 });
    await isSeen;
    await opened.queue.drain();
    expect(waiting).toHaveLength(2);
    await opened.close();
  });

  it('a job of an earlier version is moved into it, where it stood', async () => {
    const pglite = await createEmbedded();
    const before = await openStore({ pglite, polls: false, schema: 'old' });
    await before.close();
    // As they stood before there was a line: a queue for each, and the job itself as data.
    for (const [name, key, data, state] of [
      ['delivery', '1#1', '{"key":"d1"}', 'retry'],
      ['outcome', 'x', JSON.stringify({ ...ISSUE, releaseId: 'r1' }), 'active'],
      ['outcome', 'y', JSON.stringify({ ...ISSUE, releaseId: 'r0' }), 'completed'],
    ] as const) {
      await pglite.query(`SELECT old_queue.create_queue($1, '{"policy":"key_strict_fifo"}')`, [
        name,
      ]);
      await pglite.query(
        `INSERT INTO old_queue.job (name, policy, singleton_key, data, state, started_on)
         VALUES ($1, 'key_strict_fifo', $2, $3, $4, now())`,
        [name, key, data, state],
      );
    }
    const after = await openStore({ pglite, polls: false, schema: 'old' });
    const seen: unknown[] = [];
    await after.queue.work('delivery', async ({ key }) => void seen.push(key));
    await after.queue.work('outcome', async ({ releaseId }) => void seen.push(releaseId));
    await after.queue.drain();
    expect(seen).toEqual(['d1', 'r1']);
    const { rows } = await pglite.query(
      `SELECT DISTINCT singleton_key FROM old_queue.job WHERE name = 'issue'`,
    );
    expect(rows).toEqual([{ singleton_key: 'issue-1-1' }]);
    await after.close();
    await pglite.close();
  });
});

describe('roles', () => {
  it('a worker alone needs a server', async () => {
    await expect(openStore({ role: 'reader' })).rejects.toThrow(
      'separate workers need DATABASE_URL',
    );
  });
});
