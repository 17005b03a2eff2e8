import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStore, type OpenedStore, type OpenStoreOptions } from '../../src/store/open-store.ts';
import { LINE } from '../../src/store/line.ts';
import { QUEUES, WORKERS, type QueueName, type WorkerRole } from '../../src/store/queues.ts';
import { rolesSql } from '../../src/store/rights.ts';
import { parsePlanId } from '../../src/task/ids.ts';
import { findPostgres, startPostgres, type TestServer } from '../fakes/postgres.ts';

const binaries = findPostgres();
if (binaries === undefined) console.info('PostgreSQL is not installed: its tests are left out');

const NAMES = Object.keys(QUEUES) as QueueName[];
const CASES = WORKERS.flatMap((worker) => NAMES.map((name) => [worker, name] as const));

/** A job about an issue whose execution is under way, as anybody who saw one could write it. */
const JOB = {
  repositoryId: 1,
  owner: 'acme',
  repo: 'platform',
  number: 1,
  installationId: 7,
  planId: 'p1-running',
  releaseId: 'r1',
} as const;

describe.runIf(binaries !== undefined)('what each login may do with the jobs of others', () => {
  let server: TestServer;
  const open: OpenedStore[] = [];

  const query = async (text: string, user = 'owner') => {
    const client = new Client({ connectionString: server.urlOf(user) });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };

  const openAs = async (user: string, options: OpenStoreOptions = {}): Promise<OpenedStore> => {
    const opened = await openStore({ databaseUrl: server.urlOf(user), polls: false, ...options });
    open.push(opened);
    return opened;
  };

  /** A program that checks nothing itself, with the login of a worker: only the server says no. */
  const forgers = new Map<WorkerRole, OpenedStore>();
  const forgerOf = (worker: WorkerRole): OpenedStore => {
    const opened = forgers.get(worker);
    if (opened === undefined) throw new Error(`${worker} is not open`);
    return opened;
  };

  beforeAll(async () => {
    server = await startPostgres(binaries ?? '');
    await query(rolesSql());
    for (const worker of WORKERS) {
      await query(`CREATE ROLE ${worker}_login LOGIN IN ROLE coworker_${worker}`);
    }
    await openAs('owner');
    for (const worker of WORKERS) forgers.set(worker, await openAs(`${worker}_login`));
  }, 120_000);
  afterAll(async () => {
    for (const one of open) await one.close();
    await server?.stop();
  });

  const DENIED = /row-level security|permission denied/;

  const jobs = (where: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
    query(`SELECT name, data FROM coworker_queue.job WHERE ${where}`);

  it.each(CASES)('%s and the queue %s: only what the table says', async (worker, name) => {
    const { worker: served, from } = QUEUES[name];
    const mayQueue = served === worker || from.some((one: WorkerRole) => one === worker);
    const own = NAMES.find((queue) => QUEUES[queue].worker === worker) ?? name;
    const id = `${worker} to ${name}`;
    const sending = forgerOf(worker).queue.send(name, { ...JOB, queue: own, id }, { id });
    if (mayQueue) await sending;
    else await expect(sending).rejects.toThrow(DENIED);
    const found = await jobs(`data::text LIKE '%"${id}"%'`);
    expect(found).toHaveLength(mayQueue ? 1 : 0);
  });

  it.each([
    ['reader', 'execute'],
    ['reader', 'outcome'],
    ['reader', 'delivery'],
    ['deployer', 'prepare'],
    ['deployer', 'intake'],
  ] as const)('%s can not say that a job of %s was given up', async (worker, queue) => {
    const told = { ...JOB, queue, incident: 'i1', kind: 'timeout' };
    const sending = forgerOf(worker).queue.send('incident', told);
    await expect(sending).rejects.toThrow(DENIED);
  });

  const FORGERIES: readonly (readonly [name: string, sql: string])[] = [
    [
      'an outcome in its own table',
      `INSERT INTO coworker.outcomes (release_id, plan_id, body) VALUES ('r1', 'p1', '{}')`,
    ],
    [
      'an outcome in the line, with pg-boss left aside',
      `INSERT INTO coworker_queue.job_common (name, data, policy, singleton_key)
       VALUES ('${LINE}', '{"to":"outcome","job":{}}', 'key_strict_fifo', 'k')`,
    ],
    [
      'the same by way of the table of all jobs',
      `INSERT INTO coworker_queue.job (name, data, policy, singleton_key)
       VALUES ('${LINE}', '{"to":"outcome","job":{}}', 'key_strict_fifo', 'k')`,
    ],
    [
      'a job that seems to be given up and blocks its issue',
      `INSERT INTO coworker_queue.job_common (name, data, policy, singleton_key, state)
       VALUES ('${LINE}', '{"to":"prepared","job":{}}', 'key_strict_fifo', 'k', 'failed')`,
    ],
    [
      'a schedule that the orchestrator fires',
      `INSERT INTO coworker_queue.schedule (name, key, cron) VALUES ('${LINE}', 'k', '* * * * *')`,
    ],
    [
      'a job of the schedules, which sends any other',
      `INSERT INTO coworker_queue.job_common (name, data, policy)
       VALUES ('__pgboss__send-it', '{"name":"${LINE}"}', 'standard')`,
    ],
    [
      'a command that the owner runs at its next start',
      `INSERT INTO coworker_queue.bam (name, version, command) VALUES ('x', 1, 'DROP TABLE x')`,
    ],
    [
      'another table for the jobs of the deployer',
      `UPDATE coworker_queue.queue SET table_name = 'forged' WHERE name = 'execute'`,
    ],
    [
      'another table for its own jobs, that others put into their statements',
      `UPDATE coworker_queue.queue SET table_name = 'forged' WHERE name = 'prepare'`,
    ],
    ['a queue that is no more', `SELECT coworker_queue.delete_queue('execute')`],
    ['another version of the queue', 'UPDATE coworker_queue.version SET version = 1'],
    [
      'an entry of the ledger',
      `INSERT INTO coworker.ledger VALUES (1, 'now', 'outcome', 'p1', '{}', 'a', 'b')`,
    ],
    ['a repository that is private again', 'UPDATE coworker.repositories SET is_public = false'],
    ['which release used up a plan', 'SELECT release_id FROM coworker.redemptions'],
  ];

  it.each(FORGERIES)('the reader can not make or learn %s', async (_name, sql) => {
    await expect(query(sql, 'reader_login')).rejects.toThrow(DENIED);
  });

  it('nobody sees, changes or takes away a job of another', async () => {
    await forgerOf('orchestrator').queue.send('execute', JOB, { id: 'taken' });
    await forgerOf('deployer').queue.send('outcome', { ...JOB, number: 2 }, { id: 'taken' });
    const theirs = `name = 'execute' OR (name = '${LINE}' AND data ->> 'to' = 'outcome')`;
    const before = await jobs(theirs);
    expect(before.length).toBeGreaterThan(1);
    for (const table of ['job', 'job_common']) {
      const from = `coworker_queue.${table}`;
      const read = (sql: string) => query(sql, 'reader_login');
      expect(await read(`SELECT id FROM ${from} WHERE ${theirs}`)).toEqual([]);
      const ended = `UPDATE ${from} SET state = 'completed' WHERE ${theirs} RETURNING id`;
      expect(await read(ended)).toEqual([]);
      expect(await read(`DELETE FROM ${from} WHERE ${theirs} RETURNING id`)).toEqual([]);
    }
    const moved = `UPDATE coworker_queue.job_common SET name = 'execute' WHERE name = 'prepare'`;
    await expect(query(moved, 'reader_login')).rejects.toThrow(DENIED);
    const taken = `DELETE FROM coworker_queue.job_common WHERE name = 'execute' RETURNING id`;
    expect(await query(taken, 'orchestrator_login')).toEqual([]);
    expect(await jobs(theirs)).toEqual(before);
  });

  it('each login keeps its own queues in order, and meets no denial in that', async () => {
    const breaks: Error[] = [];
    const onBreak = (error: Error): void => void breaks.push(error);
    await query('UPDATE coworker_queue.queue SET monitor_on = NULL, maintain_on = NULL');
    for (const role of WORKERS) await openAs(`${role}_login`, { role, polls: true, onBreak });
    const overdue = `SELECT name FROM coworker_queue.queue
      WHERE monitor_on IS NULL OR maintain_on IS NULL`;
    await vi.waitFor(async () => expect(await query(overdue)).toEqual([]), {
      timeout: 60_000,
      interval: 200,
    });
    expect(breaks.map(({ message }) => message)).toEqual([]);
  }, 90_000);

  it.each([
    ['orchestrator', 'outcome'],
    ['reader', 'prepare'],
    ['deployer', 'execute'],
  ] as const)(
    'A86 a dead %s is followed by another with its login',
    async (role, name) => {
      const planId = parsePlanId(`p9-${role}`);
      const job = { ...JOB, number: 9, planId: String(planId) };
      const sender = WORKERS.find((one) => QUEUES[name].from.some((from) => from === one));
      const dead = await openAs(`${role}_login`, { role });
      let begun = (): void => undefined;
      const started = new Promise<void>((resolve) => (begun = resolve));
      await dead.queue.work(name, (given) => {
        if (given['planId'] === planId) begun();
        return given['planId'] === planId ? new Promise(() => undefined) : Promise.resolve();
      });
      await forgerOf(sender ?? role).queue.send(name, job, { id: `dead ${role}` });
      void dead.queue.drain();
      await started;
      await query(`UPDATE coworker_queue.job SET heartbeat_on = now() - interval '1 minute'
      WHERE state = 'active'`);
      const heir = await openAs(`${role}_login`, { role, polls: true });
      const followed = new Promise<void>((resolve) => {
        void heir.queue.work(name, async (given) => {
          if (given['planId'] === planId) resolve();
        });
      });
      await followed;
    },
    90_000,
  );
});
