import { z } from 'zod';
import type { IssueRef } from '../task/issue.ts';
import { repositoryAnswer } from './answers.ts';
import type { GitHubRepository, RepositoryRead } from './github.ts';
import type { Requester } from './request.ts';

const fileAnswer = z.object({
  type: z.literal('file'),
  encoding: z.string(),
  content: z.string(),
  size: z.number(),
});

const entriesAnswer = z.array(z.object({ name: z.string(), path: z.string(), type: z.string() }));
const otherAnswer = z.unknown().transform(() => undefined);

const FILE_LIMIT_BYTES = 1_048_576;

/**
 * A path as it may stand in an address, or undefined for one that could leave the repository or
 * name something else than it shows: empty, absolute, with `.` or `..`, or with control characters.
 */
export const encodePath = (path: string): string | undefined => {
  const parts = path.split('/');
  const isPlain = parts.every(
    // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
    (part) => part !== '' && part !== '.' && part !== '..' && !/[\\\u0000-\u001f\u007f]/.test(part),
  );
  return isPlain ? parts.map(encodeURIComponent).join('/') : undefined;
};

const contents = (
  ref: IssueRef,
  encoded: string,
): { readonly route: string; readonly parameters: Record<string, unknown> } => ({
  route: `GET /repos/{owner}/{repo}/contents/${encoded}`,
  parameters: { owner: ref.owner, repo: ref.repo },
});

/**
 * Reads a text file at a commit, else from the default branch; undefined when absent, no file, or
 * over 1 MB.
 */
export const readFileAt = async (
  github: Requester,
  ref: IssueRef,
  { path, commit }: { readonly path: string; readonly commit?: string },
): Promise<string | undefined> => {
  const encoded = encodePath(path);
  if (encoded === undefined) return undefined;
  const { route, parameters } = contents(ref, encoded);
  const file = await github.ask({
    route,
    parameters: { ...parameters, ...(commit === undefined ? {} : { ref: commit }) },
    answer: z.union([fileAnswer, otherAnswer]),
  });
  if (file === undefined || file.encoding !== 'base64' || file.size > FILE_LIMIT_BYTES) {
    return undefined;
  }
  return Buffer.from(file.content, 'base64').toString('utf8');
};

/** Reads a text file from the default branch. */
export const readFile = (
  github: Requester,
  ref: IssueRef,
  path: string,
): Promise<string | undefined> => readFileAt(github, ref, { path });

/** Paths of the files directly in a folder of the default branch; none when there is no folder. */
export const listFiles = async (
  github: Requester,
  ref: IssueRef,
  folder: string,
): Promise<readonly string[]> => {
  const entries = await github.ask({
    ...contents(ref, encodePath(folder) ?? ''),
    answer: z.union([entriesAnswer, otherAnswer]),
  });
  return (entries ?? []).filter((entry) => entry.type === 'file').map((entry) => entry.path);
};

/** Reads which repository stands at an address, and whose it is. */
export const readRepository = async (
  github: Requester,
  ref: IssueRef,
): Promise<RepositoryRead | undefined> => {
  const answer = await github.ask({
    route: 'GET /repos/{owner}/{repo}',
    parameters: { owner: ref.owner, repo: ref.repo },
    answer: repositoryAnswer,
  });
  return answer === undefined ? undefined : { id: answer.id, ownerId: answer.owner.id };
};

/** The default branch and whether strangers can read the repository. */
export const createFiles = (
  github: Requester,
): Pick<GitHubRepository, 'readDefaultBranch' | 'readFile' | 'readRepository'> => ({
  readRepository: (ref) => readRepository(github, ref),
  readDefaultBranch: async (ref) => {
    const answer = await github.tell({
      route: 'GET /repos/{owner}/{repo}',
      parameters: { owner: ref.owner, repo: ref.repo },
      answer: repositoryAnswer,
    });
    return { branch: answer.default_branch, isPrivate: answer.private };
  },
  readFile: (ref, path) => readFile(github, ref, path),
});
