import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { stringify } from 'yaml';
import { takeTimeToRead } from '../fakes/read-time.ts';
import { openEmulatedGitHub, type EmulatedGitHub } from '../../sandbox/github/emulate.ts';
import { WEBHOOK_PATH } from '../../src/app/webhook.ts';
import { copyConfig } from '../fakes/config-folder.ts';
import { startWorker, type WorkerProcess } from '../fakes/worker-process.ts';
import { startMoto, type MotoServer } from './moto.ts';
import { KEYS, seedOrganization, type SeededOrganization } from './seed.ts';

const PEOPLE = [
  { login: 'requester', role: 'write' },
  { login: 'maintainer', role: 'maintain' },
  { login: 'second-maintainer', role: 'maintain' },
] as const;

const CODEOWNERS = '/infrastructure/ @acme/platform\n/.github/ @acme/platform\n';

/** The application as `npm start` starts it, between two servers of other people's making. */
export interface ConformanceStage {
  readonly github: EmulatedGitHub;
  readonly aws: MotoServer;
  readonly accounts: SeededOrganization;
  readonly app: WorkerProcess;
  readonly said: (issue: number) => Promise<string>;
  /** Waits until what was said matches, and gives it. */
  readonly until: (issue: number, pattern: RegExp) => Promise<string>;
  /** Waits until something is found in what was said, and gives it. */
  readonly find: (issue: number, look: (said: string) => string | undefined) => Promise<string>;
  readonly close: () => Promise<void>;
}

const organizationFile = (accounts: SeededOrganization): string =>
  stringify({
    id: accounts.id,
    externalId: 'example-external-id',
    managementAccountId: accounts.management,
    toolingAccountId: '121212121212',
    organizationReader: { accountId: accounts.management, roleName: 'AwsCoworkerReader' },
    shortName: 'acme',
    namingPattern: '{org}-{env}-{region}-{name}',
    defaultRegions: ['us-east-1'],
    profiles: {},
    ous: {
      'Workloads/Development': { tier: 'development', role: 'Development' },
      'Workloads/Test': { tier: 'test', role: 'Test' },
      'Workloads/Production': { tier: 'production', role: 'Production' },
    },
    accounts: { [accounts.management]: { role: 'Management', persona: 'Zeus' } },
  });

const BOT = 'aws-coworker[bot]';
const PATIENCE = { timeout: 240_000, interval: 300 };

type Cleanup = () => unknown;

type Opening = Omit<ConformanceStage, 'said' | 'until' | 'find' | 'close'>;

/** The variables that the documentation names, and no more. */
const environmentOf = (
  parts: Pick<Opening, 'github' | 'aws'>,
  folders: { readonly config: string; readonly data: string },
): Readonly<Record<string, string>> => ({
  APP_ID: String(parts.github.appId),
  PRIVATE_KEY: parts.github.privateKey,
  WEBHOOK_SECRET: parts.github.webhookSecret,
  GITHUB_API_URL: parts.github.baseUrl,
  AWS_ENDPOINT_URL: parts.aws.url,
  AWS_ACCESS_KEY_ID: KEYS.accessKeyId,
  AWS_SECRET_ACCESS_KEY: KEYS.secretAccessKey,
  CONFIG_DIR: folders.config,
  DATA_DIR: folders.data,
  PORT: '0',
});

type Files = Readonly<Record<string, string>>;

const openParts = async (cleanups: Cleanup[], configured: Files): Promise<Opening> => {
  const aws = await startMoto();
  cleanups.push(aws.stop);
  const accounts = await seedOrganization(aws.url);
  const files = { '.github/CODEOWNERS': CODEOWNERS };
  const github = await openEmulatedGitHub({ people: PEOPLE, webhookSecret: randomUUID(), files });
  cleanups.push(github.stop);
  await github.protect('production');
  const config = copyConfig({
    'github.yml': `ownerIds: [${github.idOf('acme')}]\n`,
    'organization.yml': organizationFile(accounts),
    ...configured,
  });
  const data = mkdtempSync(join(tmpdir(), 'coworker-data-'));
  cleanups.push(config.remove, () => rmSync(data, { recursive: true, force: true }));
  const app = await startWorker({
    role: 'all',
    command: ['npm', 'start', '--silent'],
    environment: environmentOf({ github, aws }, { config: config.path, data }),
  });
  cleanups.push(() => app.end());
  github.deliverTo(`${app.url}${WEBHOOK_PATH}`);
  return { github, aws, accounts, app };
};

/**
 * Opens everything; what was opened is closed again when the rest can not be. `configured` are files
 * of the configuration folder that are not the repository's own.
 */
export const openConformanceStage = async (configured: Files = {}): Promise<ConformanceStage> => {
  const cleanups: Cleanup[] = [];
  const close = async (): Promise<void> => {
    for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
  };
  try {
    const parts = await openParts(cleanups, configured);
    const said = async (issue: number): Promise<string> =>
      (await parts.github.listComments(issue))
        .filter((comment) => comment.login === BOT)
        .map((comment) => comment.body)
        .join('\n\n');
    const find: ConformanceStage['find'] = async (issue, look) => {
      const found = await vi.waitFor(async () => {
        const text = await said(issue);
        const one = look(text);
        if (one === undefined) throw new Error(`${text}\n\n${parts.app.output()}`);
        return one;
      }, PATIENCE);
      await takeTimeToRead();
      return found;
    };
    const until = (issue: number, pattern: RegExp): Promise<string> =>
      find(issue, (text) => (pattern.test(text) ? text : undefined));
    return { ...parts, said, until, find, close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** The line that the newest plan asks people to copy. */
export const lineToCopy = (said: string): string =>
  [...said.matchAll(/^\/approve [0-9a-f]{12}$/gm)].at(-1)?.[0] ?? '';
