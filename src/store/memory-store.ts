import { resourceKey } from '../task/aws-resource.ts';
import type { Database } from './database.ts';
import { integer, isNull, json } from './rows.ts';
import type { OperatedStore, Store } from './store.ts';

type MemoryStore = Pick<
  Store,
  | 'saveServiceAgent'
  | 'replaceServiceAgent'
  | 'listServiceAgents'
  | 'readCache'
  | 'writeCache'
  | 'insertWork'
  | 'finishWork'
  | 'readWork'
  | 'readLastAnswer'
  | 'countRecent'
> &
  Pick<OperatedStore, 'forgetOld'>;

type AgentStore = Pick<
  MemoryStore,
  'saveServiceAgent' | 'replaceServiceAgent' | 'listServiceAgents'
>;

const agents = (db: Database): AgentStore => ({
  saveServiceAgent: async (agent) => {
    await db.query(
      `INSERT INTO {s}.service_agents (key, body) VALUES ($1, $2)
       ON CONFLICT (key) DO UPDATE SET body = excluded.body`,
      [resourceKey(agent.resource), JSON.stringify(agent)],
    );
  },

  replaceServiceAgent: async (before, after) => {
    const replaced = await db.query(
      `UPDATE {s}.service_agents SET body = $3 WHERE key = $1 AND body = $2 RETURNING key`,
      [resourceKey(before.resource), JSON.stringify(before), JSON.stringify(after)],
    );
    return replaced.length > 0;
  },

  listServiceAgents: async () => {
    const rows = await db.query('SELECT body FROM {s}.service_agents ORDER BY key');
    return rows.map((row) => json('serviceAgent', row, 'body'));
  },
});

const cache = (db: Database): Pick<MemoryStore, 'readCache' | 'writeCache'> => ({
  readCache: async (key, maxAgeSeconds) => {
    const [row] = await db.query(
      `SELECT body FROM {s}.cache
       WHERE key = $1 AND written_at >= {s}.clock_now() - make_interval(secs => $2)`,
      [key, maxAgeSeconds],
    );
    return row === undefined ? undefined : json('object', row, 'body');
  },

  writeCache: async (key, value) => {
    await db.query(
      `INSERT INTO {s}.cache (key, body) VALUES ($1, $2)
       ON CONFLICT (key) DO UPDATE SET body = excluded.body, written_at = {s}.clock_now()`,
      [key, JSON.stringify(value)],
    );
  },
});

type WorkStore = Pick<MemoryStore, 'insertWork' | 'finishWork' | 'readWork' | 'readLastAnswer'>;

/** Requests and answers are two tables, so that who asks can not answer. */
const work = (db: Database): WorkStore => ({
  insertWork: async (workId, input) => {
    await db.query(
      'INSERT INTO {s}.work_requests (work_id, body) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [workId, JSON.stringify(input)],
    );
  },

  finishWork: async (workId, output) => {
    await db.query(
      'INSERT INTO {s}.work_answers (work_id, body) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [workId, JSON.stringify(output)],
    );
  },

  readWork: async (workId) => {
    const [row] = await db.query(
      `SELECT q.body AS input, a.body AS output FROM {s}.work_requests q
       LEFT JOIN {s}.work_answers a USING (work_id) WHERE work_id = $1`,
      [workId],
    );
    if (row === undefined) return undefined;
    const input = json('object', row, 'input');
    return isNull(row, 'output') ? { input } : { input, output: json('object', row, 'output') };
  },

  readLastAnswer: async (prefix) => {
    const [row] = await db.query(
      `SELECT body FROM {s}.work_answers WHERE starts_with(work_id, $1)
       ORDER BY at DESC, work_id DESC LIMIT 1`,
      [prefix],
    );
    return row === undefined ? undefined : json('object', row, 'body');
  },
});

/** Work, questions to the model, and what is known of both. */
const KEPT_A_MONTH = [
  'work_requests',
  'work_answers',
  'model_requests',
  'model_answers',
  'model_usage',
] as const;

/** What may be lost without harm: service agents, the cache, work, counts of the last hour. */
export const memoryStore = (db: Database): MemoryStore => ({
  ...agents(db),
  ...cache(db),
  ...work(db),

  countRecent: (kind, actorId) =>
    db.transaction(async (sql) => {
      await sql.query('INSERT INTO {s}.recent (kind, actor_id) VALUES ($1, $2)', [kind, actorId]);
      const [row] = await sql.query(
        `SELECT count(*) AS n FROM {s}.recent
         WHERE kind = $1 AND actor_id = $2 AND at > {s}.clock_now() - interval '1 hour'`,
        [kind, actorId],
      );
      return row === undefined ? 0 : integer(row, 'n');
    }),

  // The keys of deliveries stay for ever: they are what refuses a replay.
  forgetOld: async () => {
    await db.query(`DELETE FROM {s}.recent WHERE at < {s}.clock_now() - interval '1 hour'`);
    await db.query(`DELETE FROM {s}.cache WHERE written_at < {s}.clock_now() - interval '30 days'`);
    for (const table of KEPT_A_MONTH) {
      await db.query(`DELETE FROM {s}.${table} WHERE at < {s}.clock_now() - interval '30 days'`);
    }
    await db.query(
      `UPDATE {s}.deliveries SET payload = NULL
       WHERE payload IS NOT NULL AND (finished_at < {s}.clock_now() - interval '7 days'
         OR received_at < {s}.clock_now() - interval '30 days')`,
    );
  },
});
