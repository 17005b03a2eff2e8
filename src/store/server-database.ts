import { Pool, type PoolClient } from 'pg';
import { withSchema, type Database, type Row, type Sql } from './database.ts';

const runner =
  (on: Pool | PoolClient, schema: string): Sql['query'] =>
  async (text, values = []) =>
    (await on.query<Row>(withSchema(text, schema), [...values])).rows;

/** Rolls back, and drops the connection when that fails: a half-open one must not be used again. */
const giveUp = async (client: PoolClient): Promise<void> => {
  try {
    await client.query('ROLLBACK');
    client.release();
  } catch (error) {
    client.release(error instanceof Error ? error : true);
  }
};

const inTransaction = async <T>(
  pool: Pool,
  work: (client: PoolClient) => Promise<T>,
): Promise<T> => {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    await giveUp(client);
    throw error;
  }
};

/**
 * PostgreSQL by its URL. `onBreak` hears of idle connections that broke; the pool replaces them.
 * Statements are given 30 s, so that a hanging server is a break and not silence.
 */
export const serverDatabase = (
  url: string,
  schema: string,
  onBreak: (error: Error) => void,
): Database => {
  const pool = new Pool({
    connectionString: url,
    max: 8,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    application_name: 'aws-coworker',
  });
  pool.on('error', onBreak);
  return {
    kind: 'server',
    schema,
    query: runner(pool, schema),
    transaction: (work) => inTransaction(pool, (client) => work({ query: runner(client, schema) })),
    script: (text) =>
      inTransaction(pool, async (client) => {
        await client.query(withSchema(text, schema));
      }),
    close: () => pool.end(),
  };
};
