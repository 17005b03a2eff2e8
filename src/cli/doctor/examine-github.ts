import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { readOrchestrator } from '../../app/environment.ts';
import { packageRoot } from '../../app/package-root.ts';
import { WEBHOOK_PATH } from '../../app/webhook.ts';
import type { Config } from '../../config/config.ts';
import { openGitHubApp, type GitHubApp } from '../../github/app-auth.ts';
import type { InstallationRead } from '../../github/find-repository.ts';
import type { InstalledRepository } from '../../github/app-reads.ts';
import { ok, skipped, type Check } from '../../report/doctor/check.ts';
import {
  judgeInstallations,
  judgeRights,
  judgeRoute,
  judgeWebhook,
  type AppRights,
} from '../../report/doctor/judge-github.ts';
import { inSection } from './in-section.ts';
import { includes, type DoctorOptions } from './options.ts';

const manifest = z
  .object({
    default_permissions: z.record(z.string(), z.string()),
    default_events: z.array(z.string()),
  })
  .transform((read) => ({ permissions: read.default_permissions, events: read.default_events }));

/** What the application asks for, from the manifest that it is created with. */
const readManifest = (): AppRights =>
  manifest.parse(parse(readFileSync(join(packageRoot(), 'app.yml'), 'utf8')));

const openApp = (options: DoctorOptions): GitHubApp => {
  const environment = readOrchestrator(options.variables);
  return openGitHubApp({
    appId: environment.APP_ID,
    privateKey: environment.PRIVATE_KEY,
    webhookSecret: environment.WEBHOOK_SECRET,
    baseUrl: environment.GITHUB_API_URL,
    waiting: options.clock,
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
    ...(options.isPaced === undefined ? {} : { isPaced: options.isPaced }),
  });
};

const examineRoutes = async (
  app: GitHubApp,
  config: Config,
  at: { readonly installationId: number; readonly repository: InstalledRepository },
): Promise<readonly Check[]> => {
  const github = await app.forInstallation(at.installationId);
  const { id: repositoryId, owner, repo } = at.repository;
  const ref = { repositoryId, owner, repo, number: 0 };
  const checks: Check[] = [];
  for (const [tier, environment] of Object.entries(config.pullRequests.environments)) {
    const protection = await github.readRouteProtection(ref, environment);
    checks.push(judgeRoute({ repository: `${owner}/${repo}`, tier, environment, protection }));
  }
  return checks;
};

const examineRepositories = async (
  app: GitHubApp,
  config: Config,
  installations: readonly InstallationRead[],
): Promise<readonly Check[]> => {
  const served = installations.filter(
    ({ accountId, isSuspended }) => config.ownerIds.includes(accountId) && !isSuspended,
  );
  const checks: Check[] = [];
  for (const { id: installationId } of served) {
    const repositories = await app.listRepositories(installationId);
    for (const repository of repositories) {
      const name = `Routes in ${repository.owner}/${repository.repo}`;
      const at = { installationId, repository };
      checks.push(...(await inSection(name, () => examineRoutes(app, config, at))));
    }
  }
  return checks;
};

const examineApp = async (options: DoctorOptions, config: Config): Promise<readonly Check[]> => {
  const app = openApp(options);
  const wanted = readManifest();
  const read = await app.readApp();
  const installations = await app.listInstallations();
  return [
    ok('GitHub App', `${read.slug} (${read.id})`),
    ...judgeRights(wanted, read),
    judgeWebhook(await app.readHook(), WEBHOOK_PATH),
    ...judgeInstallations(installations, { ownerIds: config.ownerIds, wanted }),
    ...(await inSection('GitHub repositories', () =>
      examineRepositories(app, config, installations),
    )),
  ];
};

/** GitHub as the orchestrator sees it; the other workers do not hold the application's key. */
export const examineGitHub = async (
  options: DoctorOptions,
  config: Config,
): Promise<readonly Check[]> =>
  includes(options.role, 'orchestrator')
    ? inSection('GitHub App', () => examineApp(options, config))
    : [skipped('GitHub App', `the ${options.role} does not hold its key`)];
