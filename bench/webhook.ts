import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createNodeMiddleware, Probot } from 'probot';
import { startHttpServer } from '../src/app/http-server.ts';
import { createWebhookMiddleware, WEBHOOK_PATH } from '../src/app/webhook.ts';
import { openStore, type OpenStoreOptions } from '../src/store/open-store.ts';
import { createPrivateKey } from '../test/fakes/fake-github.ts';
import { findPostgres, startPostgres } from '../test/fakes/postgres.ts';
import type { LoadOrder, LoadResult } from './load.ts';
import { ms, quantile, ratio } from './statistics.ts';
import type { Benchmark, Table } from './table.ts';

const run = promisify(execFile);
const COUNT = 2000;
const CONCURRENCY = 16;
const WARM_UP = 300;
const OWNER_ID = 1000;
const SECRET = randomBytes(24).toString('hex');

interface Front {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

const post = async (url: string, count: number, from: number): Promise<LoadResult> => {
  const order: LoadOrder = {
    url: `${url}${WEBHOOK_PATH}`,
    secret: SECRET,
    ownerId: OWNER_ID,
    concurrency: CONCURRENCY,
    count,
    from,
  };
  const file = fileURLToPath(new URL('load.ts', import.meta.url));
  const { stdout } = await run(process.execPath, [file], {
    env: { PATH: process.env['PATH'] ?? '', LOAD: JSON.stringify(order) },
    maxBuffer: 16 * 1024 * 1024,
  });
  return JSON.parse(stdout) as LoadResult;
};

/** Probot as its documentation starts it, with a handler that does nothing and keeps nothing. */
const openBare = async (): Promise<Front> => {
  const probot = new Probot({
    appId: 1,
    privateKey: createPrivateKey(),
    secret: SECRET,
    logLevel: 'fatal',
  });
  const handle = await createNodeMiddleware((app) => app.on('issues', () => undefined), {
    probot,
    webhooksPath: WEBHOOK_PATH,
  });
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** Our front, which answers when the delivery and its job are committed; nothing works on them. */
const openOurs = async (options: OpenStoreOptions): Promise<Front> => {
  const opened = await openStore({ polls: false, ...options });
  const handle = createWebhookMiddleware({
    secret: SECRET,
    store: opened.store,
    ownerIds: [OWNER_ID],
  });
  const server = await startHttpServer({
    port: 0,
    routes: { [`POST ${WEBHOOK_PATH}`]: handle },
    isReady: opened.isReady,
  });
  return {
    url: server.url,
    stop: async () => {
      await server.stop(0);
      await opened.close();
    },
  };
};

interface Measured {
  readonly name: string;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

const measure = async (name: string, front: Front): Promise<Measured> => {
  try {
    await post(front.url, WARM_UP, 1_000_000);
    const { latenciesMs, seconds, states } = await post(front.url, COUNT, 2_000_000);
    const accepted = (states['200'] ?? 0) + (states['202'] ?? 0);
    if (accepted !== COUNT) throw new Error(`${name}: ${JSON.stringify(states)}`);
    const [p50, p99] = [quantile(latenciesMs, 0.5), quantile(latenciesMs, 0.99)];
    return { name, perSecond: COUNT / seconds, p50, p99 };
  } finally {
    await front.stop();
  }
};

const measureServer = async (binaries: string): Promise<Measured> => {
  const server = await startPostgres(binaries, { isDurable: true });
  try {
    const front = await openOurs({ databaseUrl: server.urlOf('owner') });
    return await measure('aws-coworker, PostgreSQL', front);
  } finally {
    await server.stop();
  }
};

const measureAll = async (): Promise<readonly Measured[]> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'coworker-bench-'));
  try {
    const bare = await measure('bare Probot, keeps nothing', await openBare());
    const embedded = await measure('aws-coworker, PGlite', await openOurs({ dataDir }));
    const binaries = findPostgres();
    return [bare, embedded, ...(binaries === undefined ? [] : [await measureServer(binaries)])];
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
};

const tableOf = (measured: readonly Measured[]): Table => {
  const base = measured[0]?.perSecond ?? Number.NaN;
  return {
    title: 'Webhook acknowledgement',
    how:
      `${COUNT} signed \`issues\` deliveries, each another, ${CONCURRENCY} at a time from a child ` +
      'process. Ours answers when the delivery and its job are committed: PGlite to its folder, ' +
      'PostgreSQL with `fsync` and `synchronous_commit` on. Bare Probot commits nothing.',
    columns: ['Server', 'requests a second', 'of the baseline', 'p50', 'p99'],
    rows: measured.map(({ name, perSecond, p50, p99 }) => [
      name,
      String(Math.round(perSecond)),
      ratio(perSecond, base),
      ms(p50),
      ms(p99),
    ]),
  };
};

/** How fast a delivery is acknowledged, beside Probot that keeps nothing. */
export const webhook: Benchmark = {
  name: 'webhook',
  run: async () => [tableOf(await measureAll())],
};
