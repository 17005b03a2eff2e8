import { z } from 'zod';
import type { IssueRef } from '../task/issue.ts';
import { repositoryAnswer } from './answers.ts';
import { readFileAt } from './files.ts';
import type { MergedFileRead } from './github.ts';
import type { Requester } from './request.ts';

const commits = z.array(z.object({ sha: z.string().regex(/^[0-9a-f]{40}$/) }));

const pulls = z.array(
  z.object({
    number: z.number(),
    merged_at: z.string().nullish(),
    base: z.object({ ref: z.string(), repo: z.object({ id: z.number() }) }),
  }),
);

const merged = z.object({
  merged_by: z
    .object({ id: z.number(), login: z.string(), type: z.string().catch('User') })
    .nullish(),
});

const named = ({ owner, repo }: IssueRef): Readonly<Record<string, unknown>> => ({ owner, repo });

/**
 * Who merged the pull request that brought a commit to the default branch. What a commit says of
 * its author and committer anybody can write who may push; who merged is GitHub's own record.
 */
const readMerger = async (
  github: Requester,
  ref: IssueRef,
  commit: string,
): Promise<Pick<MergedFileRead, 'merger'>> => {
  const repository = await github.tell({
    route: 'GET /repos/{owner}/{repo}',
    parameters: named(ref),
    answer: repositoryAnswer,
  });
  const brought = await github.ask({
    route: 'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls',
    parameters: { ...named(ref), commit_sha: commit },
    answer: pulls,
  });
  const pull = brought?.find(
    ({ merged_at: at, base }) =>
      typeof at === 'string' &&
      base.ref === repository.default_branch &&
      base.repo.id === repository.id,
  );
  if (pull === undefined) return {};
  const answer = await github.ask({
    route: 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
    parameters: { ...named(ref), pull_number: pull.number },
    answer: merged,
  });
  const by = answer?.merged_by;
  return by ? { merger: { person: { id: by.id, login: by.login }, type: by.type } } : {};
};

/**
 * A file of the default branch with the last commit that touched it and who merged that; undefined
 * when there is no such file. The text is that of the very commit, whatever is pushed meanwhile.
 */
export const readMergedFile = async (
  github: Requester,
  ref: IssueRef,
  path: string,
): Promise<MergedFileRead | undefined> => {
  const [last] =
    (await github.ask({
      route: 'GET /repos/{owner}/{repo}/commits',
      parameters: { ...named(ref), path, per_page: 1 },
      answer: commits,
    })) ?? [];
  if (last === undefined) return undefined;
  const text = await readFileAt(github, ref, { path, commit: last.sha });
  if (text === undefined) return undefined;
  return { commit: last.sha, text, ...(await readMerger(github, ref, last.sha)) };
};
