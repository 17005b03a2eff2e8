import { randomUUID } from 'node:crypto';
import pino, { type Logger } from 'pino';
import type { ClientPlugin } from '../aws/client-table.ts';
import { readDeployer, type CommonEnvironment, type Role } from '../app/environment.ts';
import { startHttpServer, type HttpServer, type Routes } from '../app/http-server.ts';
import { readKnowledge, StartRefused } from '../app/knowledge.ts';
import { createMetrics, type Metrics } from '../app/metrics.ts';
import { modelOf } from '../app/model/open-model.ts';
import { startApp, type AppOptions } from '../app/start-app.ts';
import { systemClock } from '../app/system-clock.ts';
import { createWebhookMiddleware, WEBHOOK_PATH } from '../app/webhook.ts';
import type { Config } from '../config/config.ts';
import registerApp from '../index.ts';
import { openStore, type OpenedStore } from '../store/open-store.ts';
import { parseRegion } from '../task/ids.ts';
import { openDashboard, readDashboardClient } from '../web/open-dashboard.ts';
import { explainDatabase } from './explain-break.ts';
import { connectSandbox, type AwsWorker } from './sandbox.ts';

const waiting = { now: systemClock.now, sleep: systemClock.sleep };

/** The workers of a role that have an identity in AWS. */
const awsWorkersOf = (role: Role): readonly AwsWorker[] => {
  if (role === 'all') return ['reader', 'deployer'];
  return role === 'reader' || role === 'deployer' ? [role] : [];
};

/** What the arguments and the environment say, once nothing in them stands against a start. */
interface Asked {
  readonly role: Role;
  readonly environment: CommonEnvironment;
  readonly config: Config;
  readonly github: Pick<AppOptions, 'github'>;
  readonly sandboxUrl: string | undefined;
}

const releaseOf = (): Pick<AppOptions, 'release'> => {
  const environment = readDeployer(process.env);
  return {
    release: { baseUrl: environment.GITHUB_API_URL, appId: environment.APP_ID, waiting },
  };
};

const awsOf = async ({
  role,
  environment,
  config,
  sandboxUrl,
}: Asked): Promise<Pick<AppOptions, 'aws' | 'release'>> => {
  const workers = awsWorkersOf(role);
  if (workers.length === 0) return {};
  const homeRegion = parseRegion(environment.AWS_REGION);
  if (homeRegion === undefined)
    throw new StartRefused(['environment: AWS_REGION: is no region of AWS']);
  const sandbox = sandboxUrl === undefined ? {} : await connectSandbox(sandboxUrl, workers);
  const endpoint = environment.AWS_ENDPOINT_URL;
  return {
    aws: {
      config,
      clock: systemClock,
      homeRegion,
      ...(endpoint === undefined ? {} : { endpoint }),
      ...sandbox,
    } satisfies AppOptions['aws'] & { readonly plugins?: readonly ClientPlugin[] },
    ...(workers.includes('deployer') ? releaseOf() : {}),
  };
};

const routesOf = (options: AppOptions, metrics: Metrics): Routes => {
  if (options.github === undefined) return {};
  const handle = createWebhookMiddleware({
    secret: options.github.webhookSecret,
    store: options.opened.store,
    ownerIds: options.config.ownerIds,
    onResult: metrics.countDelivery,
  });
  return { [`POST ${WEBHOOK_PATH}`]: handle };
};

interface Counted {
  readonly opened: OpenedStore;
  readonly metrics: Metrics;
}

/** The store tells the metrics of every job, and the metrics ask the store how many wait. */
const openCounted = async (
  role: Role,
  environment: CommonEnvironment,
  log: Logger,
): Promise<Counted> => {
  let readDepth: OpenedStore['readDepth'] = async () => [];
  const metrics = createMetrics(() => readDepth());
  const { DATABASE_URL: databaseUrl, DATA_DIR: dataDir } = environment;
  const opened = await openStore({
    role,
    ...(databaseUrl === undefined ? { dataDir } : { databaseUrl }),
    onRun: metrics.countJob,
    onFault: ({ queue, error, isLast }) => {
      metrics.countFault(queue, isLast);
      log.error({ queue, err: error, isLast }, 'a job failed');
    },
  });
  readDepth = opened.readDepth;
  return { opened, metrics };
};

/** Opens the database, or refuses to start and says why, without its address. */
const openOrRefuse = async (...given: Parameters<typeof openCounted>): Promise<Counted> => {
  try {
    return await openCounted(...given);
  } catch (error) {
    const because = explainDatabase(error);
    throw because === undefined ? error : new StartRefused([because]);
  }
};

/** Ends on the first signal: jobs under way come to their end, then the process does. */
const stopOnSignal = (
  server: HttpServer,
  close: () => Promise<void>,
  log: Logger,
): Promise<number> =>
  new Promise((resolve) => {
    const stop = (signal: string): void => {
      log.info({ signal }, 'stopping');
      server
        .stop()
        .then(close)
        .then(() => resolve(0))
        .catch((error: unknown) => {
          log.error({ err: error }, 'stopping failed');
          resolve(1);
        });
    };
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stop(signal));
  });

/** Runs the application until it is told to stop. */
export const serve = async (asked: Asked): Promise<number> => {
  const { role, environment, config, github } = asked;
  const knowledge = readKnowledge(environment.CONFIG_DIR);
  const client = readDashboardClient({ role, config }, process.env);
  const aws = await awsOf(asked);
  const model = modelOf(role, config.model, process.env);
  const log = pino({ level: environment.LOG_LEVEL, base: { role } });
  const { opened, metrics } = await openOrRefuse(role, environment, log);
  for (const notice of opened.notices) log.warn(notice);
  const options: AppOptions = {
    role,
    opened,
    config,
    knowledge,
    clock: systemClock,
    log,
    newId: () => randomUUID().replaceAll('-', '').slice(0, 20),
    ...github,
    ...aws,
    ...model,
    registerApp,
    metrics,
  };
  const app = await startApp(options);
  const server = await startHttpServer({
    port: environment.PORT,
    host: environment.HOST,
    routes: {
      ...routesOf(options, metrics),
      ...openDashboard({ options, app, client, environment }),
    },
    isReady: opened.isReady,
    metrics,
    onBreak: (error) => log.error({ err: error }, 'a request broke'),
  });
  log.info({ url: server.url, role }, 'ready');
  return stopOnSignal(server, app.close, log);
};
