import { Probot } from 'probot';
import { z } from 'zod';
import { Fault } from '../task/fault.ts';
import type { IssueRef, IssueSnapshot } from '../task/issue.ts';
import type { JsonObject } from '../task/json.ts';
import { issueAnswer, issueOf } from './answers.ts';
import {
  listRepositories,
  readHook,
  type HookRead,
  type InstalledRepository,
} from './app-reads.ts';
import { listAppDeliveries, readAppDelivery, type AppDelivery } from './deliveries.ts';
import {
  findRepository,
  installationAnswer,
  type FoundRepository,
  type InstallationRead,
  type RepositoryName,
} from './find-repository.ts';
import type { GitHubRepository } from './github.ts';
import { createGitHubRepository } from './repository.ts';
import { createSenders, octokitOf, sender } from './installation-senders.ts';
import { boundedFetch, createRequester, type Requester, type Waiting } from './request.ts';

/** The only file that is given the application's private key. */
export interface GitHubAppOptions {
  readonly appId: number;
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** Such as `https://api.github.com`. */
  readonly baseUrl: string;
  readonly waiting: Waiting;
  readonly fetch?: typeof fetch;
  /**
   * False only for servers that are not GitHub: GitHub asks for a second between writes and three
   * between comments, and refuses those who do not keep to it.
   */
  readonly isPaced?: boolean;
}

/** What GitHub says the application may do, for `doctor`. */
export interface AppRead {
  readonly id: number;
  readonly slug: string;
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
}

export interface GitHubApp {
  /** Probot, for webhooks: `receive` runs the handlers of a delivery that was verified before. */
  readonly probot: Probot;
  /** GitHub as one installation sees it, with a pace of its own. */
  readonly forInstallation: (installationId: number) => Promise<GitHubRepository>;
  /** Open issues with a label, for picking up what no webhook told; at most 1,000. */
  readonly listIssues: (
    installationId: number,
    repository: Omit<IssueRef, 'number'>,
    label: string,
  ) => Promise<readonly IssueSnapshot[]>;
  readonly findRepository: (
    name: RepositoryName,
    ownerIds: readonly number[],
  ) => Promise<FoundRepository | undefined>;
  readonly readApp: () => Promise<AppRead>;
  readonly listInstallations: () => Promise<readonly InstallationRead[]>;
  /** Undefined where a server does not show it. */
  readonly readHook: () => Promise<HookRead | undefined>;
  readonly listRepositories: (installationId: number) => Promise<readonly InstalledRepository[]>;
  readonly listAppDeliveries: (since: Date) => Promise<readonly AppDelivery[]>;
  readonly readAppDelivery: (id: string) => Promise<JsonObject | undefined>;
}

const permissions = z.record(z.string(), z.string()).catch({});

const appAnswer = z.object({
  id: z.number(),
  slug: z.string(),
  permissions,
  events: z.array(z.string()).catch([]),
});

const tokenAnswer = z.object({
  token: z.string(),
  permissions: z.record(z.string(), z.string()),
  repositories: z.array(z.object({ id: z.number() })),
});

/**
 * Asks for a token of one repository with these rights, and checks that GitHub gave no others: a
 * server that ignored the limits would hand the deployer everything the application may do.
 */
const createScopedToken = async (
  app: Requester,
  installationId: number,
  scope: { readonly repositoryId: number; readonly permissions: Readonly<Record<string, 'read'>> },
): Promise<string> => {
  const answer = await app.tell({
    route: 'POST /app/installations/{installation_id}/access_tokens',
    parameters: {
      installation_id: installationId,
      repository_ids: [scope.repositoryId],
      permissions: scope.permissions,
    },
    answer: tokenAnswer,
  });
  const isOneRepository =
    answer.repositories.length === 1 && answer.repositories[0]?.id === scope.repositoryId;
  const isNotWider = Object.entries(answer.permissions).every(
    ([name, right]) =>
      right === scope.permissions[name] || (name === 'metadata' && right === 'read'),
  );
  if (!isOneRepository || !isNotWider) {
    throw new Fault('broken-promise', 'the token for the release is wider than it was asked for');
  }
  return answer.token;
};

const openProbot = (options: GitHubAppOptions): Probot =>
  new Probot({
    appId: options.appId,
    privateKey: options.privateKey,
    secret: options.webhookSecret,
    baseUrl: options.baseUrl,
    Octokit: octokitOf(options.isPaced ?? true),
    // Its own log would hold whole payloads; what goes wrong is a fault, and logged where caught.
    logLevel: 'fatal',
    request: { fetch: boundedFetch(options.fetch) },
  });

const listPages = async <T>(
  github: Requester,
  call: { readonly route: string; readonly parameters?: Record<string, unknown> },
  answer: z.ZodType<T>,
): Promise<readonly T[]> => {
  const found: T[] = [];
  for (let page = 1; page <= 10; page += 1) {
    const parameters = { ...call.parameters, per_page: 100, page };
    const listed = await github.ask({ ...call, parameters, answer: z.array(answer) });
    found.push(...(listed ?? []));
    if ((listed ?? []).length < 100) break;
  }
  return found;
};

/** Signs in as the application. Nothing is asked of GitHub until the first call. */
export const openGitHubApp = (options: GitHubAppOptions): GitHubApp => {
  const probot = openProbot(options);
  const request = createSenders(probot, options);
  const requesterOf = async (installationId?: number): Promise<Requester> =>
    createRequester(
      installationId === undefined ? sender(await probot.auth()) : request(installationId),
      options.waiting,
    );

  const forInstallation = async (installationId: number): Promise<GitHubRepository> =>
    createGitHubRepository(
      { request: request(installationId) },
      {
        appId: options.appId,
        waiting: options.waiting,
        createReleaseToken: async (ref, wanted) =>
          createScopedToken(await requesterOf(), installationId, {
            repositoryId: ref.repositoryId,
            permissions: wanted,
          }),
      },
    );

  return {
    probot,
    forInstallation,
    listIssues: async (installationId, repository, label) => {
      const { owner, repo } = repository;
      const answers = await listPages(
        await requesterOf(installationId),
        {
          route: 'GET /repos/{owner}/{repo}/issues',
          parameters: { owner, repo, labels: label, state: 'open' },
        },
        issueAnswer,
      );
      return answers
        .filter((answer) => !answer.pull_request)
        .map((answer) => issueOf({ ...repository, number: answer.number }, answer));
    },
    findRepository: (name, ownerIds) => findRepository(requesterOf, name, ownerIds),
    readApp: async () => (await requesterOf()).tell({ route: 'GET /app', answer: appAnswer }),
    listInstallations: async () =>
      listPages(await requesterOf(), { route: 'GET /app/installations' }, installationAnswer),
    readHook: async () => readHook(await requesterOf()),
    listRepositories: async (installationId) => listRepositories(await requesterOf(installationId)),
    listAppDeliveries: async (since) => listAppDeliveries(await requesterOf(), since),
    readAppDelivery: async (id) => readAppDelivery(await requesterOf(), id),
  };
};
