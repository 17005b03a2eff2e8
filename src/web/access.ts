import type { RepositoryName } from '../github/find-repository.ts';
import type { Clock } from '../execute/ports.ts';
import type { IssueRef, Person } from '../task/issue.ts';

/** How GitHub is asked who may look. The application asks, never the person's own token. */
export interface AccessGitHub {
  /** Undefined where the application is not installed, is suspended or does not serve the owner. */
  readonly findRepository: (name: RepositoryName) => Promise<AccessRepository | undefined>;
  readonly readRole: (
    repository: AccessRepository,
    person: Person,
  ) => Promise<{ readonly role: string; readonly userId?: number }>;
}

export interface AccessRepository {
  readonly repository: Omit<IssueRef, 'number'>;
  readonly installationId: number;
  readonly isPrivate: boolean;
}

/** Whether somebody may look now; `public`: what everybody may read protects nothing. */
export type Access =
  | { readonly kind: 'yes'; readonly repositoryId: number }
  | { readonly kind: 'no' }
  | { readonly kind: 'public' }
  | { readonly kind: 'unknown' };

export interface AccessOptions {
  readonly github: AccessGitHub;
  readonly repository: RepositoryName;
  readonly clock: Pick<Clock, 'now'>;
  readonly onBreak: (error: unknown) => void;
}

/** Whoever loses the right to read stops seeing the page after at most this. */
const KEEP_MS = 60_000;
const MOST_KEPT = 1000;

const ask = async ({ github, repository }: AccessOptions, person: Person): Promise<Access> => {
  const found = await github.findRepository(repository);
  if (found === undefined) return { kind: 'unknown' };
  if (!found.isPrivate) return { kind: 'public' };
  const { role, userId } = await github.readRole(found, person);
  // A login is given up and taken by others; the number is the person.
  const isReader = role !== 'none' && userId === person.id;
  return isReader ? { kind: 'yes', repositoryId: found.repository.repositoryId } : { kind: 'no' };
};

const askOrNot = async (options: AccessOptions, person: Person): Promise<Access> => {
  try {
    return await ask(options, person);
  } catch (error) {
    options.onBreak(error);
    return { kind: 'unknown' };
  }
};

/** Asks GitHub who may look, and keeps an answer for a minute. What GitHub did not say is no. */
export const createAccess = (options: AccessOptions): ((person: Person) => Promise<Access>) => {
  const kept = new Map<string, { readonly access: Access; readonly atMs: number }>();
  return async (person) => {
    const key = `${person.id} ${person.login}`;
    const nowMs = options.clock.now().getTime();
    const known = kept.get(key);
    const ageMs = known === undefined ? -1 : nowMs - known.atMs;
    if (known !== undefined && ageMs >= 0 && ageMs < KEEP_MS) return known.access;
    const access = await askOrNot(options, person);
    if (kept.size >= MOST_KEPT) kept.clear();
    if (access.kind !== 'unknown') kept.set(key, { access, atMs: nowMs });
    return access;
  };
};
