import { z } from 'zod';
import type { IssueRef } from '../task/issue.ts';
import { repositoryAnswer } from './answers.ts';
import type { Requester } from './request.ts';

export interface InstallationRead {
  readonly id: number;
  /** Numeric id of the account it is installed on. */
  readonly accountId: number;
  readonly isSuspended: boolean;
  readonly permissions: Readonly<Record<string, string>>;
}

/** A repository as people name it. */
export interface RepositoryName {
  readonly owner: string;
  readonly repo: string;
}

/** A repository that the application is installed on, and through which installation. */
export interface FoundRepository {
  readonly repository: Omit<IssueRef, 'number'>;
  readonly installationId: number;
  /** False where anybody can read it. */
  readonly isPrivate: boolean;
}

const permissions = z.record(z.string(), z.string()).catch({});

/** An installation as GitHub answers. */
export const installationAnswer = z
  .object({
    id: z.number(),
    account: z.object({ id: z.number() }).nullish(),
    suspended_at: z.string().nullish(),
    permissions,
  })
  .transform((read) => ({
    id: read.id,
    accountId: read.account?.id ?? 0,
    isSuspended: typeof read.suspended_at === 'string',
    permissions: read.permissions,
  }));

/**
 * A repository by its name; undefined when the application is not on it, is suspended there, or
 * does not serve its owner.
 */
export const findRepository = async (
  requesterOf: (installationId?: number) => Promise<Requester>,
  name: RepositoryName,
  ownerIds: readonly number[],
): Promise<FoundRepository | undefined> => {
  const parameters = { owner: name.owner, repo: name.repo };
  const app = await requesterOf();
  const installation = await app.ask({
    route: 'GET /repos/{owner}/{repo}/installation',
    parameters,
    answer: installationAnswer,
  });
  if (installation === undefined || installation.isSuspended) return undefined;
  const github = await requesterOf(installation.id);
  const found = await github.ask({
    route: 'GET /repos/{owner}/{repo}',
    parameters,
    answer: repositoryAnswer,
  });
  if (found === undefined || !ownerIds.includes(found.owner.id)) return undefined;
  return {
    repository: { repositoryId: found.id, ...parameters },
    installationId: installation.id,
    isPrivate: found.private,
  };
};
