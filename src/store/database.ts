/** One row as a driver gives it. Read with the functions of `rows.ts`. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Runs one statement with `$1` parameters. `{s}` in the text stands for the schema, quoted.
 * Everything else comes in as a parameter, never by text.
 */
export interface Sql {
  readonly query: (text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;
}

/** A database with one schema of ours in it. The same SQL runs on both kinds. */
export interface Database extends Sql {
  readonly kind: 'embedded' | 'server';
  readonly schema: string;
  /** Commits when `work` resolves, rolls back when it throws. Transactions do not nest. */
  readonly transaction: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;
  /** Several statements without parameters, in one transaction. For migrations. */
  readonly script: (text: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Schema names that need no quoting, and leave room for the suffix of the queue's schema. */
export const isSchemaName = (name: string): boolean => /^[a-z][a-z0-9_]{0,47}$/.test(name);

/** Puts the schema's name where `{s}` stands. */
export const withSchema = (text: string, schema: string): string =>
  text.replaceAll('{s}', `"${schema}"`);

/** Thrown inside a transaction to undo it without calling that a break. */
export class Undo extends Error {}

/** Runs a transaction whose `Undo` means false. */
export const attempt = async (
  db: Database,
  work: (sql: Sql) => Promise<void>,
): Promise<boolean> => {
  try {
    await db.transaction(work);
    return true;
  } catch (error) {
    if (error instanceof Undo) return false;
    throw error;
  }
};
