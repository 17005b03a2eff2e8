import { Fault } from '../task/fault.ts';
import type { Database, Row } from './database.ts';
import { integer, json } from './rows.ts';
import type { IssueState, Store } from './store.ts';

type IssueStore = Pick<Store, 'readIssue' | 'saveIssue' | 'listOpenIssues'>;

/** Failed and expired ones are not ended: an edit or a command may plan them again. */
const ENDED = ['Completed', 'Cancelled', 'RolledBack'];

const stateOf = (row: Row): IssueState => ({
  ...json('issue', row, 'body'),
  version: integer(row, 'version'),
});

const INSERT = `INSERT INTO {s}.issues (repository_id, number, status, body)
  VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING version`;

const UPDATE = `UPDATE {s}.issues SET status = $3, body = $4, version = version + 1
  WHERE repository_id = $1 AND number = $2 AND version = $5 RETURNING version`;

/** The application's memory of each issue. */
export const issueStore = (db: Database): IssueStore => ({
  readIssue: async ({ repositoryId, number }) => {
    const [row] = await db.query(
      'SELECT body, version FROM {s}.issues WHERE repository_id = $1 AND number = $2',
      [repositoryId, number],
    );
    return row === undefined ? undefined : stateOf(row);
  },

  saveIssue: async ({ version, ...state }) => {
    const { repositoryId, number } = state.ref;
    const values = [repositoryId, number, state.status, JSON.stringify(state)];
    const [row] =
      version === undefined
        ? await db.query(INSERT, values)
        : await db.query(UPDATE, [...values, version]);
    if (row !== undefined) return { ...state, version: integer(row, 'version') };
    throw new Fault('unavailable', `issue ${repositoryId}#${number} was written meanwhile`);
  },

  listOpenIssues: async () => {
    const rows = await db.query(
      `SELECT body, version FROM {s}.issues WHERE status <> ALL($1::text[])
       ORDER BY repository_id, number`,
      [ENDED],
    );
    return rows.map(stateOf);
  },
});
