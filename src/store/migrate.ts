import { Fault } from '../task/fault.ts';
import type { Database, Sql } from './database.ts';
import { MIGRATIONS } from './migrations.ts';
import { integer } from './rows.ts';

/** The version this program works with. */
export const LATEST_VERSION = MIGRATIONS.at(-1)?.version ?? 0;

const exists = async (db: Sql, schema: string): Promise<boolean> =>
  (await db.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema])).length > 0;

/** The last migration that ran here; 0 in an empty or missing schema. */
export const readVersion = async (db: Database): Promise<number> => {
  if (!(await exists(db, db.schema))) return 0;
  const [table] = await db.query('SELECT to_regclass($1) IS NOT NULL AS found', [
    `"${db.schema}".migrations`,
  ]);
  if (table?.['found'] !== true) return 0;
  const [row] = await db.query('SELECT coalesce(max(version), 0) AS v FROM {s}.migrations');
  return row === undefined ? 0 : integer(row, 'v');
};

/** True when the connection's user may change tables of the schema, or may make the schema. */
export const isOwner = async (db: Database): Promise<boolean> => {
  const [row] = await db.query(
    `SELECT coalesce(
       (SELECT pg_has_role(current_user, nspowner, 'USAGE') FROM pg_namespace WHERE nspname = $1),
       has_database_privilege(current_database(), 'CREATE')) AS owner`,
    [db.schema],
  );
  return row?.['owner'] === true;
};

const applyMissing = async (db: Database): Promise<void> => {
  // One migrator at a time, of all nodes; the others wait here and then find nothing to do.
  const lock = `SELECT pg_advisory_xact_lock(hashtext('aws-coworker ${db.schema}'));`;
  const before = await readVersion(db);
  const missing = MIGRATIONS.filter(({ version }) => version > before);
  if (missing.length === 0) return;
  const guarded = missing.map(
    ({ version, name, sql }) => `
      DO $migration$ BEGIN
        IF NOT EXISTS (SELECT 1 FROM {s}.migrations WHERE version = ${version}) THEN
          EXECUTE $sql$ ${sql} $sql$;
          INSERT INTO {s}.migrations (version, name) VALUES (${version}, '${name}');
        END IF;
      END $migration$;`,
  );
  await db.script(`${lock}
    CREATE SCHEMA IF NOT EXISTS {s};
    CREATE TABLE IF NOT EXISTS {s}.migrations (
      version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz DEFAULT now());
    ${guarded.join('\n')}`);
};

/**
 * Brings the schema up to date, once, whoever else starts at the same time. Doing it again changes
 * nothing. A database newer than this program, or an old one that may not be changed, is a break:
 * the process must not start on it.
 */
export const migrate = async (db: Database): Promise<void> => {
  const version = await readVersion(db);
  if (version > LATEST_VERSION) {
    throw new Fault(
      'broken-promise',
      `the database is at version ${version}, newer than ${LATEST_VERSION}`,
    );
  }
  if (version === LATEST_VERSION) return;
  if (!(await isOwner(db))) {
    const how = 'start once with the URL of the owner of the schema, which may create tables';
    throw new Fault(
      'broken-promise',
      `the database is at version ${version} of ${LATEST_VERSION}: ${how}`,
    );
  }
  await applyMissing(db);
};

/** True when every migration of this program has run. */
export const isMigrated = async (db: Database): Promise<boolean> =>
  (await readVersion(db)) === LATEST_VERSION;
