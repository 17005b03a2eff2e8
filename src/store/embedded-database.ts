import type { PGlite, Transaction } from '@electric-sql/pglite';
import { withSchema, type Database, type Row, type Sql } from './database.ts';

/** What of PGlite is used; an instance shared by several schemas is closed by whoever made it. */
export interface EmbeddedOptions {
  readonly pglite: PGlite;
  readonly schema: string;
  /** Runs after the last statement; closes the instance where this database owns it. */
  readonly onClose: () => Promise<void>;
}

const runner =
  (on: Pick<PGlite | Transaction, 'query'>, schema: string): Sql['query'] =>
  async (text, values = []) =>
    (await on.query<Row>(withSchema(text, schema), [...values])).rows;

/** PostgreSQL in this process. One session, so statements run one after the other. */
export const embeddedDatabase = ({ pglite, schema, onClose }: EmbeddedOptions): Database => ({
  kind: 'embedded',
  schema,
  query: runner(pglite, schema),
  transaction: (work) => pglite.transaction((on) => work({ query: runner(on, schema) })),
  script: async (text) => {
    await pglite.transaction((on) => on.exec(withSchema(text, schema)));
  },
  close: onClose,
});
