import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BUCKET } from '../attacks/props.ts';
import { findPostgres } from '../fakes/postgres.ts';
import type { WorkerProcess } from '../fakes/worker-process.ts';
import { openHoldingProxy, type HoldingProxy } from './holding-proxy.ts';
import { BOT, lineToCopy, openWorkerStage, type WorkerStage } from './stage.ts';

const binaries = findPostgres();
if (binaries === undefined) console.info('PostgreSQL is not installed: its tests are left out');

const EXECUTE = 'cloudformation:ExecuteChangeSet';

describe.runIf(binaries !== undefined)('workers that die', () => {
  let stage: WorkerStage;
  let proxy: HoldingProxy;
  let orchestrator: WorkerProcess;

  beforeAll(async () => {
    stage = await openWorkerStage(binaries ?? '', { world: { latencyMs: 120 } });
    proxy = await openHoldingProxy(stage.github.baseUrl);
    orchestrator = await stage.start('orchestrator', { GITHUB_API_URL: proxy.url });
    await stage.start('reader');
  }, 120_000);
  afterAll(async () => {
    await stage?.close();
    await proxy?.close();
  });

  const executed = (): number =>
    stage.world.calls.filter((call) => call.action === EXECUTE && call.decision === 'allowed')
      .length;

  const ask = async (name: string): Promise<number> => {
    const body = BUCKET.body.replaceAll('statements', name);
    const issue = { title: `Bucket for ${name}`, body, labels: ['aws-task'] };
    return (await stage.github.openIssue('requester', issue)).number;
  };

  const headings = async (issue: number, pattern: RegExp): Promise<number> =>
    (await stage.github.listComments(issue)).filter(
      (comment) => comment.login === BOT && pattern.test(comment.body),
    ).length;

  it('A55 a deployer that is killed after its call executes once, and its heir posts the receipt', async () => {
    const dead = await stage.start('deployer');
    const issue = await ask('ledgers');
    await stage.github.comment(
      'maintainer',
      issue,
      lineToCopy(await stage.until(issue, /^## Plan /m)),
    );
    const arrived = (): boolean =>
      stage.doors.deployer.calls.some((call) => call.operation === 'ExecuteChangeSet');
    await expect.poll(arrived, { timeout: 30_000, interval: 10 }).toBe(true);
    // The call is on its way into AWS, and nobody will be there for the answer.
    await dead.end('SIGKILL');
    await stage.start('deployer');
    await stage.until(issue, /^## Done /m);
    expect(executed()).toBe(1);
    expect(await headings(issue, /^## Done /m)).toBe(1);
    const proofs = await stage.query(
      `SELECT seq FROM coworker.journal WHERE body LIKE '%approval proven%'`,
    );
    expect(proofs).toHaveLength(1);
  }, 120_000);

  it('A86 an orchestrator that is killed between plan and post posts that very plan, once', async () => {
    const held = proxy.holdNext('PATCH', /## Plan /);
    const issue = await ask('journals');
    await held;
    const made = 'SELECT digest FROM coworker.plans WHERE number = ';
    const before = await stage.query(`${made}${issue}`);
    expect(before).toHaveLength(1);
    await orchestrator.end('SIGKILL');
    expect(await headings(issue, /^## Plan /m)).toBe(0);
    await stage.start('orchestrator', { GITHUB_API_URL: proxy.url });
    const plan = await stage.until(issue, /^## Plan /m);
    expect(await stage.query(`${made}${issue}`)).toEqual(before);
    expect(await headings(issue, /./)).toBe(1);
    await stage.github.comment('maintainer', issue, lineToCopy(plan));
    await stage.until(issue, /^## Done /m);
    expect(executed()).toBe(2);
  }, 120_000);
});
