import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStore, type OpenedStore } from '../../src/store/open-store.ts';
import type { JobFault } from '../../src/store/job-queue.ts';
import { findPostgres, startPostgres, type TestServer } from '../fakes/postgres.ts';
import { delivery } from '../store/store-contract.ts';

const binaries = findPostgres();
if (binaries === undefined) console.info('PostgreSQL is not installed: its tests are left out');

const ISSUE = { repositoryId: 1, owner: 'acme', repo: 'platform', number: 1, installationId: 7 };

describe.runIf(binaries !== undefined)('a database that goes away and comes back', () => {
  let server: TestServer;
  let opened: OpenedStore;
  const faults: JobFault[] = [];
  const breaks: Error[] = [];

  beforeAll(async () => {
    server = await startPostgres(binaries ?? '', { isDurable: true });
    opened = await openStore({
      databaseUrl: server.urlOf('owner'),
      onFault: (fault) => void faults.push(fault),
      onBreak: (error) => void breaks.push(error),
    });
  }, 120_000);
  afterAll(async () => {
    await opened?.close();
    await server?.stop();
  });

  it('loses no job, runs the one it interrupted again, and keeps the order of its issue', async () => {
    const { store, queue } = opened;
    const ran: string[] = [];
    let begun = (): void => undefined;
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    let goOn = (): void => undefined;
    const isBack = new Promise<void>((resolve) => (goOn = resolve));
    await queue.workOn({
      intake: {
        run: async ({ n }) => {
          ran.push(`intake ${n}`);
          if (ran.length > 1) return;
          begun();
          await isBack;
          // Its connection broke, or the job was taken from it: either way it is run again.
          await store.readIssue(ISSUE);
          throw new Error('the process did not notice');
        },
      },
      outcome: { run: async ({ n }) => void ran.push(`outcome ${n}`) },
    });
    await queue.send('intake', { ...ISSUE, n: 1 });
    await hasBegun;
    await queue.send('outcome', { ...ISSUE, n: 2 });
    await server.crash();
    expect(await opened.isReady()).toBe(false);
    await expect(store.receiveDelivery(delivery(1))).rejects.toThrow('ECONNREFUSED');
    await server.start();
    goOn();
    const both = ['intake 1', 'intake 1', 'outcome 2'];
    await vi.waitFor(() => expect(ran).toEqual(both), { timeout: 60_000, interval: 100 });
    expect(await opened.isReady()).toBe(true);
    expect(await store.receiveDelivery(delivery(1))).toBe(true);
    expect(faults.some(({ isLast }) => isLast)).toBe(false);
    expect(breaks.length).toBeGreaterThan(0);
  }, 120_000);
});
