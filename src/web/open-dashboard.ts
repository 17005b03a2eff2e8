import { readSignIn, type OrchestratorEnvironment } from '../app/environment.ts';
import type { Routes } from '../app/http-server.ts';
import type { AppOptions, StartedApp } from '../app/start-app.ts';
import type { GitHubApp } from '../github/app-auth.ts';
import { createSignIn, webUrlOf, type SignInOptions } from '../github/sign-in.ts';
import type { AccessGitHub } from './access.ts';
import { createDashboard } from './dashboard.ts';
import { readsOf } from './reads.ts';
import { dashboardRoutes } from './routes.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** The client of the GitHub App, where there is a page; refuses to start when it is not named. */
export const readDashboardClient = (
  { role, config }: Pick<AppOptions, 'role' | 'config'>,
  variables: Variables,
): Pick<SignInOptions, 'clientId' | 'clientSecret'> | undefined => {
  const isServed = role === 'all' || role === 'orchestrator';
  if (!config.dashboard.enabled || !isServed) return undefined;
  const { GITHUB_CLIENT_ID: clientId, GITHUB_CLIENT_SECRET: clientSecret } = readSignIn(variables);
  return { clientId, clientSecret };
};

/** Who may look, as the application itself reads it from GitHub. */
export const accessThrough = (github: GitHubApp, ownerIds: readonly number[]): AccessGitHub => ({
  findRepository: (name) => github.findRepository(name, ownerIds),
  readRole: async ({ repository, installationId }, person) => {
    const seen = await github.forInstallation(installationId);
    return seen.readRole({ ...repository, number: 0 }, person);
  },
});

export interface OpenDashboardOptions {
  readonly options: AppOptions;
  readonly app: StartedApp;
  /** Undefined where there is no page. */
  readonly client: Pick<SignInOptions, 'clientId' | 'clientSecret'> | undefined;
  readonly environment: Pick<OrchestratorEnvironment, 'PORT' | 'GITHUB_API_URL'>;
  readonly fetch?: typeof fetch;
}

/** The routes of the page; none where configuration does not ask for one. */
export const openDashboard = (given: OpenDashboardOptions): Routes => {
  const { options, app, client, environment } = given;
  const { config, knowledge, clock, log, opened } = options;
  const { repository, url: said } = config.dashboard;
  if (client === undefined || repository === undefined) return {};
  if (app.github === undefined || options.github === undefined) return {};
  const url = said ?? `http://127.0.0.1:${environment.PORT}`;
  const baseUrl = environment.GITHUB_API_URL;
  const signIn = createSignIn({
    ...client,
    baseUrl,
    ...(given.fetch === undefined ? {} : { fetch: given.fetch }),
  });
  const dashboard = createDashboard({
    reads: readsOf(opened.store),
    deps: { config, knowledge, clock },
    github: accessThrough(app.github, config.ownerIds),
    repository,
    signIn,
    secret: options.github.webhookSecret,
    url,
    webUrl: webUrlOf(baseUrl),
    onBreak: (error) => log.error({ err: error }, 'the dashboard broke'),
  });
  return dashboardRoutes(dashboard, url);
};
