import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ServiceAgent } from '../task/aws-resource.ts';
import { Fault } from '../task/fault.ts';
import type { Database } from './database.ts';
import { openFolder } from './inspect-store.ts';
import { memoryStore } from './memory-store.ts';
import { LATEST_VERSION, readVersion } from './migrate.ts';
import { serverDatabase } from './server-database.ts';

export interface RegistryPlace {
  readonly databaseUrl?: string;
  readonly dataDir: string;
  readonly schema?: string;
}

const openDatabase = async (place: RegistryPlace): Promise<Database | undefined> => {
  const { databaseUrl, dataDir, schema = 'coworker' } = place;
  if (databaseUrl !== undefined) return serverDatabase(databaseUrl, schema, () => undefined);
  return existsSync(join(dataDir, 'database')) ? openFolder(dataDir) : undefined;
};

const listFrom = async (db: Database): Promise<readonly ServiceAgent[]> => {
  const version = await readVersion(db);
  if (version === LATEST_VERSION) return memoryStore(db).listServiceAgents();
  throw new Fault(
    'unavailable',
    `the database is of version ${version}, this program of ${LATEST_VERSION}: start serve first`,
  );
};

/**
 * The service agents in a database, read beside the application: nothing is created or migrated. A
 * folder without a database has none.
 */
export const readRegistry = async (place: RegistryPlace): Promise<readonly ServiceAgent[]> => {
  const db = await openDatabase(place);
  if (db === undefined) return [];
  try {
    return await listFrom(db);
  } finally {
    await db.close();
  }
};
