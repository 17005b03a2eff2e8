import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { openStore, type OpenedStore, type OpenStoreOptions } from '../../src/store/open-store.ts';
import { WORKERS, type WorkerRole } from '../../src/store/queues.ts';
import { RIGHTS, rolesSql } from '../../src/store/rights.ts';
import { findPostgres, startPostgres, type TestServer } from '../fakes/postgres.ts';
import { ROOT } from '../source-files.ts';
import { stepId } from '../../src/task/ids.ts';
import { describeModelQuestions } from './model-contract.ts';
import { describeReceipts } from './receipt-contract.ts';
import { approval, delivery, describeStore, planId, planRow, ref } from './store-contract.ts';
import { verifyLedger } from '../../src/store/ledger.ts';

const binaries = findPostgres();
if (binaries === undefined) console.info('PostgreSQL is not installed: its tests are left out');

let server: TestServer;
const open: OpenedStore[] = [];
let count = 0;

beforeAll(async () => {
  if (binaries !== undefined) server = await startPostgres(binaries);
});
afterAll(async () => {
  await Promise.all(open.map(({ close }) => close()));
  if (binaries !== undefined) await server.stop();
});

const query = async (text: string, user = 'owner') => {
  const client = new Client({ connectionString: server.urlOf(user) });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
};

const openOn = async (options: OpenStoreOptions, user = 'owner'): Promise<OpenedStore> => {
  const opened = await openStore({ databaseUrl: server.urlOf(user), polls: false, ...options });
  open.push(opened);
  return opened;
};

const nextSchema = (): string => `s${(count += 1)}`;

it('the SQL file of the roles is what the table of rights says', () => {
  const file = readFileSync(join(ROOT, 'infrastructure/database/roles.sql'), 'utf8');
  expect(file).toBe(rolesSql());
});

describe.runIf(binaries !== undefined)('PostgreSQL', () => {
  describeStore('PostgreSQL', () => openOn({ schema: nextSchema() }));
  describeReceipts('PostgreSQL', () => openOn({ schema: nextSchema() }));
  describeModelQuestions('PostgreSQL', () => openOn({ schema: nextSchema() }));

  it('several that start at once migrate once', async () => {
    const schema = nextSchema();
    const all = await Promise.all([1, 2, 3].map(() => openOn({ schema })));
    expect(await Promise.all(all.map(({ isReady }) => isReady()))).toEqual([true, true, true]);
    expect(await query(`SELECT version FROM ${schema}.migrations`)).toEqual(
      MIGRATIONS.map(({ version }) => ({ version })),
    );
  });

  it('A16 A71 of two processes at once one receives, one redeems, and the ledger is one chain', async () => {
    const schema = nextSchema();
    const two = await Promise.all([openOn({ schema }), openOn({ schema })]);
    const stores = Array.from({ length: 20 }, (_, n) => two[n % 2]?.store).filter(
      (store) => store !== undefined,
    );
    const received = await Promise.all(stores.map((store) => store.receiveDelivery(delivery(1))));
    expect(received.filter(Boolean)).toHaveLength(1);
    const [one] = stores;
    await one?.insertApproval(approval('a1'));
    await one?.insertRelease({
      releaseId: 'r1',
      planId: planId('p1'),
      approvalIds: ['a1'],
      token: 't',
    });
    const redeemed = await Promise.all(stores.map((store) => store.redeem(planId('p1'), 'r1')));
    expect(redeemed.filter(Boolean)).toHaveLength(1);
    await Promise.all(
      stores.map((store, n) => store.record({ kind: 'k', subject: 's', detail: { n } })),
    );
    expect(verifyLedger((await one?.listLedger(0)) ?? [])).toMatchObject({ ok: true, entries: 20 });
  });

  it('a job queued by one process is run by another, as soon as it is there', async () => {
    const schema = nextSchema();
    const sender = await openOn({ schema });
    const worker = await openOn({ schema, polls: true });
    const ran = new Promise<string>((resolve) => {
      void worker.queue.work('prepare', async ({ id }) => resolve(String(id)));
    });
    await sender.queue.send('prepare', { id: 'p1' });
    expect(await ran).toBe('p1');
  });

  it('A86 the job of a worker that died is taken over, and its key is not lost', async () => {
    const schema = nextSchema();
    const dead = await openOn({ schema });
    let begun = (): void => undefined;
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    await dead.queue.work('execute', () => {
      begun();
      return new Promise(() => undefined);
    });
    await dead.queue.send('execute', { release: 'r1' }, { key: 'stack' });
    await dead.queue.send('execute', { release: 'r2' }, { key: 'stack' });
    void dead.queue.drain();
    await started;
    await query(
      `UPDATE ${schema}_queue.job SET heartbeat_on = now() - interval '1 minute'
       WHERE state = 'active'`,
    );
    const seen: string[] = [];
    const heir = await openOn({ schema, polls: true });
    const both = new Promise<void>((resolve) => {
      void heir.queue.work('execute', async ({ release }) => {
        seen.push(String(release));
        if (seen.length === 2) resolve();
      });
    });
    await both;
    expect(seen).toEqual(['r1', 'r2']);
  });

  describe('rights of the workers', () => {
    const schema = 'rights';
    const stores = new Map<WorkerRole, OpenedStore>();
    let owner: OpenedStore;

    beforeAll(async () => {
      await query(rolesSql());
      await query(rolesSql());
      for (const worker of WORKERS) {
        await query(`CREATE ROLE ${worker}_login LOGIN IN ROLE coworker_${worker}`);
      }
      owner = await openOn({ schema });
      for (const role of WORKERS) stores.set(role, await openOn({ schema, role }, `${role}_login`));
    });

    const storeOf = (role: WorkerRole): OpenedStore => {
      const opened = stores.get(role);
      if (opened === undefined) throw new Error(`${role} is not open`);
      return opened;
    };

    it('a worker with its own login has nothing to be warned of', () => {
      expect(WORKERS.flatMap((role) => storeOf(role).notices)).toEqual([]);
    });

    it('one process for all is told that it holds the rights of all', () => {
      expect(owner.notices).toEqual([
        expect.stringContaining('the database rights of all workers'),
      ]);
    });

    it('a worker that connects as the owner is warned', async () => {
      const { notices } = await openOn({ schema, role: 'orchestrator' });
      expect(notices).toEqual([expect.stringMatching(/may insert into .*redemptions/)]);
    });

    it.each([...WORKERS])('%s has exactly the rights of the table', async (worker) => {
      const rows = await query(
        `SELECT t.table_name AS name, r.right_name AS right
         FROM information_schema.tables t
         CROSS JOIN unnest(ARRAY['SELECT','INSERT','UPDATE','DELETE','TRUNCATE']) AS r(right_name)
         WHERE t.table_schema = '${schema}' AND has_table_privilege(
           '${worker}_login', '"${schema}".' || t.table_name, r.right_name)`,
      );
      const found = rows.map((row) => `${String(row['name'])} ${String(row['right'])}`);
      const wanted = Object.entries(RIGHTS[worker]).flatMap(([table, rights]) =>
        rights.filter((right) => !right.includes('(')).map((right) => `${table} ${right}`),
      );
      expect(found.toSorted()).toEqual(wanted.toSorted());
    });

    it('the orchestrator can release and not redeem, the deployer can redeem and not approve', async () => {
      const [orchestrator, reader, deployer] = WORKERS.map((role) => storeOf(role).store);
      if (!orchestrator || !reader || !deployer) throw new Error('three workers');
      await orchestrator.insertPlan(planRow('p1'));
      await orchestrator.insertApproval(approval('a1'));
      const release = { releaseId: 'r1', planId: planId('p1'), approvalIds: ['a1'], token: 't' };
      await orchestrator.insertRelease(release);
      const denied = 'permission denied';
      await expect(orchestrator.redeem(planId('p1'), 'r1')).rejects.toThrow(denied);
      await expect(deployer.insertApproval(approval('a9', { commentId: 9 }))).rejects.toThrow(
        denied,
      );
      await expect(deployer.insertPlan(planRow('forged'))).rejects.toThrow(denied);
      await expect(deployer.insertRelease({ ...release, releaseId: 'x' })).rejects.toThrow(denied);
      await expect(reader.insertPlan(planRow('forged'))).rejects.toThrow(denied);
      await expect(reader.readRelease('r1')).rejects.toThrow(denied);
      expect(await deployer.redeem(planId('p1'), 'r1', [100])).toBe(true);
      await deployer.wipeReleaseToken('r1');
      await orchestrator.wipeReleaseToken('r1');
      expect((await deployer.readRelease('r1'))?.token).toBe('');
    });

    it('each worker can do what its jobs do', async () => {
      const [orchestrator, reader, deployer] = WORKERS.map((role) => storeOf(role).store);
      if (!orchestrator || !reader || !deployer) throw new Error('three workers');
      const id = planId('w1');
      await orchestrator.receiveDelivery(delivery(1));
      await orchestrator.finishDelivery('x');
      await orchestrator.insertWork('w', {});
      await orchestrator.saveReply({ ref: ref(1), topic: 'plan', wanted: 'w' });
      await orchestrator.markReplyPosted({ ref: ref(1), topic: 'plan', wanted: 'w' }, 1);
      await orchestrator.insertShown({ planId: id, commentId: 1, updatedAt: 't', bodyHash: 'h' });
      await orchestrator.requestCancel(id, { id: 1, login: 'a' });
      await orchestrator.countRecent('plan', 1);
      await orchestrator.forgetOld();
      await orchestrator.wipeOldTokens();
      expect(await orchestrator.read(id)).toEqual([]);
      await reader.finishWork('w', { n: 1 });
      await reader.writeCache('accounts', {});
      expect(await reader.isRedeemed(id)).toBe(false);
      await expect(reader.readRedemption(id)).rejects.toThrow('permission denied');
      expect(await orchestrator.readCache('accounts', 60)).toEqual({});
      expect(await orchestrator.readWork('w')).toEqual({ input: {}, output: { n: 1 } });
      expect(await deployer.readShown(id)).toMatchObject({ commentId: 1 });
      expect(await deployer.readCancel(id)).toEqual({ id: 1, login: 'a' });
      expect(await deployer.listApprovals(id)).toEqual([]);
      expect(await deployer.listPlans(ref(9))).toEqual([]);
      expect(await deployer.readWork('w')).toEqual({ input: {}, output: { n: 1 } });
      await deployer.insertOutcome({ releaseId: 'r', planId: id, told: { n: 1 } });
      expect(await orchestrator.readOutcome('r')).toEqual({ n: 1 });
      await orchestrator.markDeployed(id);
      expect(await orchestrator.isDeployed(id)).toBe(true);
      await orchestrator.markPublic(1, true);
      await orchestrator.markPublic(1, false);
      expect(await orchestrator.isPublic(1)).toBe(false);
      const entry = {
        planId: id,
        stepId: stepId(1),
        kind: 'intent' as const,
        what: 'w',
        detail: {},
      };
      await deployer.append(entry);
      expect(await deployer.read(id)).toEqual([entry]);
      await orchestrator.record({ kind: 'k', subject: 's', detail: {} });
      await orchestrator.listServiceAgents();
      for (const store of [orchestrator, reader, deployer]) {
        expect(await store.now()).toBeInstanceOf(Date);
      }
      await expect(orchestrator.append(entry)).rejects.toThrow('permission denied');
      await expect(orchestrator.finishWork('w', {})).rejects.toThrow('permission denied');
    });

    it('nobody can make an old row young, or touch the clock', async () => {
      const denied = 'permission denied';
      const replace = `CREATE OR REPLACE FUNCTION ${schema}.clock_now() RETURNS timestamptz
        LANGUAGE sql AS 'SELECT now()'`;
      await query(
        `INSERT INTO ${schema}.plans (plan_id, repository_id, number, digest, body, created_at)
         VALUES ('young', 1, 1, 'd', '{}', now() + interval '1 year')`,
        'orchestrator_login',
      );
      const found = `SELECT created_at <= now() AS told FROM ${schema}.plans WHERE plan_id = 'young'`;
      expect(await query(found)).toEqual([{ told: true }]);
      for (const worker of WORKERS) {
        await expect(query(replace, `${worker}_login`)).rejects.toThrow(denied);
        await expect(
          query(`UPDATE ${schema}.plans SET created_at = now()`, `${worker}_login`),
        ).rejects.toThrow(denied);
        await expect(query(`DROP TABLE ${schema}.ledger`, `${worker}_login`)).rejects.toThrow(
          'must be owner',
        );
      }
    });

    it('jobs travel between the logins, and each works on its own queues only', async () => {
      const seen: string[] = [];
      const [orchestrator, reader] = [storeOf('orchestrator').queue, storeOf('reader').queue];
      await expect(reader.work('execute', async () => undefined)).rejects.toThrow(
        'queue execute belongs to the deployer, not reader',
      );
      await expect(reader.send('outcome', {})).rejects.toThrow('the reader queues no jobs');
      await reader.work('prepare', async ({ id }) => {
        seen.push(`prepare ${id}`);
        await reader.send('prepared', { id: id ?? '' });
      });
      await orchestrator.work('prepared', async ({ id }) => void seen.push(`prepared ${id}`));
      await orchestrator.send('prepare', { id: 'p1' });
      await reader.drain();
      await orchestrator.drain();
      expect(seen).toEqual(['prepare p1', 'prepared p1']);
      await orchestrator.schedule('sweep', '*/10 * * * *');
      await orchestrator.schedule('sweep', '*/10 * * * *');
    });

    it('a worker does not start on a database that is not there yet, and says how', async () => {
      await expect(openOn({ schema: 'nowhere' }, 'reader_login')).rejects.toThrow(
        'start once with the URL of the owner',
      );
    });
  });
});
