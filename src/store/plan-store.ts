import { Fault } from '../task/fault.ts';
import type { PlanDigest, PlanId } from '../task/ids.ts';
import { canonicalJson } from '../task/json.ts';
import type { Database, Row } from './database.ts';
import { instant, integer, json, text } from './rows.ts';
import type { PlanRow, ShownRow, Store } from './store.ts';

type PlanStore = Pick<Store, 'insertPlan' | 'readPlan' | 'listPlans' | 'insertShown' | 'readShown'>;

type PlanBody = Omit<PlanRow, 'createdAt'>;

const planOf = (row: Row): PlanRow => ({
  ...json('plan', row, 'body'),
  planId: text(row, 'plan_id') as PlanId,
  digest: text(row, 'digest') as PlanDigest,
  createdAt: instant(row, 'created_at'),
});

const shownOf = (row: Row): ShownRow => ({
  planId: text(row, 'plan_id') as PlanId,
  commentId: integer(row, 'comment_id'),
  updatedAt: text(row, 'updated_at'),
  bodyHash: text(row, 'body_hash'),
});

const insertPlan = async (db: Database, row: PlanBody): Promise<void> => {
  const body = canonicalJson(row);
  const inserted = await db.query(
    `INSERT INTO {s}.plans (plan_id, repository_id, number, digest, body)
     VALUES ($1, $2, $3, $4, $5) ON CONFLICT (plan_id) DO NOTHING RETURNING plan_id`,
    [row.planId, row.ref.repositoryId, row.ref.number, row.digest, body],
  );
  if (inserted.length > 0) return;
  const [held] = await db.query('SELECT body FROM {s}.plans WHERE plan_id = $1', [row.planId]);
  if (held === undefined || text(held, 'body') !== body) {
    throw new Fault('broken-promise', `plan ${row.planId} is stored with another content`);
  }
};

/** Plans, and that they were on screen. Inserting the same plan again changes nothing. */
export const planStore = (db: Database): PlanStore => ({
  insertPlan: (row) => insertPlan(db, row),

  readPlan: async (planId) => {
    const [row] = await db.query('SELECT * FROM {s}.plans WHERE plan_id = $1', [planId]);
    return row === undefined ? undefined : planOf(row);
  },

  listPlans: async ({ repositoryId, number }) => {
    const rows = await db.query(
      'SELECT * FROM {s}.plans WHERE repository_id = $1 AND number = $2 ORDER BY seq',
      [repositoryId, number],
    );
    return rows.map(planOf);
  },

  insertShown: async ({ planId, commentId, updatedAt, bodyHash }) => {
    await db.query(
      `INSERT INTO {s}.shown (plan_id, comment_id, updated_at, body_hash)
       VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [planId, commentId, updatedAt, bodyHash],
    );
  },

  // The newest comment: an older one that showed the plan may have been deleted.
  readShown: async (planId) => {
    const [row] = await db.query(
      'SELECT * FROM {s}.shown WHERE plan_id = $1 ORDER BY seq DESC LIMIT 1',
      [planId],
    );
    return row === undefined ? undefined : shownOf(row);
  },
});
