import type { Hono } from 'hono';
import type { SignIn } from '../../src/github/sign-in.ts';
import type { OpenedStore } from '../../src/store/open-store.ts';
import type { Person } from '../../src/task/issue.ts';
import type { AccessGitHub } from '../../src/web/access.ts';
import { createDashboard, type DashboardOptions } from '../../src/web/dashboard.ts';
import { accessThrough } from '../../src/web/open-dashboard.ts';
import { readsOf } from '../../src/web/reads.ts';
import { createSeals } from '../../src/web/session.ts';
import { loadConfig } from '../../src/app/knowledge.ts';
import { KNOWLEDGE } from '../knowledge.ts';
import type { Company } from '../conversations/company.ts';
import { createVirtualClock } from '../fakes/virtual-clock.ts';

export const SECRET = 'a secret of these tests and of nothing else';
export const URL_OF_PAGE = 'https://coworker.example.com';

const NOBODY: SignIn = {
  addressFor: ({ state }) => `https://github.com/login/oauth/authorize?state=${state}`,
  readPerson: () => Promise.resolve(undefined),
};

/** A GitHub on which everybody reads a private repository with the id 1. */
export const EVERYBODY: AccessGitHub = {
  findRepository: async ({ owner, repo }) => ({
    repository: { owner, repo, repositoryId: 1 },
    installationId: 1,
    isPrivate: true,
  }),
  readRole: async (_, person) => ({ role: 'read', userId: person.id }),
};

export const READER: Person = { id: 7, login: 'reader' };

/** The page on a store, and on a GitHub where everybody may look unless somebody says otherwise. */
export const pageOn = (
  opened: Pick<OpenedStore, 'store'>,
  given: Partial<DashboardOptions> = {},
): Hono => {
  const config = given.deps?.config ?? loadConfig();
  return createDashboard({
    reads: readsOf(opened.store),
    deps: { config, knowledge: KNOWLEDGE, clock: createVirtualClock() },
    github: EVERYBODY,
    repository: { owner: 'acme', repo: 'platform' },
    signIn: NOBODY,
    secret: SECRET,
    url: URL_OF_PAGE,
    webUrl: 'https://github.com',
    onBreak: (error) => {
      throw error;
    },
    ...given,
  });
};

/** The page of a company, whose GitHub says who may look. */
export const pageOf = (company: Company, given: Partial<DashboardOptions> = {}): Hono => {
  const { app, config, clock, opened } = company;
  if (app.github === undefined) throw new Error('there is no GitHub');
  const github = accessThrough(app.github, config.ownerIds);
  return pageOn(opened, { deps: { config, knowledge: KNOWLEDGE, clock }, github, ...given });
};

/** The cookie of somebody who signed in a moment ago. */
export const cookieOf = (person: Person, now: Date): Readonly<Record<string, string>> => ({
  cookie: `__Host-coworker-session=${createSeals(SECRET).sealSession(person, now)}`,
});

/** What somebody gets at an address. */
export const look = async (
  page: Hono,
  path = '/',
  headers: Readonly<Record<string, string>> = cookieOf(READER, createVirtualClock().now()),
): Promise<{ readonly status: number; readonly text: string; readonly headers: Headers }> => {
  const response = await page.request(`${URL_OF_PAGE}${path}`, { headers });
  return { status: response.status, text: await response.text(), headers: response.headers };
};
