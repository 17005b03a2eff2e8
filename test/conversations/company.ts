import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import pino from 'pino';
import type { Probot } from 'probot';
import { createWebhookMiddleware, WEBHOOK_PATH } from '../../src/app/webhook.ts';
import { startHttpServer, type Patience } from '../../src/app/http-server.ts';
import { loadConfig } from '../../src/app/knowledge.ts';
import { KNOWLEDGE } from '../knowledge.ts';
import { createMetrics } from '../../src/app/metrics.ts';
import { startApp, type AppOptions, type StartedApp } from '../../src/app/start-app.ts';
import type { ModelPort } from '../../src/claude/prompt.ts';
import type { Config } from '../../src/config/config.ts';
import type { Clock } from '../../src/execute/ports.ts';
import type { QueueName } from '../../src/store/queues.ts';
import type { OpenedStore } from '../../src/store/open-store.ts';
import registerApp from '../../src/index.ts';
import type { Region } from '../../src/task/ids.ts';
import { createWorld, type World } from '../../sandbox/world.ts';
import { pluginFor, type WireCall } from '../../sandbox/plugin.ts';
import type { WorldSpec } from '../../sandbox/world-spec.ts';
import type { Webhook } from '../../sandbox/github/stage.ts';
import { createFakeGitHub, type FakeGitHub } from '../fakes/fake-github.ts';
import { nextSchema, openTestStore } from '../fakes/test-store.ts';
import { createVirtualClock, type VirtualClock } from '../fakes/virtual-clock.ts';

/** The people of every story. */
export const PEOPLE = [
  { login: 'requester', role: 'write' },
  { login: 'maintainer', role: 'maintain' },
  { login: 'second-maintainer', role: 'maintain' },
  { login: 'owner', role: 'admin' },
  { login: 'developer', role: 'write' },
  { login: 'triager', role: 'triage' },
  { login: 'reader', role: 'read' },
  { login: 'stranger', role: 'none' },
] as const;

/** A whole application with a GitHub, an AWS and a database of its own. */
export interface Company {
  readonly clock: VirtualClock;
  readonly github: FakeGitHub;
  readonly world: World;
  readonly opened: OpenedStore;
  readonly config: Config;
  readonly app: StartedApp;
  /** Faults that jobs met, oldest first. */
  readonly faults: readonly unknown[];
  /** Everything that was logged, as text. */
  readonly logged: () => string;
  /** Where the front door is. */
  readonly url: string;
  /** Sends webhooks, signed, through the front door; answers their HTTP states. */
  readonly deliver: (webhooks: readonly Webhook[]) => Promise<readonly number[]>;
  /** Delivers and works on webhooks at once, while the queue is busy with another job. */
  readonly deliverNow: (webhooks: readonly Webhook[]) => Promise<void>;
  /** Runs the jobs of one queue alone. */
  readonly runOnly: (queue: QueueName) => Promise<void>;
  /** A second process of the same application, on the same database, GitHub and AWS. */
  readonly startTwin: () => Promise<OpenedStore>;
  /** Runs every job until nothing is left, the webhooks of the application's own acts included. */
  readonly settle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface CompanyOptions {
  readonly world?: WorldSpec;
  readonly files?: Readonly<Record<string, string>>;
  readonly config?: (config: Config) => Config;
  /** Leaves the default branch without protection. */
  readonly isUnprotected?: boolean;
  /** Stands between the application and AWS: may look at a call, break it, or lose its answer. */
  readonly intercept?: Intercept;
  /** How long the front door waits for a slow head, a whole request and a body. */
  readonly patience?: Patience & { readonly bodyMs: number };
  /** Answers what the application asks a model; without it there is none. */
  readonly model?: ModelPort;
  /** Stands between the application and GitHub: may hold a call up. */
  readonly hold?: (send: typeof fetch) => typeof fetch;
}

/** What a test does to a call; `send` lets it happen. */
export type Intercept = (call: WireCall, send: () => Promise<unknown>) => Promise<unknown>;

const sign = (secret: string, body: string): string =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

const post = async (url: string, secret: string, webhook: Webhook): Promise<number> => {
  const body = JSON.stringify(webhook.payload);
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'x-github-event': webhook.event,
    'x-github-delivery': webhook.guid,
    'x-hub-signature-256': sign(secret, body),
  };
  // A connection of its own: a kept one may be closed by the time a slow machine uses it again.
  const options = { method: 'POST', agent: false, headers };
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${WEBHOOK_PATH}`, options, (response) => {
      response.resume().on('end', () => {
        resolve(response.statusCode ?? 0);
      });
    });
    sent.on('error', reject).end(body);
  });
};

const counterIds = (): (() => string) => {
  let count = 0;
  return () => {
    count += 1;
    return `id${String(count).padStart(4, '0')}`;
  };
};

const openGitHub = (
  clock: Clock,
  files: Readonly<Record<string, string>>,
  isUnprotected: boolean,
): FakeGitHub => {
  const github = createFakeGitHub({ now: clock.now, people: PEOPLE, files });
  if (!isUnprotected) github.protect('main');
  for (const name of ['staging', 'production']) {
    github.addEnvironment(name, { reviewers: 1, branches: 'protected' });
  }
  return github;
};

const INBOX = `Resources:
  Inbox:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: coworker-inbox
      SqsManagedSseEnabled: true
`;

const CODEOWNERS = ['infrastructure', '.github', 'skills', 'docs']
  .map((folder) => `/${folder}/ @acme/platform\n`)
  .join('');

/** Read once: hundreds of companies of one process share them, and nothing writes to them. */
const standard = { config: loadConfig(), knowledge: KNOWLEDGE };

/** Opens a company: the real application on a fake GitHub, the sandbox and an embedded database. */
export const openCompany = async (options: CompanyOptions = {}): Promise<Company> => {
  const clock = createVirtualClock();
  const files = { '.github/CODEOWNERS': CODEOWNERS, 'templates/inbox.yaml': INBOX };
  const isUnprotected = options.isUnprotected === true;
  const github = openGitHub(clock, { ...files, ...options.files }, isUnprotected);
  const world = createWorld(options.world ?? {}, { clock });
  const faults: unknown[] = [];
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(line) });
  let readDepth: OpenedStore['readDepth'] = async () => [];
  const metrics = createMetrics(() => readDepth());
  const schema = nextSchema();
  const openState = (): Promise<OpenedStore> =>
    openTestStore({
      clock,
      schema,
      onRun: metrics.countJob,
      onFault: ({ queue, error, isLast }) => {
        faults.push(error);
        metrics.countFault(queue, isLast);
        log.error({ queue, err: error, isLast }, 'a job failed');
      },
    });
  const opened = await openState();
  readDepth = opened.readDepth;
  const intercept: Intercept = options.intercept ?? ((_, send) => send());
  // A story is told at the dated prices unless its world says what the Price List answers.
  const prices = options.world?.prices === undefined ? 'dated' : 'price-list';
  const own: Config = { ...standard.config, prices, ownerIds: [github.idOf('acme')] };
  const config = options.config?.(own) ?? own;
  const waiting = { now: clock.now, sleep: clock.sleep };
  const fetch = options.hold?.(github.fetch) ?? github.fetch;
  const settings: Omit<AppOptions, 'opened'> = {
    role: 'all',
    config,
    knowledge: standard.knowledge,
    clock,
    log,
    newId: counterIds(),
    github: {
      appId: github.appId,
      privateKey: github.privateKey,
      webhookSecret: github.webhookSecret,
      baseUrl: github.baseUrl,
      waiting,
      fetch,
      isPaced: false,
    },
    release: { baseUrl: github.baseUrl, appId: github.appId, waiting, fetch },
    aws: {
      config,
      clock,
      homeRegion: 'us-east-1' as Region,
      plugins: [pluginFor((call) => intercept(call, () => world.call(call)))],
      readerIdentity: world.credentialsOf('aws-coworker-reader'),
      deployerIdentity: world.credentialsOf('aws-coworker-deployer'),
      random: () => 0.5,
    },
    ...(options.model === undefined ? {} : { model: options.model }),
    registerApp,
    metrics,
  };
  const app = await startApp({ ...settings, opened });
  const twins: StartedApp[] = [];
  const startTwin = async (): Promise<OpenedStore> => {
    const twin = await openState();
    twins.push(await startApp({ ...settings, opened: twin }));
    return twin;
  };
  const secret = github.webhookSecret;
  const handle = createWebhookMiddleware({
    secret,
    store: opened.store,
    ownerIds: config.ownerIds,
    onResult: metrics.countDelivery,
    ...(options.patience === undefined ? {} : { bodyTimeoutMs: options.patience.bodyMs }),
  });
  const server = await startHttpServer({
    port: 0,
    ...(options.patience === undefined ? {} : { patience: options.patience }),
    routes: { [`POST ${WEBHOOK_PATH}`]: handle },
    isReady: opened.isReady,
    metrics,
  });
  const deliver = async (webhooks: readonly Webhook[]): Promise<readonly number[]> => {
    const states: number[] = [];
    for (const webhook of webhooks) states.push(await post(server.url, secret, webhook));
    return states;
  };
  const deliverNow = async (webhooks: readonly Webhook[]): Promise<void> => {
    for (const { event: name, guid: id, payload } of webhooks) {
      const given = { id, name, payload } as unknown as Parameters<Probot['receive']>[0];
      await app.github?.probot.receive(given);
    }
  };
  const settle = async (): Promise<void> => {
    for (;;) {
      await opened.queue.drain();
      const answers = github.takeWebhooks();
      if (answers.length === 0) return;
      await deliver(answers);
    }
  };
  return {
    clock,
    github,
    world,
    opened,
    config,
    app,
    faults,
    logged: () => lines.join(''),
    url: server.url,
    deliver,
    deliverNow,
    runOnly: (queue) => opened.queue.drain({ only: queue }),
    startTwin,
    settle,
    close: async () => {
      await server.stop(0);
      for (const twin of twins) await twin.close();
      await app.close();
    },
  };
};
