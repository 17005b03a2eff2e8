import { z } from 'zod';
import { Fault } from '../task/fault.ts';
import type { IssueRef } from '../task/issue.ts';
import { encodePath, readFile } from './files.ts';
import type { PullRequestWanted } from './github.ts';
import type { Requester } from './request.ts';
import { checkWanted } from './what-is-written.ts';

const GIT = '/repos/{owner}/{repo}/git';

const refAnswer = z.object({ object: z.object({ sha: z.string() }) });
const shaAnswer = z.object({ sha: z.string() });
const commitAnswer = z.object({
  sha: z.string(),
  message: z.string(),
  tree: z.object({ sha: z.string() }),
  parents: z.array(z.object({ sha: z.string() })),
});
const compareAnswer = z.object({ ahead_by: z.number() });

const repository = (ref: IssueRef): Record<string, unknown> => ({
  owner: ref.owner,
  repo: ref.repo,
});

const readHead = async (
  github: Requester,
  ref: IssueRef,
  branch: string,
): Promise<string | undefined> => {
  const answer = await github.ask({
    // A template variable would escape the slashes, which belong to the path here.
    route: `GET ${GIT}/ref/heads/${encodePath(branch) ?? ''}`,
    parameters: repository(ref),
    answer: refAnswer,
  });
  return answer?.object.sha;
};

const readCommit = (
  github: Requester,
  ref: IssueRef,
  sha: string,
): Promise<z.output<typeof commitAnswer>> =>
  github.tell({
    route: `GET ${GIT}/commits/{commit_sha}`,
    parameters: { ...repository(ref), commit_sha: sha },
    answer: commitAnswer,
  });

/** Deleting what is not there is an error of GitHub's, and nothing to do for us. */
const treeEntries = async (
  github: Requester,
  ref: IssueRef,
  files: PullRequestWanted['files'],
): Promise<readonly object[]> => {
  const entries: object[] = [];
  for (const [path, content] of files) {
    const file = { path, mode: '100644', type: 'blob' };
    if (content !== null) entries.push({ ...file, content });
    else if ((await readFile(github, ref, path)) !== undefined)
      entries.push({ ...file, sha: null });
  }
  return entries;
};

/** Writes the files on top of a commit's tree; the same content gives the same tree. */
const createTree = async (
  github: Requester,
  ref: IssueRef,
  on: { readonly commit: string; readonly entries: readonly object[] },
): Promise<string> => {
  const base = await readCommit(github, ref, on.commit);
  if (on.entries.length === 0) return base.tree.sha;
  const tree = await github.tell({
    route: `POST ${GIT}/trees`,
    parameters: { ...repository(ref), base_tree: base.tree.sha, tree: on.entries },
    answer: shaAnswer,
  });
  return tree.sha;
};

/** True when the branch is the default branch and one commit with exactly what is wanted. */
const isAsWanted = async (
  github: Requester,
  ref: IssueRef,
  now: {
    readonly base: string;
    readonly head: string;
    readonly message: string;
    readonly entries: readonly object[];
  },
): Promise<boolean> => {
  const commit = await readCommit(github, ref, now.head);
  const [parent, ...others] = commit.parents;
  if (parent === undefined || others.length > 0 || commit.message !== now.message) return false;
  const compared = await github.ask({
    route: `GET /repos/{owner}/{repo}/compare/${now.base}...${now.head}`,
    parameters: { ...repository(ref), per_page: 1 },
    answer: compareAnswer,
  });
  if (compared?.ahead_by !== 1) return false;
  const tree = await createTree(github, ref, { commit: parent.sha, entries: now.entries });
  return tree === commit.tree.sha;
};

const moveBranch = async (
  github: Requester,
  ref: IssueRef,
  to: { readonly branch: string; readonly sha: string; readonly exists: boolean },
): Promise<void> => {
  const call = to.exists
    ? {
        route: `PATCH ${GIT}/refs/heads/${to.branch}`,
        parameters: { ...repository(ref), sha: to.sha, force: true },
      }
    : {
        route: `POST ${GIT}/refs`,
        parameters: { ...repository(ref), ref: `refs/heads/${to.branch}`, sha: to.sha },
      };
  await github.tell({ ...call, answer: refAnswer });
};

/**
 * Makes the branch be the default branch and one commit with the wanted files, and returns that
 * commit; a branch that is so already is left alone. The commit names no author: only then does
 * GitHub sign it as the application's, and anybody else's commit can be told from it.
 */
export const ensureBranch = async (
  github: Requester,
  ref: IssueRef,
  wanted: PullRequestWanted & { readonly base: string },
): Promise<string> => {
  checkWanted(wanted);
  const base = await readHead(github, ref, wanted.base);
  if (base === undefined) throw new Fault('denied', `the branch ${wanted.base} is not there`);
  const entries = await treeEntries(github, ref, wanted.files);
  const head = await readHead(github, ref, wanted.branch);
  const message = wanted.commitMessage;
  if (head !== undefined && (await isAsWanted(github, ref, { base, head, message, entries }))) {
    return head;
  }
  const tree = await createTree(github, ref, { commit: base, entries });
  const commit = await github.tell({
    route: `POST ${GIT}/commits`,
    parameters: { ...repository(ref), message, tree, parents: [base] },
    answer: shaAnswer,
  });
  await moveBranch(github, ref, {
    branch: wanted.branch,
    sha: commit.sha,
    exists: head !== undefined,
  });
  return commit.sha;
};
