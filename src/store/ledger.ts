import { createHash } from 'node:crypto';
import { canonicalJson, type JsonObject } from '../task/json.ts';
import type { Database, Row } from './database.ts';
import { integer, text } from './rows.ts';
import type { LedgerEntry } from './store.ts';

/** One entry as it stands in the ledger; `detail` is canonical JSON, as it was hashed. */
export interface LedgerRow {
  readonly seq: number;
  /** ISO 8601, database clock. */
  readonly at: string;
  readonly kind: string;
  readonly subject: string;
  readonly detail: string;
  readonly previousHash: string;
  readonly hash: string;
}

export type Verified =
  | { readonly ok: true; readonly entries: number; readonly head: string }
  | { readonly ok: false; readonly seq: number; readonly because: string };

/** What the first entry names as the one before it. */
export const GENESIS = '0'.repeat(64);

/** The hash of an entry covers everything of it and the hash of the entry before. */
export const hashEntry = (row: Omit<LedgerRow, 'hash'>): string =>
  createHash('sha256')
    .update(canonicalJson([row.seq, row.at, row.kind, row.subject, row.detail, row.previousHash]))
    .digest('hex');

const wrongWith = (row: LedgerRow, before: LedgerRow | undefined): string | undefined => {
  if (row.seq !== (before?.seq ?? 0) + 1) return 'an entry is missing or out of order';
  if (row.previousHash !== (before?.hash ?? GENESIS)) return 'it does not follow the one before it';
  return row.hash === hashEntry(row) ? undefined : 'its content is not what was hashed';
};

/**
 * Checks a whole ledger, from its first entry, without a database. `head` is what to compare with a
 * copy kept elsewhere: entries cut off at the end can not be seen from inside.
 */
export const verifyLedger = (rows: readonly LedgerRow[]): Verified => {
  let before: LedgerRow | undefined;
  for (const row of rows) {
    const because = wrongWith(row, before);
    if (because !== undefined) return { ok: false, seq: row.seq, because };
    before = row;
  }
  return { ok: true, entries: rows.length, head: before?.hash ?? GENESIS };
};

const ledgerRow = (row: Row): LedgerRow => ({
  seq: integer(row, 'seq'),
  at: text(row, 'at'),
  kind: text(row, 'kind'),
  subject: text(row, 'subject'),
  detail: text(row, 'detail'),
  previousHash: text(row, 'previous_hash'),
  hash: text(row, 'hash'),
});

/** NUL has no place in a text column; it is written so that two entries never look the same. */
const storable = (value: string): string => value.replaceAll('\u0000', '\\u0000').toWellFormed();

/**
 * Appends one entry, once: a job that is run again records what it recorded before. Appenders wait
 * for each other, so that the chain never forks.
 */
export const record = (db: Database, entry: LedgerEntry): Promise<void> =>
  db.transaction(async (sql) => {
    await sql.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`ledger ${db.schema}`]);
    const kind = storable(entry.kind);
    const subject = storable(entry.subject);
    const detail = canonicalJson(entry.detail satisfies JsonObject);
    const same = await sql.query(
      'SELECT 1 FROM {s}.ledger WHERE subject = $1 AND kind = $2 AND detail = $3 LIMIT 1',
      [subject, kind, detail],
    );
    if (same.length > 0) return;
    const [last] = await sql.query(`SELECT seq, hash FROM {s}.ledger ORDER BY seq DESC LIMIT 1`);
    const [clock] = await sql.query(
      `SELECT to_char({s}.clock_now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at`,
    );
    const row = {
      seq: last === undefined ? 1 : integer(last, 'seq') + 1,
      at: clock === undefined ? '' : text(clock, 'at'),
      kind,
      subject,
      detail,
      previousHash: last === undefined ? GENESIS : text(last, 'hash'),
    };
    await sql.query(
      `INSERT INTO {s}.ledger (seq, at, kind, subject, detail, previous_hash, hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [row.seq, row.at, row.kind, row.subject, row.detail, row.previousHash, hashEntry(row)],
    );
  });

/** A page of the ledger, oldest first; at most 1,000 entries after `afterSeq`. */
export const listLedger = async (db: Database, afterSeq: number): Promise<readonly LedgerRow[]> => {
  const rows = await db.query('SELECT * FROM {s}.ledger WHERE seq > $1 ORDER BY seq LIMIT 1000', [
    afterSeq,
  ]);
  return rows.map(ledgerRow);
};

/** The newest entries of the ledger, newest first; at most 100. */
export const listNewestLedger = async (
  db: Database,
  limit: number,
): Promise<readonly LedgerRow[]> => {
  const rows = await db.query('SELECT * FROM {s}.ledger ORDER BY seq DESC LIMIT $1', [
    Math.min(limit, 100),
  ]);
  return rows.map(ledgerRow);
};
