import type { Refusal } from '../task/refusal.ts';
import type { PullRequestRead } from '../github/github.ts';
import type { IssueState } from '../store/store.ts';
import type { OrchestratorDeps } from './deps.ts';
import { CHECK_NAME } from './check-name.ts';

const readProposal = async (
  deps: OrchestratorDeps,
  state: IssueState,
): Promise<PullRequestRead | undefined> => {
  if (state.pullRequest === undefined) return undefined;
  const github = await deps.github(state.installationId);
  return github.readPullRequest(state.ref, state.pullRequest);
};

const readOpen = async (
  deps: OrchestratorDeps,
  state: IssueState,
): Promise<PullRequestRead | undefined> => {
  const read = await readProposal(deps, state);
  return read?.state === 'open' ? read : undefined;
};

/** Why a plan can not be taken back any more: a person merged it, and a pipeline deploys it. */
export const refuseMerged = async (
  deps: OrchestratorDeps,
  state: IssueState,
): Promise<Refusal | undefined> => {
  const read = await readProposal(deps, state);
  if (read?.isMerged !== true) return undefined;
  return {
    code: 'already-merged',
    because: `Pull request #${read.number} was merged; your pipeline deploys it, or did already.`,
    next: 'Stop the deployment in GitHub Actions, or propose its inverse later with `/rollback`.',
  };
};

/** Marks an open pull request unreviewed: what was asked for changed, and a new plan follows. */
export const doubtProposal = async (deps: OrchestratorDeps, state: IssueState): Promise<void> => {
  const open = await readOpen(deps, state);
  if (open === undefined) return;
  const github = await deps.github(state.installationId);
  await github.setCheck(state.ref, open.headSha, {
    name: CHECK_NAME,
    passed: false,
    summary: 'The issue changed or is being planned again; these files are not its plan now.',
  });
};

/**
 * Closes the pull request of a plan that no longer counts, so that nobody merges it by mistake.
 * Answers the state without it, for the caller to save: what GitHub tells of the closing comes
 * behind this job in the issue's line. One that was merged or closed is left alone.
 */
export const withdrawProposal = async (
  deps: OrchestratorDeps,
  state: IssueState,
): Promise<IssueState> => {
  const open = await readOpen(deps, state);
  if (open === undefined) return state;
  const { pullRequest: _, ...rest } = state;
  await doubtProposal(deps, state);
  const github = await deps.github(state.installationId);
  await github.closePullRequest(state.ref, open.number);
  return rest;
};
