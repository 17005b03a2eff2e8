import type { Database } from './database.ts';
import { integer, text } from './rows.ts';

/** The issue of a report that was posted. Insert-only: one report of one span has one issue. */
export interface ReportRow {
  /** Kind, span and scope, such as `cost 2026-W47 all`. */
  readonly key: string;
  /** What the reports of one series have in common, such as `cost all`. */
  readonly series: string;
  readonly repositoryId: number;
  readonly number: number;
}

/** The application's memory of the reports it posted. */
export interface ReportStore {
  readonly readReport: (key: string) => Promise<ReportRow | undefined>;
  /** The first one stays. */
  readonly insertReport: (row: ReportRow) => Promise<void>;
  /** The last report of a series that was posted before this one. */
  readonly readReportBefore: (
    row: Pick<ReportRow, 'key' | 'series'>,
  ) => Promise<ReportRow | undefined>;
}

const COLUMNS = 'key, series, repository_id, number';

const rowOf = (row: Readonly<Record<string, unknown>>): ReportRow => ({
  key: text(row, 'key'),
  series: text(row, 'series'),
  repositoryId: integer(row, 'repository_id'),
  number: integer(row, 'number'),
});

/** Reports in the database. */
export const reportStore = (db: Database): ReportStore => ({
  readReport: async (key) => {
    const [row] = await db.query(`SELECT ${COLUMNS} FROM {s}.reports WHERE key = $1`, [key]);
    return row === undefined ? undefined : rowOf(row);
  },

  insertReport: async ({ key, series, repositoryId, number }) => {
    await db.query(
      `INSERT INTO {s}.reports (${COLUMNS}) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
      [key, series, repositoryId, number],
    );
  },

  readReportBefore: async ({ key, series }) => {
    const [row] = await db.query(
      `SELECT ${COLUMNS} FROM {s}.reports WHERE series = $1 AND key < $2
       ORDER BY key DESC LIMIT 1`,
      [series, key],
    );
    return row === undefined ? undefined : rowOf(row);
  },
});
