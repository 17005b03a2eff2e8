import type { Journal } from '../execute/ports.ts';
import type { Database } from './database.ts';
import { json } from './rows.ts';

/** The deployer's journal, in the order in which it was written. */
export const journalStore = (db: Database): Journal => ({
  append: async (entry) => {
    await db.query('INSERT INTO {s}.journal (plan_id, body) VALUES ($1, $2)', [
      entry.planId,
      JSON.stringify(entry),
    ]);
  },

  read: async (planId) => {
    const rows = await db.query('SELECT body FROM {s}.journal WHERE plan_id = $1 ORDER BY seq', [
      planId,
    ]);
    return rows.map((row) => json('journal', row, 'body'));
  },
});
