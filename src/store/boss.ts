import type { PGlite } from '@electric-sql/pglite';
import { fromPglite, PgBoss, type ConstructorOptions, type Db, type QueueResult } from 'pg-boss';
import type { Sql } from './database.ts';
import { LINE } from './line.ts';
import { QUEUES, type QueueSpec } from './queues.ts';

export interface BossOptions {
  readonly schema: string;
  readonly pglite?: PGlite;
  readonly databaseUrl?: string;
  /** Fetches by itself, listens, takes over jobs whose worker died. Off where `drain` is used. */
  readonly polls: boolean;
  /** May create and change tables. */
  readonly isOwner: boolean;
  /** Fires schedules; one role of all is enough. */
  readonly firesSchedules: boolean;
  readonly onBreak: (error: Error) => void;
}

/** pg-boss lives beside our tables, in a schema of its own. */
export const queueSchema = (schema: string): string => `${schema}_queue`;

const connection = (options: BossOptions): ConstructorOptions =>
  options.pglite === undefined
    ? { connectionString: options.databaseUrl ?? '', max: 6, application_name: 'aws-coworker' }
    : { db: fromPglite(options.pglite), backend: 'pglite' };

/**
 * Starts pg-boss. The one-second intervals and the ten-second heartbeat give the measured take-over
 * of a killed worker's job after 11 s.
 */
export const startBoss = async (options: BossOptions): Promise<PgBoss> => {
  const boss = new PgBoss({
    ...connection(options),
    schema: queueSchema(options.schema),
    migrate: options.isOwner,
    createSchema: options.isOwner,
    supervise: options.polls,
    schedule: options.polls && options.firesSchedules,
    useListenNotify: options.polls,
    superviseIntervalSeconds: 1,
    monitorIntervalSeconds: 1,
    reindex: false,
    monitorVacuum: false,
  });
  boss.on('error', options.onBreak);
  await boss.start();
  return boss;
};

const queueOptions = (spec: QueueSpec): Partial<QueueResult> => ({
  retryLimit: spec.retries,
  retryDelay: spec.retryDelaySeconds,
  retryBackoff: true,
  retryDelayMax: 300,
  expireInSeconds: spec.expireSeconds,
  heartbeatSeconds: 10,
  notify: true,
});

/** pg-boss's own queue, through which schedules send their jobs into any other. */
export const SCHEDULED = '__pgboss__send-it';

const isAsWanted = (queue: QueueResult, wanted: Partial<QueueResult>): boolean =>
  Object.entries(wanted).every(([key, value]) => queue[key as keyof QueueResult] === value);

const ensureQueue = async (
  boss: PgBoss,
  name: string,
  { existing, wanted }: { existing: QueueResult | undefined; wanted: Partial<QueueResult> },
): Promise<void> => {
  if (existing === undefined) {
    await boss.createQueue(name, { policy: 'key_strict_fifo', ...wanted });
  } else if (isAsWanted(existing, wanted)) {
    // pg-boss read it at its start, and has nothing to forget.
    return;
  } else {
    await boss.updateQueue(name, wanted);
  }
  // pg-boss looks a queue up at its first use, on a connection of its own. Inside a transaction
  // of an embedded database there is no other connection, and it would wait for ever: so, now.
  await boss.getBlockedKeys(name);
};

/** Makes every queue of the table, or brings it up to date. Needs the owner's rights. */
export const ensureQueues = async (boss: PgBoss): Promise<void> => {
  const existing = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  if (!existing.has(SCHEDULED)) await boss.createQueue(SCHEDULED);
  const specs = Object.entries(QUEUES).map(([name, spec]) => [spec.inLine ? LINE : name, spec]);
  for (const [name, spec] of new Map(specs as [string, QueueSpec][])) {
    await ensureQueue(boss, name, { existing: existing.get(name), wanted: queueOptions(spec) });
  }
};

/** Lets pg-boss write inside a transaction of ours. */
export const bossDb = (sql: Sql): Db => ({
  executeSql: async (text, values) => ({ rows: [...(await sql.query(text, values ?? []))] }),
});
