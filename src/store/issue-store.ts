import type { Database } from './database.ts';
import { json } from './rows.ts';
import type { Store } from './store.ts';

type IssueStore = Pick<Store, 'readIssue' | 'saveIssue' | 'listOpenIssues'>;

/** Failed and expired ones are not ended: an edit or a command may plan them again. */
const ENDED = ['Completed', 'Cancelled', 'RolledBack'];

/** The application's memory of each issue. */
export const issueStore = (db: Database): IssueStore => ({
  readIssue: async ({ repositoryId, number }) => {
    const [row] = await db.query(
      'SELECT body FROM {s}.issues WHERE repository_id = $1 AND number = $2',
      [repositoryId, number],
    );
    return row === undefined ? undefined : json('issue', row, 'body');
  },

  saveIssue: async (state) => {
    await db.query(
      `INSERT INTO {s}.issues (repository_id, number, status, body) VALUES ($1, $2, $3, $4)
       ON CONFLICT (repository_id, number)
       DO UPDATE SET status = excluded.status, body = excluded.body`,
      [state.ref.repositoryId, state.ref.number, state.status, JSON.stringify(state)],
    );
  },

  listOpenIssues: async () => {
    const rows = await db.query(
      `SELECT body FROM {s}.issues WHERE status <> ALL($1::text[])
       ORDER BY repository_id, number`,
      [ENDED],
    );
    return rows.map((row) => json('issue', row, 'body'));
  },
});
