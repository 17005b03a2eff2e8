import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Fault } from '../task/fault.ts';
import { approvalStore } from './approval-store.ts';
import { claimStore } from './claim-store.ts';
import { itemStore } from './item-store.ts';
import { ensureQueues, startBoss } from './boss.ts';
import { overrideClock, useRealClock } from './clock-override.ts';
import { holdDataFolder } from './data-folder.ts';
import { isSchemaName, type Database } from './database.ts';
import { deliveryStore } from './delivery-store.ts';
import { embeddedDatabase } from './embedded-database.ts';
import { endingStore } from './ending-store.ts';
import { grantRights, rightsNotices } from './grant-rights.ts';
import { issueStore } from './issue-store.ts';
import { BossQueue, type JobFault, type JobQueue } from './job-queue.ts';
import { journalStore } from './journal-store.ts';
import { listLedger, listNewestLedger, record } from './ledger.ts';
import { memoryStore } from './memory-store.ts';
import { isMigrated, isOwner, migrate } from './migrate.ts';
import { moveIntoLine } from './move-into-line.ts';
import { modelStore } from './model-store.ts';
import { planStore } from './plan-store.ts';
import { readQueueDepth, readWaiting, type QueueDepth } from './queue-depth.ts';
import type { QueueName, WorkerRole } from './queues.ts';
import { driftStore } from './drift-store.ts';
import { healStore } from './heal-store.ts';
import { healthStore } from './health-store.ts';
import { reportStore } from './report-store.ts';
import { receiptStore } from './receipt-store.ts';
import { replyStore } from './reply-store.ts';
import { serverDatabase } from './server-database.ts';
import type { OperatedStore } from './store.ts';

export interface OpenStoreOptions {
  /** A PostgreSQL server. Without it the database is embedded in this process. */
  readonly databaseUrl?: string;
  /** Where an embedded database is kept; without it, it lives in memory. */
  readonly dataDir?: string;
  /** An embedded database that others share; it is left open. */
  readonly pglite?: PGlite;
  readonly schema?: string;
  readonly role?: WorkerRole | 'all';
  /** Replaces the database's clock; embedded databases only. */
  readonly now?: () => Date;
  /** False: nothing runs until `queue.drain()`. */
  readonly polls?: boolean;
  readonly onFault?: (fault: JobFault) => void;
  readonly onRun?: (queue: QueueName, seconds: number) => void;
  /** Told of connections that broke and are made again. */
  readonly onBreak?: (error: Error) => void;
}

/** The open state of the application. */
export interface OpenedStore {
  readonly store: OperatedStore;
  readonly queue: JobQueue;
  /** What start-up must say to people. */
  readonly notices: readonly string[];
  /** Reachable and migrated. Never throws. */
  readonly isReady: () => Promise<boolean>;
  readonly readDepth: () => Promise<readonly QueueDepth[]>;
  /** Lets running jobs end, then closes everything. Doing it twice is one. */
  readonly close: () => Promise<void>;
}

interface Opened {
  readonly db: Database;
  readonly pglite?: PGlite;
}

const openEmbedded = async (options: OpenStoreOptions, schema: string): Promise<Opened> => {
  if (options.pglite !== undefined) {
    const { pglite } = options;
    return { pglite, db: embeddedDatabase({ pglite, schema, onClose: async () => undefined }) };
  }
  const { dataDir } = options;
  const giveBack = dataDir === undefined ? () => undefined : holdDataFolder(dataDir);
  const where = dataDir === undefined ? 'memory://' : join(dataDir, 'database');
  const pglite = await PGlite.create(where).catch((error: unknown) => {
    giveBack();
    throw error;
  });
  const onClose = async (): Promise<void> => {
    await pglite.close();
    giveBack();
  };
  return { pglite, db: embeddedDatabase({ pglite, schema, onClose }) };
};

const checkOptions = ({ databaseUrl, role = 'all', now }: OpenStoreOptions, schema: string) => {
  if (!isSchemaName(schema)) throw new Fault('broken-promise', `${schema} is no schema name`);
  if (databaseUrl === undefined && role !== 'all') {
    throw new Fault('broken-promise', 'separate workers need DATABASE_URL');
  }
  if (databaseUrl !== undefined && now !== undefined) {
    throw new Fault('broken-promise', 'the clock of a database server can not be replaced');
  }
};

const withClock = async (db: Database, now: OpenStoreOptions['now']): Promise<Database> => {
  if (now !== undefined) return overrideClock(db, now);
  if (db.kind === 'embedded') await useRealClock(db);
  return db;
};

const storeOn = (db: Database, queue: JobQueue, close: () => Promise<void>): OperatedStore => ({
  now: async () => {
    const [row] = await db.query('SELECT {s}.clock_now() AS now');
    return new Date(String(row?.['now']));
  },
  ...deliveryStore(db, queue),
  ...issueStore(db),
  ...planStore(db),
  ...approvalStore(db),
  ...itemStore(db),
  ...claimStore(db),
  ...modelStore(db),
  ...journalStore(db),
  ...endingStore(db),
  ...replyStore(db),
  ...memoryStore(db),
  ...reportStore(db),
  ...healthStore(db),
  ...healStore(db),
  ...driftStore(db),
  ...receiptStore(db),
  record: (entry) => record(db, entry),
  listLedger: (afterSeq) => listLedger(db, afterSeq),
  listNewestLedger: (limit) => listNewestLedger(db, limit),
  close,
});

const openQueue = async (opened: Opened, options: OpenStoreOptions): Promise<BossQueue> => {
  const { db, pglite } = opened;
  const { role = 'all', polls = true, databaseUrl, onFault, onRun, onBreak } = options;
  const owner = await isOwner(db);
  const boss = await startBoss({
    schema: db.schema,
    polls,
    isOwner: owner,
    firesSchedules: role === 'all' || role === 'orchestrator',
    onBreak: onBreak ?? (() => undefined),
    ...(pglite === undefined ? {} : { pglite }),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  });
  if (owner) {
    await ensureQueues(boss);
    await moveIntoLine(db, boss);
    await grantRights(db);
  }
  return new BossQueue({
    boss,
    role,
    polls,
    readWaiting: () => readWaiting(db),
    onFault: onFault ?? (() => undefined),
    ...(onRun === undefined ? {} : { onRun }),
  });
};

/**
 * Opens state and queue, migrated and ready. Throws a `Fault` that says what to do when the
 * database can not be used; it does not start on half of one.
 */
export const openStore = async (options: OpenStoreOptions = {}): Promise<OpenedStore> => {
  const schema = options.schema ?? 'coworker';
  checkOptions(options, schema);
  const { databaseUrl, role = 'all', onBreak = () => undefined } = options;
  const opened: Opened =
    databaseUrl === undefined
      ? await openEmbedded(options, schema)
      : { db: serverDatabase(databaseUrl, schema, onBreak) };
  try {
    await migrate(opened.db);
    const db = await withClock(opened.db, options.now);
    const queue = await openQueue({ ...opened, db }, options);
    let closing: Promise<void> | undefined;
    const close = (): Promise<void> => (closing ??= queue.stop().then(() => db.close()));
    return {
      store: storeOn(db, queue, close),
      queue,
      notices: await rightsNotices(db, role),
      isReady: () => isMigrated(db).catch(() => false),
      readDepth: () => readQueueDepth(db),
      close,
    };
  } catch (error) {
    await opened.db.close();
    throw error;
  }
};
