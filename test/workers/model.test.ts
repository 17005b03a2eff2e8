import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askModel } from '../../src/app/model/ask-model.ts';
import { openStore, type OpenedStore } from '../../src/store/open-store.ts';
import { LESSON, startLoopbackModel } from '../claude/loopback-model.ts';
import { MODEL } from '../fakes/model-settings.ts';
import { findPostgres } from '../fakes/postgres.ts';
import { openWorkerStage, type WorkerStage } from './stage.ts';

const binaries = findPostgres();
if (binaries === undefined) console.info('PostgreSQL is not installed: its tests are left out');

const ANSWER = { kind: 'answered', value: LESSON, model: 'claude-sonnet-5-5' };

describe.runIf(binaries !== undefined)('the model worker as a process of its own', () => {
  let stage: WorkerStage;
  let provider: Awaited<ReturnType<typeof startLoopbackModel>>;
  let orchestrator: OpenedStore;

  beforeAll(async () => {
    stage = await openWorkerStage(binaries ?? '');
    provider = await startLoopbackModel();
    const databaseUrl = stage.server.urlOf('orchestrator_login');
    orchestrator = await openStore({ databaseUrl, role: 'orchestrator', polls: false });
  }, 120_000);
  afterAll(async () => {
    await orchestrator?.close();
    await stage?.close();
    await provider?.stop();
  });

  const environment = () => ({
    ANTHROPIC_API_KEY: 'the-model-key',
    ANTHROPIC_BASE_URL: provider.url,
  });

  it('answers what the orchestrator asks, and notes what it took', async () => {
    const worker = await stage.start('model', environment());
    const ref = { repositoryId: 42, owner: 'acme', repo: 'platform', number: 1 };
    const request = {
      job: 'propose-lesson',
      skills: [],
      data: [{ label: 'evidence', text: 'words' }],
    } as const;
    await askModel({ ...orchestrator, model: MODEL }, { request, ref, installationId: 7, id: 'q' });
    await expect
      .poll(() => orchestrator.store.readModelAnswer('q'), { timeout: 30_000 })
      .toEqual(ANSWER);
    const { issue } = await orchestrator.store.readModelUse({ ref, installationId: 7 });
    expect(issue).toMatchObject({ calls: 1, tokens: 17 });
    expect(provider.arrived).toHaveLength(1);
    expect(worker.output()).not.toContain('the-model-key');
  });

  it('has no right to plans, approvals, releases or what was read of AWS', async () => {
    const databaseUrl = stage.server.urlOf('model_login');
    const own = await openStore({ databaseUrl, role: 'model', polls: false });
    const denied = 'permission denied';
    const ref = { repositoryId: 42, owner: 'acme', repo: 'platform', number: 1 };
    await expect(own.store.listPlans(ref)).rejects.toThrow(denied);
    await expect(own.store.readIssue(ref)).rejects.toThrow(denied);
    await expect(own.store.readRelease('r')).rejects.toThrow(denied);
    await expect(own.store.readWork('w')).rejects.toThrow(denied);
    await expect(own.store.readCache('accounts', 60)).rejects.toThrow(denied);
    await expect(own.store.followModelQuestion('q')).rejects.toThrow(denied);
    await expect(own.queue.send('release', {})).rejects.toThrow('the model queues no jobs');
    await own.close();
  });

  it.each(['PRIVATE_KEY', 'AWS_ACCESS_KEY_ID', 'WEBHOOK_SECRET'])(
    'does not start where it sees %s',
    async (name) => {
      const started = stage.start('model', { ...environment(), [name]: 'foreign' });
      await expect(started).rejects.toThrow(`${name}: must not be set for --role model`);
    },
  );
});
