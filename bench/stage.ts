import { createHmac, randomUUID } from 'node:crypto';
import pino from 'pino';
import { startHttpServer } from '../src/app/http-server.ts';
import { loadConfig, readKnowledge } from '../src/app/knowledge.ts';
import { startApp } from '../src/app/start-app.ts';
import { systemClock } from '../src/app/system-clock.ts';
import { createWebhookMiddleware, WEBHOOK_PATH } from '../src/app/webhook.ts';
import type { Config } from '../src/config/config.ts';
import registerApp from '../src/index.ts';
import { openStore, type OpenStoreOptions } from '../src/store/open-store.ts';
import type { Region } from '../src/task/ids.ts';
import type { Webhook } from '../sandbox/github/stage.ts';
import { createWorld } from '../sandbox/world.ts';
import { createFakeGitHub, type FakeGitHub } from '../test/fakes/fake-github.ts';

/** The application as it runs for people: real time, workers that wait for work by themselves. */
export interface Stage {
  readonly github: FakeGitHub;
  readonly deliver: (webhooks: readonly Webhook[]) => Promise<void>;
  /** Hears of every request to GitHub that was answered. */
  readonly onAnswer: (listen: () => void) => void;
  readonly faults: readonly unknown[];
  readonly close: () => Promise<void>;
}

export interface StageOptions extends Pick<OpenStoreOptions, 'dataDir' | 'databaseUrl'> {
  /** Of every call to AWS. */
  readonly latencyMs: number;
}

const PEOPLE = [{ login: 'requester', role: 'write' }] as const;

const sign = (secret: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

const post = async (url: string, secret: string, webhook: Webhook): Promise<void> => {
  const body = JSON.stringify(webhook.payload);
  const response = await fetch(`${url}${WEBHOOK_PATH}`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-github-event': webhook.event,
      'x-github-delivery': webhook.guid,
      'x-hub-signature-256': sign(secret, body),
    },
  });
  if (response.status !== 202) throw new Error(`the front answered ${response.status}`);
};

/** One person asks for more than one usually may in an hour. */
const configFor = (github: FakeGitHub): Config => {
  const config = loadConfig();
  const approvals = { ...config.approvals, issuesPerHour: 1000 };
  return { ...config, approvals, ownerIds: [github.idOf('acme')] };
};

/** Opens the whole application on a GitHub in memory and an AWS of some latency. */
export const openStage = async ({ latencyMs, ...database }: StageOptions): Promise<Stage> => {
  const listeners: (() => void)[] = [];
  const faults: unknown[] = [];
  const github = createFakeGitHub({ now: systemClock.now, people: PEOPLE });
  const config = configFor(github);
  const world = createWorld({ latencyMs, pageSize: 20 }, { clock: systemClock });
  const opened = await openStore({ ...database, onFault: ({ error }) => void faults.push(error) });
  const waiting = systemClock;
  const { appId, baseUrl, privateKey, webhookSecret } = github;
  const telling: typeof fetch = async (input, init) => {
    const response = await github.fetch(input, init);
    for (const listen of listeners) listen();
    return response;
  };
  const app = await startApp({
    role: 'all',
    opened,
    config,
    knowledge: readKnowledge(),
    clock: systemClock,
    log: pino({ level: 'silent' }),
    newId: () => randomUUID().replaceAll('-', '').slice(0, 20),
    github: { appId, baseUrl, privateKey, webhookSecret, waiting, fetch: telling, isPaced: false },
    release: { appId, baseUrl, waiting, fetch: telling },
    aws: {
      config,
      clock: systemClock,
      homeRegion: 'us-east-1' as Region,
      plugins: [world.plugin()],
      readerIdentity: world.credentialsOf('aws-coworker-reader'),
      deployerIdentity: world.credentialsOf('aws-coworker-deployer'),
    },
    registerApp,
  });
  const handle = createWebhookMiddleware({
    secret: webhookSecret,
    store: opened.store,
    ownerIds: config.ownerIds,
  });
  const server = await startHttpServer({
    port: 0,
    routes: { [`POST ${WEBHOOK_PATH}`]: handle },
    isReady: opened.isReady,
  });
  return {
    github,
    faults,
    onAnswer: (listen) => void listeners.push(listen),
    deliver: async (webhooks) => {
      for (const webhook of webhooks) await post(server.url, webhookSecret, webhook);
    },
    close: async () => {
      await server.stop(100);
      await app.close();
    },
  };
};
