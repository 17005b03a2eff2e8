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

/** An empty embedded database of its own, in memory, which nothing outlives: no commit waits. */
export const createEmbedded = async (): Promise<PGlite> => {
  const pglite = prepareStatements(await load());
  await pglite.exec('SET synchronous_commit = off');
  return pglite;
};
