import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/open-store.ts';
import { findPostgres } from '../fakes/postgres.ts';
import type { WorkerProcess } from '../fakes/worker-process.ts';
import { openHoldingProxy, type HoldingProxy } from './holding-proxy.ts';
import { openWorkerStage, type WorkerStage } from './stage.ts';

const binaries = findPostgres();
if (binaries === undefined) console.info('PostgreSQL is not installed: its tests are left out');

const REPORTS = `costReport:
  repository: acme/platform
  day: monday
  at: "00:00"
`;

describe.runIf(binaries !== undefined)('the cost report of two nodes', () => {
  let stage: WorkerStage;
  let proxy: HoldingProxy;

  beforeAll(async () => {
    stage = await openWorkerStage(binaries ?? '', {
      world: { bill: { pageSize: 5000 } },
      config: { 'reports.yml': REPORTS },
    });
    proxy = await openHoldingProxy(stage.github.baseUrl);
  }, 120_000);
  afterAll(async () => {
    await stage?.close();
    await proxy?.close();
  });

  const node = (): Promise<WorkerProcess> =>
    stage.start('orchestrator', { GITHUB_API_URL: proxy.url });

  /** What the schedule of each node does every quarter of an hour. */
  const tick = async (): Promise<void> => {
    const owner = await openStore({ databaseUrl: stage.server.urlOf('owner'), polls: false });
    await owner.queue.send('reports', {});
    await owner.queue.send('reports', {});
    await owner.close();
  };

  const posted = async (): Promise<readonly string[]> =>
    (await stage.github.listIssues())
      .filter((issue) => issue.labels.includes('cost-report'))
      .map((issue) => issue.title);

  const known = (): Promise<readonly unknown[]> =>
    stage.query('SELECT number FROM coworker.reports');

  const asked = (): number =>
    stage.world.calls.filter((call) => call.client === 'CostExplorer').length;

  const waiting = { timeout: 60_000, interval: 200 };

  it('is posted once, also when the node that posts it is killed and started again', async () => {
    await stage.start('reader');
    const dead = await node();
    const held = proxy.holdNext('POST', /"title":"Cost report /);
    await tick();
    await held;
    await dead.end('SIGKILL');
    expect(await posted()).toEqual([]);
    await node();
    await node();
    await tick();
    await expect.poll(known, waiting).toHaveLength(1);
    expect(await posted()).toEqual([expect.stringMatching(/^Cost report \d{4}-W\d\d: \$/)]);
    expect(asked()).toBe(5);
  }, 180_000);

  it('is not posted again by nodes that look again', async () => {
    await tick();
    const left = `SELECT id FROM coworker_queue.job WHERE name IN ('reports', 'costs', 'costed')
      AND state < 'completed'`;
    await expect.poll(() => stage.query(left), waiting).toEqual([]);
    expect(await posted()).toHaveLength(1);
    expect(asked()).toBe(5);
  }, 120_000);
});
