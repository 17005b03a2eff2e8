import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepDeliveries, type LoggedDelivery, type SweepPorts } from '../../src/app/sweep.ts';
import { createWebhookMiddleware } from '../../src/app/webhook.ts';
import { startHttpServer } from '../../src/app/http-server.ts';
import type { OpenedStore } from '../../src/store/open-store.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { openTestStore } from '../fakes/test-store.ts';
import { post, SECRET } from './post.ts';

const NOW = new Date('2026-03-10T12:00:00Z');
const OWNER = 77;

/** In the shape of GitHub's answer to `GET /app/hook/deliveries`, read by `src/github/`. */
const logged = (part: Partial<LoggedDelivery> & { readonly id: string }): LoggedDelivery => ({
  guid: `guid-${part.id}`,
  event: 'issues',
  action: 'opened',
  deliveredAt: '2026-03-10T11:00:00Z',
  statusCode: 502,
  ...part,
});

const payload = (id: string, owner = OWNER): JsonObject => ({
  action: 'opened',
  issue: { number: 1, node_id: `I_${id}`, updated_at: '2026-03-10T10:59:59Z' },
  repository: { id: 1, owner: { id: owner } },
});

let opened: OpenedStore;
const open: OpenedStore[] = [];
beforeAll(async () => {
  opened = await openTestStore({ clock: { now: () => NOW } });
  open.push(opened);
});
afterAll(() => Promise.all(open.map(({ close }) => close())));

const fresh = async (): Promise<OpenedStore> => {
  const one = await openTestStore({ clock: { now: () => NOW } });
  open.push(one);
  return one;
};

interface World {
  readonly ports: SweepPorts;
  readonly reads: string[];
  readonly reconciled: () => number;
}

const world = (
  log: readonly LoggedDelivery[] | undefined,
  part: Partial<SweepPorts> = {},
): World => {
  const reads: string[] = [];
  let reconciled = 0;
  return {
    reads,
    reconciled: () => reconciled,
    ports: {
      listAppDeliveries: async () => log,
      readAppDelivery: async (id) => {
        reads.push(id);
        return payload(id);
      },
      store: opened.store,
      ownerIds: [OWNER],
      reconcile: async () => {
        reconciled += 1;
      },
      ...part,
    },
  };
};

describe('A73 sweep of missed deliveries', () => {
  it('with nothing missed, nothing is read', async () => {
    const { store } = await fresh();
    const log = [logged({ id: '1' })];
    await sweepDeliveries(world(log, { store }).ports);
    const again = world(log, { store });
    expect(await sweepDeliveries(again.ports)).toEqual({
      hasLog: true,
      seen: 1,
      stored: 0,
      left: 0,
    });
    expect(again.reads).toEqual([]);
  });

  it('asks for three days of the database clock', async () => {
    let asked: Date | undefined;
    const { ports } = world(undefined, {
      listAppDeliveries: async (since) => {
        asked = since;
        return undefined;
      },
    });
    await sweepDeliveries(ports);
    expect(asked?.toISOString()).toBe('2026-03-07T12:00:00.000Z');
  });

  it('stores and queues what was missed, oldest first, failures before what was answered', async () => {
    const { store, queue } = await fresh();
    const seen: string[] = [];
    await queue.work('delivery', async ({ key }) => {
      seen.push((await store.readDelivery(String(key)))?.guid ?? '');
    });
    const { ports, reads } = world(
      [
        logged({ id: '4', statusCode: 202 }),
        logged({ id: '3', statusCode: 0 }),
        logged({ id: '2', statusCode: 503 }),
        logged({ id: '1', deliveredAt: '2026-03-01T00:00:00Z' }),
      ],
      { store },
    );
    expect(await sweepDeliveries(ports)).toEqual({ hasLog: true, seen: 3, stored: 3, left: 0 });
    expect(reads).toEqual(['2', '3', '4']);
    await queue.drain();
    expect(seen).toEqual(['guid-2', 'guid-3', 'guid-4']);
  });

  it('one guid that was tried again and again is read once', async () => {
    const { store } = await fresh();
    const log = ['9', '8', '7'].map((id) => logged({ id, guid: 'same' }));
    const { ports, reads } = world(log, { store });
    expect((await sweepDeliveries(ports)).stored).toBe(1);
    expect(reads).toEqual(['7']);
  });

  it('reads no more than its bound, and the next sweep goes on', async () => {
    const { store } = await fresh();
    const log = Array.from({ length: 5 }, (_, n) => logged({ id: String(n) }));
    const first = await sweepDeliveries(world(log, { store, maxReads: 3 }).ports);
    const second = await sweepDeliveries(world(log, { store, maxReads: 3 }).ports);
    const third = await sweepDeliveries(world(log, { store, maxReads: 3 }).ports);
    expect([first, second, third].map(({ stored, left }) => [stored, left])).toEqual([
      [3, 2],
      [2, 0],
      [0, 0],
    ]);
  });

  it('A75 a stranger is not let in through the log, and does not use up the reads', async () => {
    const { store } = await fresh();
    const strangers = Array.from({ length: 5 }, (_, n) => logged({ id: `s${n}`, statusCode: 202 }));
    const { ports, reads } = world([...strangers, logged({ id: 'ours' })], {
      store,
      maxReads: 2,
      readAppDelivery: async (id) => {
        reads.push(id);
        return payload(id, id === 'ours' ? OWNER : 666);
      },
    });
    expect((await sweepDeliveries(ports)).stored).toBe(1);
    expect(reads).toEqual(['ours', 's4']);
  });

  it('what the log no longer has is passed over', async () => {
    const { store } = await fresh();
    const { ports } = world([logged({ id: '1' })], {
      store,
      readAppDelivery: async () => undefined,
    });
    expect((await sweepDeliveries(ports)).stored).toBe(0);
  });

  it('A71 a delivery that arrived by webhook is not stored again', async () => {
    const { store, isReady } = await fresh();
    const route = createWebhookMiddleware({ secret: SECRET, store, ownerIds: [OWNER] });
    const routes = { 'POST /api/github/webhooks': route };
    const server = await startHttpServer({ port: 0, isReady, routes });
    const headers = { 'x-github-event': 'issues', 'x-github-delivery': 'other-guid' };
    await post({ url: server.url, body: JSON.stringify(payload('1')), headers });
    await server.stop(0);
    expect((await sweepDeliveries(world([logged({ id: '1' })], { store }).ports)).stored).toBe(0);
  });

  it.each([
    ['a server without a log', undefined, false],
    ['an empty log', [], true],
  ])('%s: every open issue is looked at instead', async (_name, log, hasLog) => {
    const { ports, reconciled } = world(log);
    expect(await sweepDeliveries(ports)).toEqual({ hasLog, seen: 0, stored: 0, left: 0 });
    expect(reconciled()).toBe(1);
  });
});
