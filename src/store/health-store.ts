import type { HealthIssue } from '../report/health/plan-issues.ts';
import type { Database, Row } from './database.ts';
import { instant, integer, json, text } from './rows.ts';

/** The issue of something ill, as it stands. */
export interface HealthIssueRow extends HealthIssue {
  readonly repositoryId: number;
}

/** The application's memory of the health issues it keeps. */
export interface HealthStore {
  readonly listHealthIssues: (repositoryId: number) => Promise<readonly HealthIssueRow[]>;
  readonly saveHealthIssue: (row: HealthIssueRow) => Promise<void>;
  /** Issues of a repository that were written within the last minute, by whichever node. */
  readonly countHealthWrites: (repositoryId: number) => Promise<number>;
}

const COLUMNS =
  'repository_id, key, account_id, kind, number, is_open, episode, opened_at, body, written_at';

const rowOf = (row: Row): HealthIssueRow => ({
  ...json('healthIssue', row, 'body'),
  repositoryId: integer(row, 'repository_id'),
  key: text(row, 'key'),
  accountId: text(row, 'account_id'),
  kind: text(row, 'kind') === 'group' ? 'group' : 'single',
  number: integer(row, 'number'),
  isOpen: row['is_open'] === true,
  episode: integer(row, 'episode'),
  openedAt: instant(row, 'opened_at'),
});

/** Health issues in the database. */
export const healthStore = (db: Database): HealthStore => ({
  listHealthIssues: async (repositoryId) => {
    const rows = await db.query(
      `SELECT ${COLUMNS} FROM {s}.health_issues WHERE repository_id = $1 ORDER BY key`,
      [repositoryId],
    );
    return rows.map(rowOf);
  },

  saveHealthIssue: async (row) => {
    const { repositoryId, key, accountId, kind, number, isOpen, episode, openedAt } = row;
    const body = JSON.stringify({ members: row.members });
    await db.query(
      `INSERT INTO {s}.health_issues (${COLUMNS})
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, {s}.clock_now())
       ON CONFLICT (repository_id, key) DO UPDATE SET number = excluded.number,
         is_open = excluded.is_open, episode = excluded.episode, opened_at = excluded.opened_at,
         body = excluded.body, written_at = excluded.written_at`,
      [repositoryId, key, accountId, kind, number, isOpen, episode, openedAt, body],
    );
  },

  countHealthWrites: async (repositoryId) => {
    const [row] = await db.query(
      `SELECT count(*) AS n FROM {s}.health_issues
       WHERE repository_id = $1 AND written_at > {s}.clock_now() - interval '1 minute'`,
      [repositoryId],
    );
    return row === undefined ? 0 : integer(row, 'n');
  },
});
