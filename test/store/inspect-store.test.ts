import { mkdtempSync, existsSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspectStore } from '../../src/store/inspect-store.ts';
import { openStore } from '../../src/store/open-store.ts';
import { rolesSql } from '../../src/store/rights.ts';
import { layDatabase } from '../fakes/embedded-database.ts';
import { findPostgres, startPostgres, type TestServer } from '../fakes/postgres.ts';

const folder = mkdtempSync(join(tmpdir(), 'coworker-inspect-'));
const binaries = findPostgres();
let server: TestServer;

beforeAll(async () => {
  if (binaries !== undefined) server = await startPostgres(binaries);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  if (binaries !== undefined) await server.stop();
});

describe('an embedded database', () => {
  const dataDir = join(folder, 'data');

  it('is not made by looking at it, and is read once it is there', async () => {
    const before = await inspectStore({ dataDir, role: 'all' });
    expect(before).toMatchObject({ kind: 'embedded', version: 0, isOwner: true });
    expect(existsSync(dataDir)).toBe(false);
    await layDatabase(dataDir);
    await (await openStore({ dataDir, polls: false })).close();
    const after = await inspectStore({ dataDir, role: 'all' });
    expect(after.version).toBe(after.latest);
    expect(after.notices).toHaveLength(1);
    expect(existsSync(join(dataDir, 'lock'))).toBe(false);
  });
});

describe.runIf(binaries !== undefined)('PostgreSQL', () => {
  const sql = async (text: string): Promise<void> => {
    const client = new Client({ connectionString: server.urlOf('owner') });
    await client.connect();
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  };
  const look = (role: 'all' | 'reader', user: string) =>
    inspectStore({ dataDir: folder, role, databaseUrl: server.urlOf(user) });

  it('is looked at as the worker that would use it', async () => {
    const empty = await look('all', 'owner');
    expect(empty).toMatchObject({ kind: 'server', version: 0, isOwner: true, notices: [] });
    await sql(`${rolesSql()}
      CREATE ROLE reading LOGIN IN ROLE coworker_reader; CREATE ROLE nobody LOGIN;`);
    const opened = await openStore({ databaseUrl: server.urlOf('owner'), polls: false });
    await opened.close();
    const own = await look('reader', 'reading');
    expect(own).toMatchObject({ notices: [], missingRights: [], isOwner: false });
    expect(own.version).toBe(own.latest);
    expect((await look('reader', 'owner')).notices).toHaveLength(1);
  });

  it('says what a login may not, and why one is not let in', async () => {
    expect((await look('reader', 'nobody')).problem).toBe('it can not be read: 42501');
    expect((await look('reader', 'stranger')).problem).toBe('it can not be read: 28000');
    await sql('REVOKE INSERT ON coworker.work_answers FROM coworker_reader');
    expect((await look('reader', 'reading')).missingRights).toEqual(['INSERT on work_answers']);
  });
});
