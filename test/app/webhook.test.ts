import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import examples from '@octokit/webhooks-examples/api.github.com/index.json' with { type: 'json' };
import { startHttpServer, type HttpServer } from '../../src/app/http-server.ts';
import { createWebhookMiddleware, type WebhookResult } from '../../src/app/webhook.ts';
import type { OpenedStore } from '../../src/store/open-store.ts';
import type { Delivery } from '../../src/store/store.ts';
import type { JsonObject } from '../../src/task/json.ts';
import { openTestStore } from '../fakes/test-store.ts';
import { post, SECRET, sign, type Sent } from './post.ts';

const OWNER = 77;
const CAP = 4096;

const comment = (part: JsonObject = {}): JsonObject => ({
  action: 'created',
  issue: { number: 5, node_id: 'I_1', updated_at: '2026-01-01T00:00:00Z' },
  comment: { id: 9, node_id: 'IC_9', updated_at: '2026-01-01T00:00:00Z', body: '/approve' },
  repository: { id: 1, owner: { id: OWNER } },
  installation: { id: 3 },
  ...part,
});

const body = JSON.stringify(comment());
let opened: OpenedStore;
let server: HttpServer;
const results: WebhookResult[] = [];
const seen: string[] = [];

beforeAll(async () => {
  opened = await openTestStore();
  await opened.queue.work('delivery', async ({ key }) => {
    const delivery = await opened.store.readDelivery(String(key));
    seen.push(`${delivery?.event}.${delivery?.action} ${delivery?.guid}`);
  });
  server = await startHttpServer({
    port: 0,
    isReady: opened.isReady,
    routes: {
      'POST /api/github/webhooks': createWebhookMiddleware({
        secret: SECRET,
        store: opened.store,
        ownerIds: [OWNER],
        maxBodyBytes: CAP,
        onResult: (result) => void results.push(result),
      }),
    },
  });
});

afterAll(async () => {
  await server.stop(0);
  await opened.close();
});

/** What the delivery queue holds after what was posted. */
const drained = async (): Promise<readonly string[]> => {
  await opened.queue.drain();
  return seen.splice(0);
};

const send = (part: Partial<Sent>) => post({ url: server.url, body, ...part });

const changed = (part: JsonObject): Partial<Sent> => {
  const text = JSON.stringify(comment(part));
  return { body: text, headers: { 'x-hub-signature-256': sign(text) } };
};

describe('webhook', () => {
  const refused: readonly (readonly [string, Partial<Sent>, number, WebhookResult])[] = [
    ['A70 no signature', { headers: { 'x-hub-signature-256': undefined } }, 401, 'signature'],
    ['A70 an empty signature', { headers: { 'x-hub-signature-256': '' } }, 401, 'signature'],
    [
      'A70 a signature by another secret',
      { headers: { 'x-hub-signature-256': sign(body, 'development') } },
      401,
      'signature',
    ],
    [
      'A70 sha1 only',
      {
        headers: {
          'x-hub-signature-256': undefined,
          'x-hub-signature': sign(body, SECRET, 'sha1'),
        },
      },
      401,
      'signature',
    ],
    [
      'A70 sha1 in the place of sha256',
      { headers: { 'x-hub-signature-256': sign(body, SECRET, 'sha1') } },
      401,
      'signature',
    ],
    [
      'A70 a signature in capitals',
      { headers: { 'x-hub-signature-256': sign(body).toUpperCase() } },
      401,
      'signature',
    ],
    [
      'A70 a body with one byte changed',
      {
        body: body.replace('/approve', '/approvf'),
        headers: { 'x-hub-signature-256': sign(body) },
      },
      401,
      'signature',
    ],
    [
      'A70 a form',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      401,
      'content-type',
    ],
    ['A70 no content type', { headers: { 'content-type': undefined } }, 401, 'content-type'],
    ['A78 a packed body', { headers: { 'content-encoding': 'gzip' } }, 401, 'content-type'],
    [
      'JSON that is none, unsigned',
      { body: '{', headers: { 'x-hub-signature-256': sign('x') } },
      401,
      'signature',
    ],
    ['JSON that is none, signed', { body: '{' }, 400, 'malformed'],
    ['a list', { body: '[]' }, 400, 'malformed'],
    ['an empty body', { body: '' }, 400, 'malformed'],
    ['no event', { headers: { 'x-github-event': undefined } }, 400, 'malformed'],
    ['an event that is none', { headers: { 'x-github-event': '../etc' } }, 400, 'malformed'],
    ['no delivery id', { headers: { 'x-github-delivery': undefined } }, 400, 'malformed'],
    ['A78 a body longer than the cap', { body: `"${'x'.repeat(CAP)}"` }, 413, 'too-large'],
    ['A75 another owner', changed({ repository: { id: 1, owner: { id: 78 } } }), 202, 'not-served'],
    ['A75 no owner at all', changed({ repository: { id: 1 } }), 202, 'not-served'],
    [
      'A75 an installation of another account on a repository of ours',
      changed({ installation: { id: 3, account: { id: 78 } } }),
      202,
      'not-served',
    ],
    [
      'A75 the id of an owner as text',
      changed({ repository: { id: 1, owner: { id: String(OWNER) } } }),
      202,
      'not-served',
    ],
  ];

  it.each(refused)('%s: nothing is stored', async (_name, part, status, result) => {
    results.length = 0;
    expect((await send(part)).status).toBe(status);
    expect(results).toEqual([result]);
    expect(await drained()).toEqual([]);
  });

  it('A73 a signed delivery is stored and queued before it is answered', async () => {
    const answer = await send({ headers: { 'x-github-delivery': 'first' } });
    expect(answer).toEqual({ status: 202, body: '{"result":"stored"}' });
    expect(await drained()).toEqual(['issue_comment.created first']);
  });

  it('A71 the same delivery again, and the same under a new guid, have no effect', async () => {
    const again = await send({ headers: { 'x-github-delivery': 'first' } });
    const replayed = await send({ headers: { 'x-github-delivery': 'second' } });
    expect([again, replayed]).toEqual([
      { status: 202, body: '{"result":"duplicate"}' },
      { status: 202, body: '{"result":"duplicate"}' },
    ]);
    expect(await drained()).toEqual([]);
  });

  it('A71 one guid for two different deliveries loses neither', async () => {
    const other = JSON.stringify(
      comment({ comment: { id: 10, node_id: 'IC_10', updated_at: 'x' } }),
    );
    const headers = { 'x-github-delivery': 'first', 'x-hub-signature-256': sign(other) };
    expect((await send({ body: other, headers })).body).toBe('{"result":"stored"}');
    expect(await drained()).toEqual(['issue_comment.created first']);
  });

  it('A71 a hundred deliveries at once have one effect', async () => {
    const text = JSON.stringify(
      comment({ comment: { id: 11, node_id: 'IC_11', updated_at: 'y' } }),
    );
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        send({
          body: text,
          headers: { 'x-github-delivery': `guid-${n}`, 'x-hub-signature-256': sign(text) },
        }),
      ),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    expect(await drained()).toHaveLength(1);
  });

  it('text that a database could choke on is stored as it is', async () => {
    const hostile = { id: 12, node_id: 'IC_12', updated_at: 'z', body: 'a\u0000b\ud800c"\\' };
    const text = JSON.stringify(comment({ comment: hostile }));
    let read: Delivery | undefined;
    await opened.queue.work('delivery', async ({ key }) => {
      read = await opened.store.readDelivery(String(key));
    });
    await send({ body: text, headers: { 'x-hub-signature-256': sign(text) } });
    await opened.queue.drain();
    expect(read?.payload['comment']).toEqual(hostile);
  });

  it('A78 a body that does not come is given up', async () => {
    const told: WebhookResult[] = [];
    const route = createWebhookMiddleware({
      secret: SECRET,
      store: opened.store,
      ownerIds: [OWNER],
      bodyTimeoutMs: 20,
      onResult: (result) => void told.push(result),
    });
    const slow = await startHttpServer({
      port: 0,
      isReady: opened.isReady,
      routes: { 'POST /api/github/webhooks': route },
    });
    const { answered, close } = halfPost(slow.port, '{');
    expect(await answered).toMatch(/^HTTP\/1\.1 408 /);
    expect(told).toEqual(['too-slow']);
    close();
    await slow.stop(0);
  });

  it('A78 a body without a length is cut off at the cap', async () => {
    results.length = 0;
    const answer = await new Promise<string>((resolve) => {
      const socket = connect(server.port, '127.0.0.1');
      const head = [
        'POST /api/github/webhooks HTTP/1.1',
        'host: here',
        'content-type: application/json',
        'transfer-encoding: chunked',
        `x-hub-signature-256: ${sign('x')}`,
      ];
      socket.on('error', () => undefined);
      socket.write(`${head.join('\r\n')}\r\n\r\n`);
      socket.write(`2000\r\n${'x'.repeat(8192)}\r\n`);
      socket.once('data', (data) => {
        resolve(data.toString());
        socket.destroy();
      });
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(results).toEqual(['too-large']);
  });

  it('A74 when the database does not answer, GitHub is told, and nothing is half stored', async () => {
    const route = createWebhookMiddleware({
      secret: SECRET,
      ownerIds: [OWNER],
      store: { receiveDelivery: () => Promise.reject(new Error('connection refused')) },
    });
    const broken = await startHttpServer({
      port: 0,
      isReady: async () => false,
      routes: { 'POST /api/github/webhooks': route },
    });
    expect(await post({ url: broken.url, body })).toEqual({
      status: 503,
      body: '{"result":"store-failed"}',
    });
    await broken.stop(0);
  });

  it('A78 bodies that together are too much are turned away', async () => {
    const told: WebhookResult[] = [];
    const route = createWebhookMiddleware({
      secret: SECRET,
      ownerIds: [OWNER],
      maxBodyBytes: 4_000,
      store: { receiveDelivery: async () => true },
      onResult: (result) => void told.push(result),
    });
    const busy = await startHttpServer({
      port: 0,
      isReady: async () => true,
      routes: { 'POST /api/github/webhooks': route },
    });
    // Four bodies fit into four times the cap; of six that never end, some are turned away.
    const posts = Array.from({ length: 6 }, () => halfPost(busy.port, 'x'.repeat(3_500)));
    const first = await Promise.race(posts.map(({ answered }) => answered));
    expect(first).toMatch(/^HTTP\/1\.1 503 /);
    expect(new Set(told)).toEqual(new Set(['too-busy']));
    for (const { close } of posts) close();
    await busy.stop(0);
  });

  it('every recorded payload of GitHub is accepted, once', async () => {
    const payloads = examples.flatMap(({ name, examples: all }) =>
      all.map((payload) => ({ event: name, text: JSON.stringify(payload) })),
    );
    const large = createWebhookMiddleware({
      secret: SECRET,
      store: opened.store,
      ownerIds: ownersOf(examples.flatMap((one) => one.examples as unknown[])),
    });
    const front = await startHttpServer({
      port: 0,
      isReady: opened.isReady,
      routes: { 'POST /api/github/webhooks': large },
    });
    const counts: Record<string, number> = {};
    for (const [n, { event, text }] of payloads.entries()) {
      const headers = { 'x-github-event': event, 'x-github-delivery': `recorded-${n}` };
      const { body: said } = await post({ url: front.url, body: text, headers });
      counts[said] = (counts[said] ?? 0) + 1;
    }
    await front.stop(0);
    expect(payloads.length).toBeGreaterThan(300);
    expect(counts['{"result":"malformed"}']).toBeUndefined();
    expect(counts['{"result":"stored"}']).toBeGreaterThan(250);
  });
});

/** Sends a head and a part of the body, and never the rest. */
const halfPost = (
  port: number,
  part: string,
): { readonly answered: Promise<string>; readonly close: () => void } => {
  const socket = connect(port, '127.0.0.1');
  const head = [
    'POST /api/github/webhooks HTTP/1.1',
    'host: here',
    'content-type: application/json',
    `content-length: ${part.length + 1}`,
    `x-hub-signature-256: ${sign('x')}`,
  ];
  socket.on('error', () => undefined);
  socket.write(`${head.join('\r\n')}\r\n\r\n${part}`);
  return {
    answered: new Promise((resolve) => {
      socket.once('data', (data) => resolve(data.toString()));
    }),
    close: () => void socket.destroy(),
  };
};

const ownersOf = (payloads: readonly unknown[]): readonly number[] =>
  payloads.flatMap((payload) => {
    const { installation, organization, repository } = payload as {
      installation?: { account?: { id: number } };
      organization?: { id: number };
      repository?: { owner?: { id: number } };
    };
    return [installation?.account?.id, organization?.id, repository?.owner?.id].filter(
      (id) => id !== undefined,
    );
  });

describe('the webhook secret', () => {
  const store = { receiveDelivery: async () => true };
  it.each([
    ['none', undefined],
    ['an empty one', ''],
    ['a short one', 'fifteen-letters'],
    ['one of blanks', ' '.repeat(40)],
    ['one letter again and again', 'a'.repeat(40)],
    ["Probot's own", 'development'],
    ['an example', 'your-webhook-secret'],
  ])('A70 %s: the application does not start', (_name, secret) => {
    expect(() => createWebhookMiddleware({ secret, store, ownerIds: [1] })).toThrow(
      'WEBHOOK_SECRET must be set',
    );
  });
});
