import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { vi } from 'vitest';
import { openEmulatedGitHub, type EmulatedGitHub } from '../../sandbox/github/emulate.ts';
import { createWorld, type World } from '../../sandbox/world.ts';
import type { WorldSpec } from '../../sandbox/world-spec.ts';
import { systemClock } from '../../src/app/system-clock.ts';
import { WEBHOOK_PATH } from '../../src/app/webhook.ts';
import { openStore } from '../../src/store/open-store.ts';
import { WORKERS, type WorkerRole } from '../../src/store/queues.ts';
import { rolesSql } from '../../src/store/rights.ts';
import { takeTimeToRead } from '../fakes/read-time.ts';
import { copyConfig } from '../fakes/config-folder.ts';
import { startPostgres, type TestServer } from '../fakes/postgres.ts';
import { startWorker, type WorkerProcess } from '../fakes/worker-process.ts';
import { openDoor, type Door } from './doors.ts';

const PEOPLE = [
  { login: 'requester', role: 'write' },
  { login: 'maintainer', role: 'maintain' },
  { login: 'developer', role: 'write' },
] as const;

export const BOT = 'aws-coworker[bot]';

/** Workers to whom a door of AWS is open; the one that asks the model has none. */
type DoorRole = Exclude<WorkerRole, 'model'>;

/** A GitHub, an AWS and a PostgreSQL, for workers that run as processes of their own. */
export interface WorkerStage {
  readonly github: EmulatedGitHub;
  readonly world: World;
  readonly server: TestServer;
  readonly doors: Readonly<Record<DoorRole, Door>>;
  readonly start: (
    role: WorkerRole,
    environment?: Readonly<Record<string, string>>,
  ) => Promise<WorkerProcess>;
  /** Reads the database as its owner. */
  readonly query: (text: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Everything the application said in an issue, joined. */
  readonly said: (issue: number) => Promise<string>;
  /** Waits until what was said matches, and gives it. */
  readonly until: (issue: number, pattern: RegExp) => Promise<string>;
  readonly close: () => Promise<void>;
}

/** Handlers that take a second, because these processes live in real time. */
const QUICK = { 'AWS::S3::Bucket': 1, 'AWS::S3::BucketPolicy': 1 };

const PATIENCE = { timeout: 60_000, interval: 200 };

const queryWith =
  (server: TestServer) =>
  async (text: string): Promise<readonly Readonly<Record<string, unknown>>[]> => {
    const client = new Client({ connectionString: server.urlOf('owner') });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  };

/** What the documentation of the database asks people to do once. */
const prepareDatabase = async (server: TestServer): Promise<void> => {
  const query = queryWith(server);
  await query(rolesSql());
  for (const worker of WORKERS) {
    await query(`CREATE ROLE ${worker}_login LOGIN IN ROLE coworker_${worker}`);
  }
  const owner = await openStore({ databaseUrl: server.urlOf('owner'), polls: false });
  await owner.close();
};

/** Every variable there is, for every worker: what it builds must not depend on what it is given. */
const everyVariable = (
  github: EmulatedGitHub,
  configDir: string,
): Readonly<Record<string, string>> => ({
  APP_ID: String(github.appId),
  PRIVATE_KEY: github.privateKey,
  WEBHOOK_SECRET: github.webhookSecret,
  GITHUB_API_URL: github.baseUrl,
  CONFIG_DIR: configDir,
  AWS_ACCESS_KEY_ID: 'AKIAEXAMPLEOFNOBODY0',
  AWS_SECRET_ACCESS_KEY: randomUUID(),
  AWS_SESSION_TOKEN: randomUUID(),
  AWS_REGION: 'us-east-1',
  // Nobody listens there: a call that does not go through the door is loud.
  AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  PORT: '0',
  LOG_LEVEL: 'info',
});

/** For the worker that refuses to start where it sees a key of GitHub or AWS. */
const bareVariables = (configDir: string): Readonly<Record<string, string>> => ({
  CONFIG_DIR: configDir,
  PORT: '0',
  LOG_LEVEL: 'info',
});

type Cleanup = () => unknown;

const openDoors = async (
  spec: WorldSpec,
  cleanups: Cleanup[],
): Promise<Pick<WorkerStage, 'doors' | 'world'>> => {
  const world = createWorld({ seconds: QUICK, ...spec }, { clock: systemClock });
  const keys = new Map<string, string>();
  const doors = {
    orchestrator: await openDoor(world, keys),
    reader: await openDoor(world, keys),
    deployer: await openDoor(world, keys),
  };
  cleanups.push(...Object.values(doors).map((door) => door.close));
  return { world, doors };
};

/** What a stage is opened with, beside PostgreSQL. */
export interface StageSpec {
  readonly world?: WorldSpec;
  /** Files of the configuration folder that are not the repository's own. */
  readonly config?: Readonly<Record<string, string>>;
}

const openParts = async (binaries: string, spec: StageSpec, cleanups: Cleanup[]) => {
  const server = await startPostgres(binaries);
  cleanups.push(server.stop);
  await prepareDatabase(server);
  const github = await openEmulatedGitHub({ people: PEOPLE, webhookSecret: randomUUID() });
  cleanups.push(github.stop);
  const owners = `ownerIds: [${github.idOf('acme')}]\n`;
  const config = copyConfig({ 'github.yml': owners, ...spec.config });
  cleanups.push(config.remove);
  return { server, github, config, ...(await openDoors(spec.world ?? {}, cleanups)) };
};

type Parts = Awaited<ReturnType<typeof openParts>>;

/** Starts workers, and remembers them for their end. */
const startWith =
  ({ github, config, server, doors }: Parts, workers: WorkerProcess[]): WorkerStage['start'] =>
  async (role, environment = {}) => {
    const isModel = role === 'model';
    const worker = await startWorker({
      role,
      args: isModel ? [] : ['--sandbox', doors[role].url],
      environment: {
        ...(isModel ? bareVariables(config.path) : everyVariable(github, config.path)),
        DATABASE_URL: server.urlOf(`${role}_login`),
        ...environment,
      },
    });
    workers.push(worker);
    if (role === 'orchestrator') github.deliverTo(`${worker.url}${WEBHOOK_PATH}`);
    return worker;
  };

/** Opens everything but the workers; what was opened is closed again when the rest can not be. */
export const openWorkerStage = async (
  binaries: string,
  spec: StageSpec = {},
): Promise<WorkerStage> => {
  const cleanups: Cleanup[] = [];
  const workers: WorkerProcess[] = [];
  const close = async (): Promise<void> => {
    for (const worker of workers) await worker.end('SIGKILL');
    for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
  };
  const parts = await openParts(binaries, spec, cleanups).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const { github, server, world, doors } = parts;
  const said = async (issue: number): Promise<string> =>
    (await github.listComments(issue))
      .filter((comment) => comment.login === BOT)
      .map((comment) => comment.body)
      .join('\n\n');
  const outputs = (): string => workers.map((one) => one.output()).join('\n');
  return {
    github,
    server,
    world,
    doors,
    said,
    query: queryWith(server),
    start: startWith(parts, workers),
    until: async (issue, pattern) => {
      const found = await vi.waitFor(async () => {
        const text = await said(issue);
        if (!pattern.test(text)) throw new Error(`${text}\n\n${outputs()}`);
        return text;
      }, PATIENCE);
      await takeTimeToRead();
      return found;
    },
    close,
  };
};

/** The line that the newest plan asks people to copy. */
export const lineToCopy = (said: string): string =>
  [...said.matchAll(/^\/approve [0-9a-f]{12}$/gm)].at(-1)?.[0] ?? '';
