import type { Database, Sql } from './database.ts';

const REAL = `CREATE OR REPLACE FUNCTION {s}.clock_now() RETURNS timestamptz LANGUAGE sql VOLATILE
  AS 'SELECT clock_timestamp()'`;

const OVERRIDDEN = `
  CREATE TABLE IF NOT EXISTS {s}.clock_override (at timestamptz NOT NULL);
  DELETE FROM {s}.clock_override;
  INSERT INTO {s}.clock_override VALUES (clock_timestamp());
  CREATE OR REPLACE FUNCTION {s}.clock_now() RETURNS timestamptz LANGUAGE sql VOLATILE
    AS 'SELECT at FROM {s}.clock_override'`;

/** Puts the database's own clock back, where an earlier run on the same folder replaced it. */
export const useRealClock = (db: Database): Promise<void> => db.script(REAL);

/**
 * Lets the database read a given clock instead of its own. Only for an embedded database: whoever
 * could do this on a shared one could make an old approval young.
 */
export const overrideClock = async (db: Database, now: () => Date): Promise<Database> => {
  await db.script(OVERRIDDEN);
  let last = '';
  const synchronize = async (): Promise<void> => {
    const at = now().toISOString();
    if (at === last) return;
    last = at;
    await db.query('UPDATE {s}.clock_override SET at = $1', [at]);
  };
  const query: Sql['query'] = async (text, values) => {
    await synchronize();
    return db.query(text, values);
  };
  const transaction: Database['transaction'] = async (work) => {
    await synchronize();
    return db.transaction(work);
  };
  return { ...db, query, transaction };
};
