import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrchestratorDeps } from '../../../src/app/deps.ts';
import { onModelDue } from '../../../src/app/model/on-model-due.ts';
import type { OpenedStore } from '../../../src/store/open-store.ts';
import type { JsonObject } from '../../../src/task/json.ts';
import { MODEL } from '../../fakes/model-settings.ts';
import { openTestStore } from '../../fakes/test-store.ts';
import { createVirtualClock } from '../../fakes/virtual-clock.ts';

const READABLE = {
  request: { job: 'tell-plan', skills: [], data: [] },
  owner: 'acme',
  repo: 'platform',
} as const;

describe('questions that nobody answers', () => {
  const clock = createVirtualClock();
  let opened: OpenedStore;
  beforeAll(async () => {
    opened = await openTestStore({ clock });
  });
  afterAll(() => opened.close());

  const sent: string[] = [];
  const deps = (): OrchestratorDeps =>
    ({
      store: opened.store,
      queue: {
        send: async (_: string, job: { requestId: string }, { id }: { id: string }) =>
          void sent.push(`${job.requestId} ${id}`),
      },
      config: { model: MODEL },
      clock,
      log: { error: () => undefined },
    }) as unknown as OrchestratorDeps;

  const ask = (requestId: string, body: JsonObject = READABLE) =>
    opened.store.insertModelQuestion({
      requestId,
      ref: { repositoryId: 42, number: 1 },
      installationId: 7,
      body,
    });

  const due = async (): Promise<readonly string[]> => {
    sent.length = 0;
    await onModelDue(deps());
    return sent.map((one) => one.split(' ')[0] ?? '');
  };

  it('are left alone while they may be answered', async () => {
    await ask('fresh');
    expect(await due()).toEqual([]);
  });

  it('are gone on with afterwards, also where one before them can not be read', async () => {
    await ask('unreadable', { request: { job: 'of-another-version' } });
    await clock.sleep(3 * 60_000);
    await ask('young');
    expect(await due()).toEqual(['fresh']);
    expect((await opened.store.readModelQuestion('unreadable'))?.isFollowed).toBe(true);
  });

  it('are tried again under another name, for a job that failed keeps its own', async () => {
    const [before] = sent;
    await clock.sleep(5 * 60_000);
    expect(await due()).toEqual(['fresh', 'young']);
    expect(sent[0]).not.toBe(before);
  });

  it('are left after an hour, so that they hold up no other', async () => {
    for (let n = 0; n < 60; n += 1) await ask(`gone-${n}`);
    await clock.sleep(61 * 60_000);
    await ask('new');
    await clock.sleep(3 * 60_000);
    await due();
    expect(await due()).toEqual(['new']);
  });
});
