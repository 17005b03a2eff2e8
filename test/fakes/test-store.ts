import type { PGlite } from '@electric-sql/pglite';
import type { JobQueue } from '../../src/store/job-queue.ts';
import { openStore, type OpenedStore, type OpenStoreOptions } from '../../src/store/open-store.ts';
import { createEmbedded } from './embedded-database.ts';

/** The one embedded database of this test process; started with the first store. */
let shared: Promise<PGlite> | undefined;
const embedded = (): Promise<PGlite> => (shared ??= createEmbedded());

/** Schemas that are set up and empty: making one takes as long as a short test. */
const free: string[] = [];
const users = new Map<string, number>();
let count = 0;

/** What a schema has once it is set up, and every store of it would find again. */
const KEPT = ['migrations', 'clock_override', 'version', 'queue'];

/** Empties a schema and its queue. Triggers that forbid it do not fire for a replica. */
const empty = async (pglite: PGlite, schema: string): Promise<void> => {
  const { rows } = await pglite.query<{ line: string }>(
    `SELECT format('DELETE FROM %I.%I', schemaname, tablename) AS line FROM pg_tables
       WHERE schemaname IN ($1, $2) AND tablename <> ALL($3)
     UNION ALL SELECT format('SELECT setval(%L, 1, false)', format('%I.%I', schemaname, sequencename))
       FROM pg_sequences WHERE schemaname IN ($1, $2)`,
    [schema, `${schema}_queue`, KEPT],
  );
  const lines = rows.map(({ line }) => `${line};`).join('\n');
  await pglite.exec(
    `SET session_replication_role = replica; ${lines} RESET session_replication_role;`,
  );
};

const take = (schema: string): void => void users.set(schema, (users.get(schema) ?? 0) + 1);

/** The last store of a schema leaves it empty for the next test. */
const leave = async (schema: string): Promise<void> => {
  const left = (users.get(schema) ?? 1) - 1;
  users.set(schema, left);
  if (left > 0) return;
  await empty(await embedded(), schema);
  free.push(schema);
};

/** Schedules that a store of this process took. */
const scheduled = new Set<string>();

/** Nothing fires them here: each is read and kept once, and not for every store. */
const schedulesOnce = (queue: JobQueue): JobQueue => ({
  ...queue,
  schedule: async (name, cron) => {
    if (scheduled.has(`${name} ${cron}`)) return;
    await queue.schedule(name, cron);
    scheduled.add(`${name} ${cron}`);
  },
});

export interface TestStoreOptions extends Pick<
  OpenStoreOptions,
  'onFault' | 'onRun' | 'polls' | 'role'
> {
  /** The clock that the database reads too. Without it, the real one. */
  readonly clock?: { readonly now: () => Date };
  /** The schema of another test store, for a second process on the same state. */
  readonly schema?: string;
}

/** A schema that no other test store of this process has. */
export const nextSchema = (): string => {
  const emptied = free.pop();
  if (emptied !== undefined) return emptied;
  count += 1;
  return `story_${count}`;
};

/**
 * A store and queue of their own: an empty schema in the embedded database of this test process.
 * Nothing runs until `queue.drain()`.
 */
export const openTestStore = async (options: TestStoreOptions = {}): Promise<OpenedStore> => {
  const { clock, schema = nextSchema(), ...rest } = options;
  take(schema);
  const opened = await openStore({
    polls: false,
    schema,
    ...rest,
    pglite: await embedded(),
    ...(clock === undefined ? {} : { now: clock.now }),
  });
  let closing: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    await opened.close();
    await leave(schema);
  };
  const close = (): Promise<void> => (closing ??= end());
  const queue = rest.polls === true ? opened.queue : schedulesOnce(opened.queue);
  return { ...opened, queue, close };
};
