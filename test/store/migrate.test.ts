import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PGlite } from '@electric-sql/pglite';
import { MIGRATIONS } from '../../src/store/migrations.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createEmbedded } from '../fakes/embedded-database.ts';
import { planId, ref } from './store-contract.ts';

let pglite: PGlite;
beforeAll(async () => {
  pglite = await createEmbedded();
});
afterAll(() => pglite.close());

/** A database as the second version left it. */
const makeSecondVersion = async (): Promise<void> => {
  await pglite.exec(`CREATE SCHEMA coworker;
    CREATE TABLE coworker.migrations (
      version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz DEFAULT now());`);
  for (const { version, name, sql } of MIGRATIONS.filter((one) => one.version <= 2)) {
    await pglite.exec(sql.replaceAll('{s}', 'coworker'));
    await pglite.query('INSERT INTO coworker.migrations VALUES ($1, $2)', [version, name]);
  }
};

describe('a database of the second version', () => {
  it('keeps its issues, and what must not be forgotten moves to where it is kept', async () => {
    await makeSecondVersion();
    const state = { ref: ref(1), installationId: 1, status: 'Failed', requestHash: 'h', note: '' };
    const { repositoryId } = ref(1);
    await pglite.query('INSERT INTO coworker.issues VALUES ($1, 1, $2, $3)', [
      repositoryId,
      'Failed',
      JSON.stringify(state),
    ]);
    await pglite.exec(`
      INSERT INTO coworker.releases (release_id, plan_id, approval_ids, token)
        VALUES ('r1', 'p1', '[]', ''), ('r2', 'p2', '[]', '');
      INSERT INTO coworker.work_requests (work_id, body)
        VALUES ('outcome-r1', '{}'), ('deployed-p3', '{}'), ('p1', '{}');
      INSERT INTO coworker.work_answers (work_id, body)
        VALUES ('outcome-r1', '{"outcome":1}'), ('deployed-p3', '{}'), ('p1', '{"facts":1}');
      INSERT INTO coworker.cache (key, body)
        VALUES ('public-5', '{"isPublic":true}'), ('public-6', '{"isPublic":false}'),
          ('accounts', '{"accounts":[]}');`);
    const { store, close } = await openStore({ pglite, polls: false });
    const read = await store.readIssue(ref(1));
    expect(read).toEqual({ ...state, version: 1 });
    if (read !== undefined) expect((await store.saveIssue(read)).version).toBe(2);
    expect(await store.readOutcome('r1')).toEqual({ outcome: 1 });
    expect(await store.readOutcome('r2')).toBeUndefined();
    expect(await store.isDeployed(planId('p3'))).toBe(true);
    expect(await store.isDeployed(planId('p1'))).toBe(false);
    expect([await store.isPublic(5), await store.isPublic(6)]).toEqual([true, false]);
    expect(await store.readWork('outcome-r1')).toBeUndefined();
    expect(await store.readWork('p1')).toEqual({ input: {}, output: { facts: 1 } });
    expect(await store.readCache('accounts', 60)).toEqual({ accounts: [] });
    await close();
  });
});
