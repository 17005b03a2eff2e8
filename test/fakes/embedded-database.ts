import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { prepareStatements } from './prepared-statements.ts';
import { ROOT } from '../source-files.ts';

const { version }: { version: string } = JSON.parse(
  readFileSync(join(ROOT, 'node_modules/@electric-sql/pglite/package.json'), 'utf8'),
);

/** An empty database, once initialised; loading it takes a fifth of the time of making one. */
const PREPARED = join(ROOT, `node_modules/.cache/aws-coworker/pglite-${version}.tar`);

const prepare = async (pglite: PGlite): Promise<void> => {
  const dump = await pglite.dumpDataDir('none');
  mkdirSync(join(PREPARED, '..'), { recursive: true });
  // Written beside and renamed: several test processes may prepare it at the same time.
  const beside = `${PREPARED}.${process.pid}`;
  writeFileSync(beside, new Uint8Array(await dump.arrayBuffer()));
  renameSync(beside, PREPARED);
};

const load = async (): Promise<PGlite> => {
  if (existsSync(PREPARED)) {
    return PGlite.create({ loadDataDir: new Blob([readFileSync(PREPARED)]) });
  }
  const pglite = await PGlite.create();
  await prepare(pglite);
  return pglite;
};

/**
 * Lays an empty database into the folder of an application, for tests of which its making is not
 * the point: on a disk that takes ten seconds.
 */
export const layDatabase = async (dataDir: string): Promise<void> => {
  if (!existsSync(PREPARED)) await (await load()).close();
  const folder = join(dataDir, 'database');
  mkdirSync(folder, { recursive: true });
  // The names in it begin at the root, and tar says that it does not keep that.
  execFileSync('tar', ['-xf', PREPARED, '-C', folder], { stdio: 'ignore' });
};

/** An empty embedded database of its own, in memory, which nothing outlives: no commit waits. */
export const createEmbedded = async (): Promise<PGlite> => {
  const pglite = prepareStatements(await load());
  await pglite.exec('SET synchronous_commit = off');
  return pglite;
};
