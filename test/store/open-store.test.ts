import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { holdDataFolder } from '../../src/store/data-folder.ts';
import { openStore, type OpenStoreOptions } from '../../src/store/open-store.ts';
import { createEmbedded } from '../fakes/embedded-database.ts';
import { openTestStore } from '../fakes/test-store.ts';
import { delivery, planId, planRow } from './store-contract.ts';

const folder = mkdtempSync(join(tmpdir(), 'coworker-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('openStore', () => {
  it.each<readonly [string, OpenStoreOptions, string]>([
    [
      'a worker of its own without a server',
      { role: 'deployer' },
      'separate workers need DATABASE_URL',
    ],
    [
      'a server with a clock of our own',
      { databaseUrl: 'postgres://localhost/x', now: () => new Date(0) },
      'the clock of a database server can not be replaced',
    ],
    ['a schema that needs quoting', { schema: 'a"; DROP' }, 'is no schema name'],
    ['a schema that leaves no room', { schema: 'a'.repeat(49) }, 'is no schema name'],
  ])('%s is refused', async (_name, options, message) => {
    await expect(openStore(options)).rejects.toThrow(message);
  });

  it('says that an embedded database separates no rights', async () => {
    const { notices, close } = await openTestStore();
    expect(notices).toEqual([expect.stringContaining('can not separate the rights')]);
    await close();
  });

  it('reads the clock it is given, also for ages', async () => {
    let now = new Date('2026-01-01T00:00:00Z');
    const { store, close } = await openTestStore({ clock: { now: () => now } });
    await store.insertPlan(planRow('p1'));
    expect((await store.readPlan(planId('p1')))?.createdAt).toBe('2026-01-01T00:00:00.000Z');
    await store.writeCache('k', { n: 1 });
    await store.countRecent('plan', 5);
    now = new Date('2026-01-01T00:30:00Z');
    expect(await store.readCache('k', 1800)).toEqual({ n: 1 });
    expect(await store.readCache('k', 1799)).toBeUndefined();
    expect(await store.countRecent('plan', 5)).toBe(2);
    now = new Date('2026-01-01T01:00:00Z');
    expect(await store.now()).toEqual(now);
    expect(await store.countRecent('plan', 5)).toBe(2);
    await close();
  });

  it('forgets what is only kept for a while, and still refuses the replay', async () => {
    let now = new Date('2026-01-01T00:00:00Z');
    const { store, queue, close } = await openTestStore({ clock: { now: () => now } });
    const keys: string[] = [];
    await queue.work('delivery', async ({ key }) => {
      keys.push(String(key));
      await store.finishDelivery(String(key));
    });
    await store.receiveDelivery(delivery(1));
    await queue.drain();
    await store.writeCache('k', {});
    await store.insertWork('w', {});
    const release = { releaseId: 'r', planId: planId('p1'), approvalIds: [], token: 'ghs_x' };
    await store.insertRelease(release);
    now = new Date('2026-01-01T00:59:00Z');
    await store.wipeOldTokens();
    expect((await store.readRelease('r'))?.token).toBe('ghs_x');
    now = new Date('2026-02-15T00:00:00Z');
    await store.forgetOld();
    await store.wipeOldTokens();
    expect(await store.readDelivery(keys[0] ?? '')).toBeUndefined();
    expect(await store.readCache('k', 1e9)).toBeUndefined();
    expect(await store.readWork('w')).toBeUndefined();
    expect((await store.readRelease('r'))?.token).toBe('');
    expect(await store.receiveDelivery(delivery(1, { guid: 'replayed' }))).toBe(false);
    await close();
  });

  it('keeps a data folder between runs, and its own clock again', async () => {
    const dataDir = join(folder, 'kept');
    const now = () => new Date('2020-01-01T00:00:00Z');
    const before = await openStore({ dataDir, polls: false, now });
    await before.store.insertPlan(planRow('p1'));
    await expect(openStore({ dataDir })).rejects.toThrow(`held by process ${process.pid}`);
    await before.close();
    const after = await openStore({ dataDir, polls: false });
    expect((await after.store.readPlan(planId('p1')))?.createdAt).toBe('2020-01-01T00:00:00.000Z');
    expect((await after.store.now()).getFullYear()).toBeGreaterThan(2024);
    await after.close();
    await after.close();
  });

  it('does not start on a database newer than itself', async () => {
    const pglite = await createEmbedded();
    const opened = await openStore({ pglite, polls: false });
    await opened.close();
    await pglite.exec(`INSERT INTO coworker.migrations (version, name) VALUES (999, 'later')`);
    await expect(openStore({ pglite, polls: false })).rejects.toThrow('version 999, newer than');
    await pglite.close();
  });

  it('is not ready when the database is gone', async () => {
    const pglite = await createEmbedded();
    const opened = await openStore({ pglite, polls: false });
    expect(await opened.isReady()).toBe(true);
    await pglite.close();
    expect(await opened.isReady()).toBe(false);
  });
});

describe('A86 the lock of a data folder', () => {
  const lock = join(folder, 'lock');
  const write = (holder: unknown): void =>
    writeFileSync(lock, typeof holder === 'string' ? holder : JSON.stringify(holder));

  it('is taken and given back', () => {
    const giveBack = holdDataFolder(folder);
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid });
    expect(() => holdDataFolder(folder)).toThrow(`held by process ${process.pid}`);
    giveBack();
    holdDataFolder(folder)();
  });

  it.each([
    ['of a process that is there', { host: hostname(), pid: process.ppid, startedAt: '' }],
    ['of another machine', { host: 'elsewhere', pid: 1, startedAt: '1' }],
    ['that can not be read', '{"host":'],
    ['that is empty', ''],
    ['of another shape', ['x']],
  ])('%s is respected', (_name, holder) => {
    write(holder);
    expect(() => holdDataFolder(folder)).toThrow('the data folder is held by');
    expect(readFileSync(lock, 'utf8')).toBe(
      typeof holder === 'string' ? holder : JSON.stringify(holder),
    );
    rmSync(lock);
  });

  it.each([
    ['of a process that is gone', { host: hostname(), pid: 2 ** 22 + 7, startedAt: '1' }],
    ['of a process whose number is used again', { host: hostname(), pid: 1, startedAt: '-1' }],
  ])('%s is taken over', (_name, holder) => {
    write(holder);
    const giveBack = holdDataFolder(folder);
    expect(JSON.parse(readFileSync(lock, 'utf8'))).toMatchObject({ pid: process.pid });
    giveBack();
  });

  it('that somebody else has taken since is not removed', () => {
    const giveBack = holdDataFolder(folder);
    write({ host: 'elsewhere', pid: 1, startedAt: '1' });
    giveBack();
    expect(readFileSync(lock, 'utf8')).toContain('elsewhere');
    rmSync(lock);
  });
});
