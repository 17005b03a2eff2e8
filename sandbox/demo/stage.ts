import { randomUUID } from 'node:crypto';
import pino from 'pino';
import { startHttpServer, type HttpServer } from '../../src/app/http-server.ts';
import { loadConfig, readKnowledge } from '../../src/app/knowledge.ts';
import { startApp, type StartedApp } from '../../src/app/start-app.ts';
import { createWebhookMiddleware, WEBHOOK_PATH } from '../../src/app/webhook.ts';
import registerApp from '../../src/index.ts';
import { openStore, type OpenedStore } from '../../src/store/open-store.ts';
import type { Config } from '../../src/config/config.ts';
import type { Clock } from '../../src/execute/ports.ts';
import type { AccountId, Region } from '../../src/task/ids.ts';
import { openEmulatedGitHub, type EmulatedGitHub } from '../github/emulate.ts';
import { createWorld, type World } from '../world.ts';
import type { WorldSpec } from '../world-spec.ts';
import { createSwiftClock } from './swift-clock.ts';

/** AWS time runs this much faster than the machine's. */
const FACTOR = 40;

export const PEOPLE = [
  { login: 'rosa', role: 'write' },
  { login: 'olivia', role: 'maintain' },
  { login: 'marc', role: 'maintain' },
  { login: 'dana', role: 'write' },
] as const;

const CODEOWNERS = '/infrastructure/ @acme/platform\n/.github/ @acme/platform\n';

/** Everything embedded: GitHub, AWS, database and the application between them. */
export interface DemoStage {
  readonly github: EmulatedGitHub;
  readonly world: World;
  readonly opened: OpenedStore;
  readonly url: string;
  readonly faults: readonly unknown[];
  /** Nothing happens for some hours. */
  readonly skipHours: (hours: number) => void;
  readonly close: () => Promise<void>;
}

const machine = { now: () => new Date(), sleep: createSwiftClock(1).sleep };

/** The configuration of the repository, for this owner, with the standing reports. */
const configFor = (github: EmulatedGitHub): Config => {
  const config = loadConfig();
  const { owner, repo } = github;
  // Due as soon as its week is over, so that the demo is the same on a Monday morning.
  const when = { day: 'monday', at: '00:00' } as const;
  const repository = { owner, repo };
  const costReport = { ...config.reports.costReport, ...when, repository };
  const health = { enabled: true, everyHours: 1, accounts: [ATHENA_DEV], repository };
  return {
    ...config,
    ownerIds: [github.idOf(owner)],
    reports: { ...config.reports, costReport, health },
  };
};

const HOUR_MS = 3_600_000;

const ATHENA_DEV = '333333333333' as AccountId;

const openApp = async (
  { github, world, opened }: Pick<DemoStage, 'github' | 'world' | 'opened'>,
  clock: Clock,
): Promise<StartedApp> => {
  const config = configFor(github);
  const { appId, baseUrl, privateKey, webhookSecret } = github;
  return startApp({
    role: 'all',
    opened,
    config,
    knowledge: readKnowledge(),
    clock,
    log: pino({ level: 'silent' }),
    newId: () => randomUUID().replaceAll('-', '').slice(0, 20),
    github: { appId, baseUrl, privateKey, webhookSecret, waiting: machine, isPaced: false },
    release: { appId, baseUrl, waiting: machine },
    aws: {
      config,
      clock,
      homeRegion: 'us-east-1' as Region,
      plugins: [world.plugin()],
      readerIdentity: world.credentialsOf('aws-coworker-reader'),
      deployerIdentity: world.credentialsOf('aws-coworker-deployer'),
    },
    registerApp,
  });
};

const openFront = async ({
  github,
  opened,
}: Pick<DemoStage, 'github' | 'opened'>): Promise<HttpServer> => {
  const handle = createWebhookMiddleware({
    secret: github.webhookSecret,
    store: opened.store,
    ownerIds: [github.idOf('acme')],
  });
  const server = await startHttpServer({
    port: 0,
    routes: { [`POST ${WEBHOOK_PATH}`]: handle },
    isReady: opened.isReady,
  });
  github.deliverTo(`${server.url}${WEBHOOK_PATH}`);
  return server;
};

/** Raises the curtain. `keeps` lets the application work by itself, for people to talk to. */
export const openStage = async (spec: WorldSpec, keeps: boolean): Promise<DemoStage> => {
  const files = { '.github/CODEOWNERS': CODEOWNERS };
  const github = await openEmulatedGitHub({ people: PEOPLE, webhookSecret: randomUUID(), files });
  await github.protect('production');
  const clock = createSwiftClock(FACTOR);
  const world = createWorld(spec, { clock });
  const faults: unknown[] = [];
  const onFault = ({ error }: { readonly error: unknown }): void => void faults.push(error);
  let skippedMs = 0;
  const now = (): Date => new Date(Date.now() + skippedMs);
  const opened = await openStore({ polls: keeps, onFault, now });
  const app = await openApp({ github, world, opened }, clock);
  const server = await openFront({ github, opened });
  return {
    github,
    world,
    opened,
    url: server.url,
    faults,
    skipHours: (hours) => {
      skippedMs += hours * HOUR_MS;
      clock.skip(hours * HOUR_MS);
    },
    close: async () => {
      await server.stop(100);
      await app.close();
      await github.stop();
    },
  };
};
