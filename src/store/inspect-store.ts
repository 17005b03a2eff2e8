import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { Fault } from '../task/fault.ts';
import { holdDataFolder } from './data-folder.ts';
import type { Database } from './database.ts';
import { embeddedDatabase } from './embedded-database.ts';
import { EMBEDDED_NOTICE, rightsNotices } from './grant-rights.ts';
import { isOwner, LATEST_VERSION, readVersion } from './migrate.ts';
import { RIGHTS } from './rights.ts';
import { serverDatabase } from './server-database.ts';
import type { WorkerRole } from './queues.ts';

export interface InspectOptions {
  readonly databaseUrl?: string;
  readonly dataDir: string;
  readonly role: WorkerRole | 'all';
  readonly schema?: string;
}

/** What is there, by looking: nothing is created, migrated or granted. */
export interface StoreRead {
  readonly kind: 'embedded' | 'server';
  /** Why it can not be used; never holds a password. */
  readonly problem?: string;
  readonly version: number;
  readonly latest: number;
  readonly isOwner: boolean;
  readonly notices: readonly string[];
  readonly missingRights: readonly string[];
}

/** `UPDATE (token)` is a right on a column, for which the server has another question. */
const question = (right: string): string => {
  const column = /^(\w+) \((\w+)\)$/.exec(right);
  return column === null
    ? `has_table_privilege(current_user, $1, '${right}')`
    : `has_column_privilege(current_user, $1, '${column[2]}', '${column[1]}')`;
};

const listMissingRights = async (
  db: Database,
  role: WorkerRole | 'all',
): Promise<readonly string[]> => {
  if (db.kind === 'embedded' || role === 'all') return [];
  const missing: string[] = [];
  for (const [table, rights] of Object.entries(RIGHTS[role])) {
    for (const right of rights) {
      const asked = `SELECT ${question(right)} AS may`;
      const [row] = await db.query(asked, [`"${db.schema}".${table}`]);
      if (row?.['may'] !== true) missing.push(`${right} on ${table}`);
    }
  }
  return missing;
};

const read = async (db: Database, role: WorkerRole | 'all'): Promise<StoreRead> => {
  const version = await readVersion(db);
  const isReady = version === LATEST_VERSION;
  return {
    kind: db.kind,
    version,
    latest: LATEST_VERSION,
    isOwner: await isOwner(db),
    notices: db.kind === 'embedded' || isReady ? await rightsNotices(db, role) : [],
    missingRights: isReady ? await listMissingRights(db, role) : [],
  };
};

/** The driver's code, such as ECONNREFUSED or 28P01; its text may hold what was in the URL. */
const reasonOf = (error: unknown): string => {
  if (error instanceof Fault) return error.message;
  if (!(error instanceof Error)) return 'no reason was given';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
};

const readOrSay = async (db: Database, role: WorkerRole | 'all'): Promise<StoreRead> => {
  try {
    return await read(db, role);
  } catch (error) {
    return unusable(db.kind, `it can not be read: ${reasonOf(error)}`);
  } finally {
    await db.close();
  }
};

const unusable = (kind: StoreRead['kind'], problem: string): StoreRead => ({
  kind,
  problem,
  version: 0,
  latest: LATEST_VERSION,
  isOwner: false,
  notices: [],
  missingRights: [],
});

/** Opens the embedded database of a folder that has one. Throws when another process holds it. */
export const openFolder = async (folder: string): Promise<Database> => {
  const giveBack = holdDataFolder(folder);
  const pglite = await PGlite.create(join(folder, 'database')).catch((error: unknown) => {
    giveBack();
    throw error;
  });
  const onClose = async (): Promise<void> => {
    await pglite.close();
    giveBack();
  };
  return embeddedDatabase({ pglite, schema: 'coworker', onClose });
};

const inspectFolder = async ({ dataDir, role }: InspectOptions): Promise<StoreRead> => {
  const { problem: _, ...nothing } = unusable('embedded', '');
  if (!existsSync(join(dataDir, 'database'))) {
    return { ...nothing, isOwner: true, notices: [EMBEDDED_NOTICE] };
  }
  try {
    return await readOrSay(await openFolder(dataDir), role);
  } catch (error) {
    return unusable('embedded', reasonOf(error));
  }
};

/** For `doctor`: looks at the database that this process would use, and leaves it as it is. */
export const inspectStore = async (options: InspectOptions): Promise<StoreRead> => {
  const { databaseUrl, role, schema = 'coworker' } = options;
  if (databaseUrl === undefined) return inspectFolder(options);
  try {
    return await readOrSay(
      serverDatabase(databaseUrl, schema, () => undefined),
      role,
    );
  } catch (error) {
    return unusable('server', `DATABASE_URL: ${reasonOf(error)}`);
  }
};
