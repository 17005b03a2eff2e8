import type { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INSERT_ONLY } from '../../src/store/migrations.ts';
import { openStore, type OpenedStore } from '../../src/store/open-store.ts';
import { createEmbedded } from '../fakes/embedded-database.ts';
import { approval, planId, planRow } from './store-contract.ts';
import { stepId } from '../../src/task/ids.ts';

let pglite: PGlite;
let opened: OpenedStore;

beforeAll(async () => {
  pglite = await createEmbedded();
  opened = await openStore({ pglite, schema: 'held', polls: false });
  const { store } = opened;
  const [id, comments] = [planId('p1'), [100]];
  await store.insertPlan(planRow('p1'));
  await store.insertShown({ planId: id, commentId: 1, updatedAt: 't', bodyHash: 'h' });
  await store.insertApproval(approval('a1'));
  await store.insertRelease({ releaseId: 'r1', planId: id, approvalIds: ['a1'], token: 'ghs_x' });
  await store.redeem(id, 'r1', comments, { planId: planId('menu'), items: [2] });
  const entry = { planId: id, stepId: stepId(1), kind: 'intent' as const, what: 'w', detail: {} };
  await store.append(entry);
  await store.record({ kind: 'plan', subject: 's', detail: {} });
  await store.insertOutcome({ releaseId: 'r1', planId: id, told: {} });
  await store.beginHeal({ planId: id, resource: 'r' }, () => true);
});

afterAll(async () => {
  await opened.close();
  await pglite.close();
});

const run = (sql: string) => pglite.exec(sql);

describe('A91 what was written stays as it was, even for the owner of the tables', () => {
  it.each([...INSERT_ONLY])('%s', async (table) => {
    const { rows } = await pglite.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM held.${table}`,
    );
    expect(rows).toEqual([{ n: 1 }]);
    const unnumbered = ['redeemed_comments', 'redeemed_items', 'redemptions', 'outcomes', 'heals'];
    const column = unnumbered.includes(table) ? 'plan_id' : 'seq';
    const value = column === 'seq' ? '99' : "'other'";
    const change =
      column === 'seq' && table !== 'ledger' ? 'plan_id = plan_id' : `${column} = ${value}`;
    await expect(run(`UPDATE held.${table} SET ${change}`)).rejects.toThrow('never changed');
    await expect(run(`DELETE FROM held.${table}`)).rejects.toThrow('never changed');
    await expect(run(`TRUNCATE held.${table}`)).rejects.toThrow('never changed');
  });

  it.each([
    `SET token = 'ghs_forged'`,
    `SET plan_id = 'p2'`,
    `SET plan_id = 'p2', token = ''`,
    `SET approval_ids = '["a2"]', token = ''`,
    `SET created_at = now(), token = ''`,
  ])('a release can not be changed by %s', async (change) => {
    await expect(run(`UPDATE held.releases ${change}`)).rejects.toThrow('only the token');
  });

  it('a release can not be deleted, its token can be removed', async () => {
    await expect(run('DELETE FROM held.releases')).rejects.toThrow('only the token');
    await expect(run('TRUNCATE held.releases')).rejects.toThrow('never changed');
    await opened.store.wipeReleaseToken('r1');
    expect((await opened.store.readRelease('r1'))?.token).toBe('');
  });
});
