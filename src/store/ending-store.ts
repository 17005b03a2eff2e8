import type { Database } from './database.ts';
import { json } from './rows.ts';
import type { Store } from './store.ts';

type EndingStore = Pick<
  Store,
  'insertOutcome' | 'readOutcome' | 'markDeployed' | 'isDeployed' | 'markPublic' | 'isPublic'
>;

/** What must not be forgotten: how executions ended, what a pipeline deployed, who reads along. */
export const endingStore = (db: Database): EndingStore => ({
  insertOutcome: async ({ releaseId, planId, told }) => {
    await db.query(
      `INSERT INTO {s}.outcomes (release_id, plan_id, body) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING`,
      [releaseId, planId, JSON.stringify(told)],
    );
  },

  readOutcome: async (releaseId) => {
    const [row] = await db.query('SELECT body FROM {s}.outcomes WHERE release_id = $1', [
      releaseId,
    ]);
    return row === undefined ? undefined : json('object', row, 'body');
  },

  markDeployed: async (planId) => {
    await db.query('INSERT INTO {s}.deployments (plan_id) VALUES ($1) ON CONFLICT DO NOTHING', [
      planId,
    ]);
  },

  isDeployed: async (planId) => {
    const rows = await db.query('SELECT 1 FROM {s}.deployments WHERE plan_id = $1', [planId]);
    return rows.length > 0;
  },

  markPublic: async (repositoryId, isPublic) => {
    await db.query(
      `INSERT INTO {s}.repositories (repository_id, is_public) VALUES ($1, $2)
       ON CONFLICT (repository_id) DO UPDATE SET is_public = excluded.is_public`,
      [repositoryId, isPublic],
    );
  },

  isPublic: async (repositoryId) => {
    const rows = await db.query(
      'SELECT 1 FROM {s}.repositories WHERE repository_id = $1 AND is_public',
      [repositoryId],
    );
    return rows.length > 0;
  },
});
