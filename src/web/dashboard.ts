import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import type { ComputedPlan } from '../app/compute-plan.ts';
import type { WorkerDeps } from '../app/deps.ts';
import type { SignIn } from '../github/sign-in.ts';
import type { PlanId } from '../task/ids.ts';
import type { Person } from '../task/issue.ts';
import { createAccess, type Access, type AccessGitHub } from './access.ts';
import { addAssets } from './assets.ts';
import { gatherPlans, type PlanSources } from './gather-plans.ts';
import { gatherRegistry, type AgentsAsked } from './gather-registry.ts';
import { shown, type Html } from './html.ts';
import { dashboardPage, noticePage } from './page.ts';
import { plansPart } from './parts/plans.ts';
import { registryPart } from './parts/registry.ts';
import type { DashboardReads } from './reads.ts';
import { createSeals } from './session.ts';
import { addSignIn, personOf } from './sign-in-routes.ts';

export interface DashboardOptions {
  readonly reads: DashboardReads;
  readonly deps: Pick<WorkerDeps, 'config' | 'knowledge' | 'clock'>;
  readonly github: AccessGitHub;
  readonly repository: { readonly owner: string; readonly repo: string };
  readonly signIn: SignIn;
  /** What the keys of the cookies are made from. */
  readonly secret: string;
  /** Where people reach the page, without a path. */
  readonly url: string;
  /** Where people are on GitHub, such as `https://github.com`. */
  readonly webUrl: string;
  readonly onBreak: (error: unknown) => void;
}

/** Style, script, icon, its own parts and its own form: nothing else, from nowhere else. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': POLICY,
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

const SIGN_IN = noticePage(
  'Sign in to look',
  html`<p>What waits for approval, what runs and who looks after what.</p>
    <p><a class="button" href="/auth/login">Sign in with GitHub</a></p>`,
);

const REASONS: Readonly<Record<Exclude<Access['kind'], 'yes'>, (repository: string) => string>> = {
  no: (repository) => `it is for people who can read ${repository}. Ask one of its admins`,
  public: (repository) => `${repository} is public, so that everybody could. Ask its admins`,
  unknown: (repository) =>
    `GitHub did not say whether you can read ${repository}. Try again, or ask one of its admins`,
};

const noticeFor = (kind: Exclude<Access['kind'], 'yes'>, repository: string, person: Person) =>
  noticePage(
    'Not for you to see',
    html`<p>
        You are signed in as ${shown(person.login, 40)}, and this page is not shown:
        ${REASONS[kind](repository)}.
      </p>
      <form method="post" action="/auth/logout"><button type="submit">Sign out</button></form>`,
  );

const askedOf = (context: Context): AgentsAsked => {
  const persona = context.req.query('persona');
  const page = Number(context.req.query('page') ?? '1');
  return {
    page: Number.isSafeInteger(page) ? page : 1,
    ...(persona === undefined ? {} : { persona }),
  };
};

type Shown = (sources: PlanSources, asked: AgentsAsked, person: Person) => Promise<Html>;

const registryOf = (sources: PlanSources, asked: AgentsAsked) =>
  gatherRegistry(
    { reads: sources.reads, maskAccountIds: sources.deps.config.maskAccountIds },
    asked,
  );

/** What is shown at each address to somebody who may look. */
const PAGES: Readonly<Record<string, Shown>> = {
  '/': async (sources, asked, person) =>
    dashboardPage(person, {
      plans: await gatherPlans(sources),
      registry: await registryOf(sources, asked),
    }),
  '/parts/plans': async (sources) => plansPart(await gatherPlans(sources)),
  '/parts/registry': async (sources, asked) => registryPart(await registryOf(sources, asked)),
};

/** A part can not show a page of its own: the page that asked for it is loaded again, and says. */
const notShown = (context: Context, page: Html, status: 401 | 403): Response | Promise<Response> =>
  context.req.path === '/'
    ? context.html(page, status)
    : context.body(null, status, { 'hx-refresh': 'true' });

const addPages = (app: Hono, options: DashboardOptions): void => {
  const { reads, deps, webUrl, repository, url } = options;
  const mayLook = createAccess({ ...options, clock: deps.clock });
  const asked = { seals: createSeals(options.secret), clock: deps.clock, url };
  const remembered = new Map<PlanId, ComputedPlan>();
  for (const [path, show] of Object.entries(PAGES)) {
    app.get(path, async (context) => {
      const person = personOf(context, asked);
      if (person === undefined) return notShown(context, SIGN_IN, 401);
      const access = await mayLook(person);
      if (access.kind !== 'yes') {
        const name = `${repository.owner}/${repository.repo}`;
        return notShown(context, noticeFor(access.kind, name, person), 403);
      }
      const { repositoryId } = access;
      const sources = { reads, deps, webUrl, repositoryId, remembered };
      return context.html(await show(sources, askedOf(context), person));
    });
  }
  addSignIn(app, { ...options, ...asked });
};

const BROKEN = noticePage(
  'Something broke',
  html`<p>The page could not be made. It is in the log; try again in a minute.</p>`,
);

/** The page as an application of its own: it reads, and has nothing that writes. */
export const createDashboard = (options: DashboardOptions): Hono => {
  const app = new Hono();
  app.use(async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) context.header(name, value);
  });
  app.onError((error, context) => {
    options.onBreak(error);
    return context.html(BROKEN, 500);
  });
  addAssets(app);
  addPages(app, options);
  return app;
};
