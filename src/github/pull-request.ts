import { z } from 'zod';
import type { IssueRef } from '../task/issue.ts';
import { anyAnswer, pullAnswer, pullOf } from './answers.ts';
import { ensureBranch } from './branch.ts';
import { createFiles } from './files.ts';
import type { GitHubRepository, PullRequestRead, PullRequestWanted } from './github.ts';
import { bestEffort, type Requester } from './request.ts';
import { checkWanted } from './what-is-written.ts';

const PULLS = '/repos/{owner}/{repo}/pulls';

type PullAnswer = z.output<typeof pullAnswer>;

const repository = (ref: IssueRef): Record<string, unknown> => ({
  owner: ref.owner,
  repo: ref.repo,
});

const change = async (
  github: Requester,
  ref: IssueRef,
  to: Readonly<Record<string, unknown>>,
): Promise<PullAnswer> =>
  github.tell({
    route: `PATCH ${PULLS}/{pull_number}`,
    parameters: { ...repository(ref), ...to },
    answer: pullAnswer,
  });

/** The open pull request of a branch of this very repository; never a fork's of the same name. */
const findOfBranch = async (
  github: Requester,
  ref: IssueRef,
  branch: string,
): Promise<PullAnswer | undefined> => {
  const listed = await github.ask({
    route: `GET ${PULLS}`,
    parameters: { ...repository(ref), state: 'open', head: `${ref.owner}:${branch}`, per_page: 10 },
    answer: z.array(pullAnswer),
  });
  return listed?.find(
    (pull) => pull.head.ref === branch && pull.head.repo?.id === pull.base.repo.id,
  );
};

/**
 * That of the application; never a person's: one that somebody opened on a branch of ours is
 * closed.
 */
const findOpen = async (
  github: Requester,
  ref: IssueRef,
  branch: string,
): Promise<PullAnswer | undefined> => {
  const found = await findOfBranch(github, ref, branch);
  if (found === undefined || found.user.type === 'Bot') return found;
  // Its author could rewrite what the reviewers read; GitHub allows no second one of this branch.
  await change(github, ref, { pull_number: found.number, state: 'closed' });
  return undefined;
};

/**
 * GitHub refuses a second pull request of a branch. The first may be ours, when the answer to its
 * opening was lost or another run was quicker, so a refusal is a reason to look once more.
 */
const openNew = async (
  github: Requester,
  ref: IssueRef,
  { title, body, branch, base }: PullRequestWanted & { readonly base: string },
): Promise<PullAnswer> => {
  try {
    return await github.tell({
      route: `POST ${PULLS}`,
      parameters: { ...repository(ref), title, body, head: branch, base },
      answer: pullAnswer,
    });
  } catch (error) {
    const opened = await findOpen(github, ref, branch);
    if (opened === undefined) throw error;
    return opened;
  }
};

const openOrUpdate = async (
  github: Requester,
  ref: IssueRef,
  wanted: PullRequestWanted & { readonly base: string },
): Promise<PullAnswer> => {
  const { title, body, branch } = wanted;
  const open = (await findOpen(github, ref, branch)) ?? (await openNew(github, ref, wanted));
  if (open.title === title && open.body === body) return open;
  return change(github, ref, { pull_number: open.number, title, body });
};

/**
 * Opening, reading and closing pull requests. Opening twice with the same content changes nothing;
 * with other content it replaces the one commit of the branch, which dismisses old reviews.
 */
export const createPullRequests = (
  github: Requester,
): Pick<
  GitHubRepository,
  'openPullRequest' | 'readPullRequest' | 'closePullRequest' | 'setCheck' | 'findPullRequest'
> => ({
  openPullRequest: async (ref, wanted): Promise<PullRequestRead> => {
    checkWanted(wanted);
    const { branch: base } = await createFiles(github).readDefaultBranch(ref);
    const headSha = await ensureBranch(github, ref, { ...wanted, base });
    const pull = await openOrUpdate(github, ref, { ...wanted, base });
    return { ...pullOf(pull), headSha };
  },
  readPullRequest: async (ref, number) => {
    const answer = await github.ask({
      route: `GET ${PULLS}/{pull_number}`,
      parameters: { ...repository(ref), pull_number: number },
      answer: pullAnswer,
    });
    return answer === undefined ? undefined : pullOf(answer);
  },
  findPullRequest: async (ref, branch) => {
    const found = await findOfBranch(github, ref, branch);
    return found?.user.type === 'Bot' ? pullOf(found) : undefined;
  },
  closePullRequest: async (ref, number) => {
    await change(github, ref, { pull_number: number, state: 'closed' });
  },
  setCheck: (ref, sha, check) => setCheck(github, { ...repository(ref), sha }, check),
});

/**
 * Marks a commit. A failed mark is `action_required`, with words; it is never a required check of
 * this application itself, so it can not lock anybody out.
 */
const setCheck = async (
  github: Requester,
  at: Readonly<Record<string, unknown>>,
  check: { readonly name: string; readonly passed: boolean; readonly summary: string },
): Promise<void> => {
  const { sha, ...parameters } = at;
  await bestEffort(() =>
    github.ask({
      route: 'POST /repos/{owner}/{repo}/check-runs',
      parameters: {
        ...parameters,
        name: check.name,
        head_sha: sha,
        status: 'completed',
        conclusion: check.passed ? 'success' : 'action_required',
        output: { title: check.passed ? 'Reviewed' : 'Not reviewed', summary: check.summary },
      },
      answer: anyAnswer,
    }),
  );
};
