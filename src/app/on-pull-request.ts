import { renderBanner } from '../reply/banner.ts';
import type { z } from 'zod';
import type { PullRequestRead } from '../github/github.ts';
import type { IssueState } from '../store/store.ts';
import { CHECK_NAME } from './check-name.ts';
import type { OrchestratorDeps } from './deps.ts';
import { pullRequestPayload, refOf } from './issue-ref.ts';
import { showOverPlan } from './show-over-plan.ts';

type PullRequestPayload = z.infer<typeof pullRequestPayload>;

const findIssue = async (
  deps: OrchestratorDeps,
  payload: PullRequestPayload,
): Promise<IssueState | undefined> =>
  (await deps.store.listOpenIssues()).find(
    (state) =>
      state.ref.repositoryId === payload.repository.id &&
      state.pullRequest === payload.pull_request.number,
  );

/** Our own pushes are known by who opened the pull request, never by a name in a commit. */
const isOwnPush = ({ sender }: PullRequestPayload, read: PullRequestRead): boolean =>
  sender.type === 'Bot' && sender.id === read.authorId;

/** Only a pull request of ours, from a branch of this repository, is followed. */
const isOurs = (read: PullRequestRead, payload: PullRequestPayload): boolean =>
  read.headRepositoryId === payload.repository.id && read.headRef.startsWith('aws-coworker/issue-');

const markUnreviewed = async (
  deps: OrchestratorDeps,
  state: IssueState,
  read: PullRequestRead,
): Promise<void> => {
  const github = await deps.github(state.installationId);
  await github.setCheck(state.ref, read.headSha, {
    name: CHECK_NAME,
    passed: false,
    summary: 'Somebody pushed to this branch after the plan was reviewed. `/plan` plans it again.',
  });
  const banner = renderBanner({ kind: 'pushed', pullRequest: read.number });
  await showOverPlan(deps, state, banner);
  await deps.store.saveIssue({ ...state, status: 'Blocked', note: 'The branch was pushed to.' });
};

const follow = async (
  deps: OrchestratorDeps,
  state: IssueState,
  read: PullRequestRead,
): Promise<void> => {
  const kind = read.isMerged ? 'merged' : 'closed';
  await showOverPlan(deps, state, renderBanner({ kind, pullRequest: read.number }));
  await deps.store.saveIssue({
    ...state,
    status: read.isMerged ? 'InProgress' : 'Cancelled',
    note: read.isMerged
      ? `Pull request #${read.number} was merged; waiting for its deployment.`
      : `Pull request #${read.number} was closed without a merge.`,
  });
};

/** A pull request event: pushes void the review, a merge or close is told on the issue. */
export const onPullRequest = async (deps: OrchestratorDeps, raw: unknown): Promise<void> => {
  const payload = pullRequestPayload.parse(raw);
  const state = await findIssue(deps, payload);
  if (state === undefined) return;
  const github = await deps.github(payload.installation.id);
  const ref = refOf(payload, payload.pull_request.number);
  const read = await github.readPullRequest(ref, payload.pull_request.number);
  if (read === undefined || !isOurs(read, payload)) return;
  if (payload.action === 'synchronize' && !isOwnPush(payload, read)) {
    return markUnreviewed(deps, state, read);
  }
  if (payload.action === 'closed') return follow(deps, state, read);
};
