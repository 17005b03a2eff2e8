import type { DriftIssue } from '../report/drift/plan-issues.ts';
import type { Database, Row } from './database.ts';
import { integer, json, text, type DriftIssueBody } from './rows.ts';

/** The issue about drift, as it stands, with the accounts it speaks of. */
export interface DriftIssueRow extends DriftIssue, DriftIssueBody {
  readonly repositoryId: number;
}

/** The application's memory of the issues that it keeps about drift. */
export interface DriftStore {
  readonly listDriftIssues: (repositoryId: number) => Promise<readonly DriftIssueRow[]>;
  readonly saveDriftIssue: (row: DriftIssueRow) => Promise<void>;
  /** Issues of a repository that were written within the last minute, by whichever node. */
  readonly countDriftWrites: (repositoryId: number) => Promise<number>;
}

const COLUMNS = 'repository_id, key, number, is_open, episode, body, written_at';

const rowOf = (row: Row): DriftIssueRow => ({
  ...json('driftIssue', row, 'body'),
  repositoryId: integer(row, 'repository_id'),
  key: text(row, 'key'),
  number: integer(row, 'number'),
  isOpen: row['is_open'] === true,
  episode: integer(row, 'episode'),
});

/** Issues about drift in the database. */
export const driftStore = (db: Database): DriftStore => ({
  listDriftIssues: async (repositoryId) => {
    const rows = await db.query(
      `SELECT ${COLUMNS} FROM {s}.drift_issues WHERE repository_id = $1 ORDER BY key`,
      [repositoryId],
    );
    return rows.map(rowOf);
  },

  saveDriftIssue: async (row) => {
    const { repositoryId, key, number, isOpen, episode, ...body } = row;
    const told = JSON.stringify(body);
    await db.query(
      `INSERT INTO {s}.drift_issues (${COLUMNS})
       VALUES ($1, $2, $3, $4, $5, $6, {s}.clock_now())
       ON CONFLICT (repository_id, key) DO UPDATE SET number = excluded.number,
         is_open = excluded.is_open, episode = excluded.episode, body = excluded.body,
         written_at = excluded.written_at`,
      [repositoryId, key, number, isOpen, episode, told],
    );
  },

  countDriftWrites: async (repositoryId) => {
    const [row] = await db.query(
      `SELECT count(*) AS n FROM {s}.drift_issues
       WHERE repository_id = $1 AND written_at > {s}.clock_now() - interval '1 minute'`,
      [repositoryId],
    );
    return row === undefined ? 0 : integer(row, 'n');
  },
});
