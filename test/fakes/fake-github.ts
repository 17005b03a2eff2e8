import { generateKeyPairSync } from 'node:crypto';
import type { JsonObject } from '../../src/task/json.ts';
import type { GitHubStage, Said, StagePerson, Webhook } from '../../sandbox/github/stage.ts';
import { createServer, type Mishap, type RequestLine } from './github/server.ts';
import { createShapes } from './github/shapes.ts';
import {
  createWorld,
  filesAt,
  headShaOf,
  storeCommit,
  storeTree,
  type FakeIssue,
  type FakePerson,
  type FakeWorld,
} from './github/world.ts';
import { gitRoutes, governanceRoutes, issueRoutes, pullRoutes } from './github/routes.ts';

export interface FakeGitHubOptions {
  readonly now: () => Date;
  readonly people: readonly StagePerson[];
  readonly files?: Readonly<Record<string, string>>;
  readonly isPrivate?: boolean;
  readonly permissions?: Readonly<Record<string, string>>;
}

export interface FakeGitHub extends GitHubStage {
  /** For Octokit and Probot: `request: { fetch }`. */
  readonly fetch: typeof fetch;
  readonly world: FakeWorld;
  /** Every request of the application, oldest first. */
  readonly requests: readonly RequestLine[];
  /** How many of them created content: comments, issues, pull requests. */
  readonly contentCreations: () => number;
  /** Webhooks of what the application itself did, since the last time they were taken. */
  readonly takeWebhooks: () => readonly Webhook[];
  readonly meetMishap: (mishap: Mishap) => void;
  /** Everything works again. */
  readonly clearMishaps: () => void;
  /** Every token given so far has had its hour. */
  readonly expireTokens: () => void;
  readonly setRole: (login: string, role: string) => void;
  readonly suspend: (login: string) => void;
  /** The login changes; the numeric id, which is the person, stays. */
  readonly rename: (login: string, to: string) => void;
  readonly addToTeam: (team: string, login: string) => void;
  readonly removeFromTeam: (team: string, login: string) => void;
  readonly protect: (branch: string, change?: Record<string, unknown>) => void;
  readonly addEnvironment: (
    name: string,
    environment: {
      readonly reviewers: number;
      readonly branches?: readonly string[] | 'protected';
    },
  ) => void;
  readonly push: (login: string, branch: string, files: Record<string, string>) => Promise<Said>;
  /** Somebody opens a pull request of a branch of this repository; answers its number. */
  readonly openPullRequest: (login: string, branch: string, title: string) => number;
  readonly lock: (login: string, number: number) => Promise<Said>;
  readonly deleteComment: (commentId: number) => void;
  /** Hides a comment: people see a line that says so in its place. */
  readonly minimizeComment: (commentId: number) => void;
  /** A person's comment that another application writes for them. */
  readonly commentThroughApp: (login: string, number: number, body: string) => Promise<Said>;
  /** What the pipeline says of the deployment of the merged pull request. */
  readonly deploy: (
    login: string,
    pull: number,
    state: string,
    environment?: string,
  ) => Promise<Said>;
  readonly makePublic: (login: string) => Promise<Said>;
  readonly unlabel: (login: string, number: number, label: string) => Promise<Said>;
  /** A webhook that GitHub has in its log. Every webhook of a person's act is logged. */
  readonly deliveries: readonly Webhook[];
}

let sharedKey: string | undefined;

/** Made once a process, at run time; no key is ever written down. */
export const createPrivateKey = (): string => {
  sharedKey ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey;
  return sharedKey;
};

const GRANTED: Readonly<Record<string, string>> = {
  issues: 'write',
  contents: 'write',
  pull_requests: 'write',
  checks: 'write',
  metadata: 'read',
  deployments: 'read',
  administration: 'read',
  actions: 'read',
  members: 'read',
};

const CREATES = new Set([
  '/repos/{owner}/{repo}/issues',
  '/repos/{owner}/{repo}/issues/{issue_number}/comments',
  '/repos/{owner}/{repo}/pulls',
]);

const OWNER: StagePerson = { login: 'acme', role: 'admin' };
const BOT_LOGIN = 'aws-coworker[bot]';

/** GitHub in memory, with people who can act, and with the rights of tokens enforced. */
export const createFakeGitHub = (options: FakeGitHubOptions): FakeGitHub => {
  const world = createWorld();
  world.isPrivate = options.isPrivate ?? true;
  const facts = {
    appId: 4711,
    privateKey: createPrivateKey(),
    webhookSecret: 'a-secret-for-tests-only-0123456789',
    installationId: 77,
    repositoryId: 424_242,
    owner: OWNER.login,
    repo: 'platform',
    baseUrl: 'https://github.test',
  };
  const now = (): string =>
    options
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z');
  let guids = 0;
  const guid = (): string => {
    guids += 1;
    return `00000000-0000-4000-8000-${String(guids).padStart(12, '0')}`;
  };
  const shapes = createShapes(world, facts, guid);
  const deliveries: Webhook[] = [];
  const own: Webhook[] = [];

  const add = (person: { login: string; role: string; type: 'User' | 'Bot' }): void => {
    world.nextId += 1;
    world.people.set(person.login, { ...person, id: world.nextId, isSuspended: false });
  };
  for (const person of [OWNER, ...options.people]) add({ ...person, type: 'User' });
  add({ login: BOT_LOGIN, role: 'none', type: 'Bot' });

  const personOf = (login: string): FakePerson => {
    const person = [...world.people.values()].find((one) => one.login === login);
    if (person === undefined) throw new Error(`nobody is called ${login}`);
    return person;
  };
  const issueOf = (number: number): FakeIssue => {
    const issue = world.issues.get(number);
    if (issue === undefined) throw new Error(`there is no #${number}`);
    return issue;
  };

  const log = (webhook: Webhook & { readonly action: string }): Webhook => {
    world.nextId += 1;
    deliveries.push(webhook);
    world.deliveries.push({
      id: world.nextId,
      guid: webhook.guid,
      event: webhook.event,
      action: webhook.action,
      deliveredAt: now(),
      payload: webhook.payload,
    });
    return webhook;
  };
  const tell = (
    about: { readonly event: string; readonly action: string; readonly login: string },
    parts: JsonObject,
  ): Webhook =>
    log({
      ...shapes.webhook({ ...about, sender: personOf(about.login) }, parts),
      action: about.action,
    });

  const base = storeTree(world, new Map(Object.entries({ 'README.md': '#', ...options.files })));
  const first = storeCommit(world, {
    tree: base,
    parents: [],
    message: 'Begin',
    login: OWNER.login,
    isVerified: true,
  });
  world.branches.set('main', first.sha);

  const tools = {
    world,
    facts,
    shapes,
    now,
    bot: () => personOf(BOT_LOGIN),
    announce: (event: string, action: string, parts: JsonObject) => {
      own.push(tell({ event, action, login: BOT_LOGIN }, parts));
    },
  };
  const server = createServer({
    world,
    facts,
    now: options.now,
    granted: { ...(options.permissions ?? GRANTED) },
    routes: [
      ...issueRoutes(tools),
      ...governanceRoutes(tools),
      ...gitRoutes(tools),
      ...pullRoutes(tools),
    ],
  });

  const said = (what: { id: number; number: number }, ...webhooks: readonly Webhook[]): Said => ({
    id: what.id,
    number: what.number,
    webhooks,
  });
  const onIssue = (login: string, issue: FakeIssue, action: string, more: JsonObject = {}): Said =>
    said(issue, tell({ event: 'issues', action, login }, { issue: shapes.issue(issue), ...more }));
  const onPull = (login: string, issue: FakeIssue, action: string): Said =>
    said(
      issue,
      tell(
        { event: 'pull_request', action, login },
        { number: issue.number, pull_request: shapes.pull(issue) },
      ),
    );

  const write = (
    login: string,
    written: { readonly number: number; readonly body: string; readonly otherAppId?: number },
  ): Said => {
    const { number, body, otherAppId } = written;
    world.nextId += 1;
    const comment = {
      id: world.nextId,
      issue: number,
      person: personOf(login),
      viaApp: false,
      ...(otherAppId === undefined ? {} : { otherAppId }),
      body,
      createdAt: now(),
      updatedAt: now(),
      reactions: [],
      isPinned: false,
    };
    world.comments.set(comment.id, comment);
    const parts = { issue: shapes.issue(issueOf(number)), comment: shapes.comment(comment) };
    return said(
      { id: comment.id, number },
      tell({ event: 'issue_comment', action: 'created', login }, parts),
    );
  };

  const commitTo = (login: string, branch: string, files: ReadonlyMap<string, string>): string => {
    const parent = world.branches.get(branch) ?? first.sha;
    const commit = storeCommit(world, {
      tree: storeTree(world, files),
      parents: [parent],
      message: `By ${login}`,
      login,
      isVerified: false,
    });
    world.branches.set(branch, commit.sha);
    return commit.sha;
  };

  return {
    ...facts,
    fetch: server.fetch,
    world,
    requests: server.requests,
    deliveries,
    contentCreations: () =>
      server.requests.filter(
        (line) => line.method === 'POST' && line.status === 201 && CREATES.has(line.route),
      ).length,
    takeWebhooks: () => own.splice(0),
    meetMishap: (mishap) => server.mishaps.push(mishap),
    clearMishaps: () => {
      server.mishaps.length = 0;
    },
    expireTokens: server.expireTokens,
    setRole: (login, role) => {
      personOf(login).role = role;
    },
    suspend: (login) => {
      personOf(login).isSuspended = true;
    },
    rename: (login, to) => {
      personOf(login).login = to;
    },
    addToTeam: (team, login) => {
      world.teams.set(team, new Set([...(world.teams.get(team) ?? []), personOf(login).id]));
    },
    removeFromTeam: (team, login) => {
      world.teams.get(team)?.delete(personOf(login).id);
    },
    protect: (branch, change = {}) => {
      world.protection.set(branch, {
        required_pull_request_reviews: {
          dismiss_stale_reviews: true,
          require_code_owner_reviews: true,
          require_last_push_approval: true,
          required_approving_review_count: 1,
        },
        enforce_admins: { enabled: true },
        allow_force_pushes: { enabled: false },
        ...change,
      });
    },
    addEnvironment: (name, environment) => {
      world.environments.set(name, environment);
    },
    idOf: (login) => personOf(login).id,
    openIssue: async (login, issue) => {
      world.nextId += 1;
      const opened: FakeIssue = {
        id: world.nextId,
        number: world.nextNumber,
        person: personOf(login),
        title: issue.title,
        body: issue.body,
        labels: [...(issue.labels ?? [])],
        state: 'open',
        stateReason: null,
        isLocked: false,
        createdAt: now(),
        updatedAt: now(),
      };
      world.nextNumber += 1;
      world.issues.set(opened.number, opened);
      const labelled = opened.labels.map((name) =>
        onIssue(login, opened, 'labeled', { label: { name } }),
      );
      const made = onIssue(login, opened, 'opened');
      return said(opened, ...made.webhooks, ...labelled.flatMap((one) => one.webhooks));
    },
    editIssue: async (login, number, change) => {
      const issue = issueOf(number);
      const before = { title: issue.title, body: issue.body };
      Object.assign(issue, change, { updatedAt: now() });
      const changes = {
        ...(change.title === undefined ? {} : { title: { from: before.title } }),
        ...(change.body === undefined ? {} : { body: { from: before.body } }),
      };
      return onIssue(login, issue, 'edited', { changes });
    },
    label: async (login, number, label) => {
      const issue = issueOf(number);
      issue.labels.push(label);
      return onIssue(login, issue, 'labeled', { label: { name: label } });
    },
    unlabel: async (login, number, label) => {
      const issue = issueOf(number);
      issue.labels = issue.labels.filter((name) => name !== label);
      return onIssue(login, issue, 'unlabeled', { label: { name: label } });
    },
    close: async (login, number) => {
      const issue = issueOf(number);
      Object.assign(issue, { state: 'closed', stateReason: 'completed', updatedAt: now() });
      return onIssue(login, issue, 'closed');
    },
    reopen: async (login, number) => {
      const issue = issueOf(number);
      Object.assign(issue, { state: 'open', stateReason: 'reopened', updatedAt: now() });
      return onIssue(login, issue, 'reopened');
    },
    lock: async (login, number) => {
      const issue = issueOf(number);
      issue.isLocked = true;
      return onIssue(login, issue, 'locked');
    },
    comment: async (login, number, body) => write(login, { number, body }),
    commentThroughApp: async (login, number, body) =>
      write(login, { number, body, otherAppId: facts.appId + 1 }),
    deploy: async (login, pull, state, environment = 'production') => {
      const issue = issueOf(pull);
      const sha = issue.pull?.mergedSha ?? '';
      const parts = { deployment_status: { state, environment }, deployment: { sha, environment } };
      return said(issue, tell({ event: 'deployment_status', action: 'created', login }, parts));
    },
    editComment: async (login, commentId, body) => {
      const comment = world.comments.get(commentId);
      if (comment === undefined) throw new Error(`there is no comment ${commentId}`);
      const changes = { body: { from: comment.body } };
      Object.assign(comment, { body, updatedAt: now() });
      const issue = shapes.issue(issueOf(comment.issue));
      const parts = { changes, issue, comment: shapes.comment(comment) };
      return said(
        { id: commentId, number: comment.issue },
        tell({ event: 'issue_comment', action: 'edited', login }, parts),
      );
    },
    deleteComment: (commentId) => {
      world.comments.delete(commentId);
    },
    minimizeComment: (commentId) => {
      const comment = world.comments.get(commentId);
      if (comment !== undefined) comment.isMinimized = true;
    },
    makePublic: async (login) => {
      world.isPrivate = false;
      const webhook = tell({ event: 'repository', action: 'publicized', login }, {});
      return said({ id: facts.repositoryId, number: 0 }, webhook);
    },
    push: async (login, branch, files) => {
      const all = new Map([...filesAt(world, branch), ...Object.entries(files)]);
      commitTo(login, branch, all);
      const pulls = [...world.issues.values()].filter(
        (issue) => issue.pull?.headRef === branch && issue.state === 'open',
      );
      const webhooks = pulls.flatMap((pull) => onPull(login, pull, 'synchronize').webhooks);
      return said({ id: 0, number: pulls[0]?.number ?? 0 }, ...webhooks);
    },
    openPullRequest: (login, branch, title) => {
      world.nextId += 1;
      const number = world.nextNumber;
      world.nextNumber += 1;
      world.issues.set(number, {
        id: world.nextId,
        number,
        person: personOf(login),
        title,
        body: '',
        labels: [],
        state: 'open',
        stateReason: null,
        isLocked: false,
        createdAt: now(),
        updatedAt: now(),
        pull: {
          headRef: branch,
          headRepositoryId: facts.repositoryId,
          baseRef: 'main',
          headSha: world.branches.get(branch) ?? '',
          mergedAt: null,
          mergedSha: null,
          reviews: [],
        },
      });
      return number;
    },
    review: async (login, pull) => {
      const issue = issueOf(pull);
      const sha = headShaOf(world, issue);
      issue.pull?.reviews.push({ login, sha, state: 'approved' });
      const review = { id: world.nextId, state: 'approved', commit_id: sha };
      return said(
        issue,
        tell(
          { event: 'pull_request_review', action: 'submitted', login },
          { review, pull_request: shapes.pull(issue) },
        ),
      );
    },
    merge: async (login, pull) => {
      const issue = issueOf(pull);
      const { pull: merging } = issue;
      if (merging === undefined) throw new Error(`#${pull} is no pull request`);
      const head = headShaOf(world, issue);
      const sha = commitTo(login, merging.baseRef, filesAt(world, head));
      Object.assign(merging, { headSha: head, mergedAt: now(), mergedSha: sha, mergedBy: login });
      Object.assign(issue, { state: 'closed', updatedAt: now() });
      return onPull(login, issue, 'closed');
    },
    closePullRequest: async (login, pull) => {
      const issue = issueOf(pull);
      if (issue.pull !== undefined) issue.pull.headSha = headShaOf(world, issue);
      Object.assign(issue, { state: 'closed', updatedAt: now() });
      return onPull(login, issue, 'closed');
    },
    readIssue: async (number) => issueOf(number),
    listIssues: async () => [...world.issues.values()].filter((issue) => issue.pull === undefined),
    listComments: async (number) =>
      [...world.comments.values()]
        .filter((comment) => comment.issue === number)
        .map((comment) => ({
          id: comment.id,
          login: comment.person.login,
          body: comment.body,
          createdAt: comment.createdAt,
          updatedAt: comment.updatedAt,
        })),
    listPullRequests: async () =>
      [...world.issues.values()].flatMap((issue) =>
        issue.pull === undefined
          ? []
          : {
              number: issue.number,
              title: issue.title,
              body: issue.body,
              state: issue.state,
              headRef: issue.pull.headRef,
              headSha: headShaOf(world, issue),
              isMerged: issue.pull.mergedAt !== null,
            },
      ),
    readFile: async (ref, path) => filesAt(world, ref).get(path),
  };
};
