import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../src/task/json.ts';

export interface FakePerson {
  readonly id: number;
  login: string;
  readonly type: 'User' | 'Bot';
  role: string;
  isSuspended: boolean;
}

export interface FakeComment {
  readonly id: number;
  readonly issue: number;
  readonly person: FakePerson;
  readonly viaApp: boolean;
  /** Of another application, through which a person wrote it. */
  readonly otherAppId?: number;
  body: string;
  readonly createdAt: string;
  updatedAt: string;
  reactions: string[];
  isPinned: boolean;
  /** Hidden by somebody, as GitHub's GraphQL lets applications do. */
  isMinimized?: boolean;
}

export interface FakeIssue {
  readonly id: number;
  readonly number: number;
  readonly person: FakePerson;
  title: string;
  body: string;
  labels: string[];
  state: 'open' | 'closed';
  stateReason: string | null;
  isLocked: boolean;
  readonly createdAt: string;
  updatedAt: string;
  pull?: FakePull;
}

export interface FakePull {
  readonly headRef: string;
  readonly headRepositoryId: number;
  readonly baseRef: string;
  /** Fixed when it is merged or closed; before that the branch decides. */
  headSha: string;
  mergedAt: string | null;
  mergedSha: string | null;
  mergedBy?: string;
  reviews: { login: string; sha: string; state: string }[];
}

export interface FakeCommit {
  readonly sha: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly message: string;
  readonly login: string;
  readonly isVerified: boolean;
}

export interface FakeCheck {
  readonly name: string;
  readonly sha: string;
  readonly conclusion: string;
  readonly summary: string;
}

/** The classic rule of a branch, in GitHub's own words. */
export type FakeProtection = Record<string, unknown>;

export interface FakeEnvironment {
  readonly reviewers: number;
  /** Branch names that may deploy; `protected` for every protected branch; undefined for any. */
  readonly branches?: readonly string[] | 'protected';
}

export interface FakeRuleset {
  readonly id: number;
  readonly parameters: Record<string, boolean>;
  readonly canBypass: string;
  readonly bypassActors?: readonly { actor_type: string; actor_id: number | null }[];
}

export interface FakeDelivery {
  readonly id: number;
  readonly guid: string;
  readonly event: string;
  readonly action: string;
  readonly deliveredAt: string;
  readonly payload: unknown;
}

/** The application's own settings, in GitHub's words. */
export interface FakeApp {
  /** What the application asks for, where it is not what the installation was given. */
  permissions?: Readonly<Record<string, string>>;
  events: readonly string[];
  /** Undefined for a server that does not show it. */
  hook?: Record<string, unknown> | undefined;
  isSuspended: boolean;
  /** Account it is installed on; the owner of the repository when absent. */
  installedOn?: number;
}

export interface FakeWorld {
  readonly app: FakeApp;
  readonly people: Map<string, FakePerson>;
  readonly teams: Map<string, Set<number>>;
  readonly issues: Map<number, FakeIssue>;
  readonly comments: Map<number, FakeComment>;
  readonly trees: Map<string, ReadonlyMap<string, string>>;
  readonly commits: Map<string, FakeCommit>;
  readonly branches: Map<string, string>;
  readonly checks: FakeCheck[];
  readonly protection: Map<string, FakeProtection>;
  readonly rulesets: FakeRuleset[];
  readonly environments: Map<string, FakeEnvironment>;
  readonly deliveries: FakeDelivery[];
  isPrivate: boolean;
  nextId: number;
  nextNumber: number;
}

/** Git's habit in short: the name of a thing is the hash of its content. */
export const hashOf = (value: unknown): string =>
  createHash('sha1').update(canonicalJson(value)).digest('hex');

export const createWorld = (): FakeWorld => ({
  app: {
    events: ['issues', 'issue_comment', 'pull_request', 'deployment_status', 'repository'],
    hook: {
      content_type: 'json',
      insecure_ssl: '0',
      secret: '********',
      url: 'https://coworker.example.com/api/github/webhooks',
    },
    isSuspended: false,
  },
  people: new Map(),
  teams: new Map(),
  issues: new Map(),
  comments: new Map(),
  trees: new Map(),
  commits: new Map(),
  branches: new Map(),
  checks: [],
  protection: new Map(),
  rulesets: [],
  environments: new Map(),
  deliveries: [],
  isPrivate: true,
  nextId: 1000,
  nextNumber: 1,
});

export const storeTree = (world: FakeWorld, files: ReadonlyMap<string, string>): string => {
  const sha = hashOf([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
  world.trees.set(sha, new Map(files));
  return sha;
};

export const storeCommit = (world: FakeWorld, commit: Omit<FakeCommit, 'sha'>): FakeCommit => {
  world.nextId += 1;
  const stored = { ...commit, sha: hashOf({ ...commit, nonce: world.nextId }) };
  world.commits.set(stored.sha, stored);
  return stored;
};

export const filesAt = (world: FakeWorld, ref: string): ReadonlyMap<string, string> => {
  const commit = world.commits.get(world.branches.get(ref) ?? ref);
  return world.trees.get(commit?.tree ?? '') ?? new Map();
};

/** Commits that can be reached from one, itself included. */
export const historyOf = (world: FakeWorld, sha: string): ReadonlySet<string> => {
  const seen = new Set<string>();
  const open = [sha];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(world.commits.get(next)?.parents ?? []));
  }
  return seen;
};

/** Commits of the first parents from one on, newest first. */
const lineOf = (world: FakeWorld, sha: string | undefined): readonly FakeCommit[] => {
  const commit = world.commits.get(sha ?? '');
  return commit === undefined ? [] : [commit, ...lineOf(world, commit.parents[0])];
};

/** The last commit of a branch that changed a file, as git's history of a path simplifies. */
export const lastTouchOf = (
  world: FakeWorld,
  branch: string,
  path: string,
): FakeCommit | undefined => {
  const textAt = (commit: FakeCommit | undefined): string | undefined =>
    world.trees.get(commit?.tree ?? '')?.get(path);
  return lineOf(world, world.branches.get(branch)).find(
    (commit) => textAt(commit) !== textAt(world.commits.get(commit.parents[0] ?? '')),
  );
};

export const headShaOf = (world: FakeWorld, issue: FakeIssue): string => {
  const pull = issue.pull;
  if (pull === undefined) return '';
  return issue.state === 'open' ? (world.branches.get(pull.headRef) ?? pull.headSha) : pull.headSha;
};
