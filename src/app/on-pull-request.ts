import { renderBanner } from '../reply/banner.ts';
import { z } from 'zod';
import type { PullRequestRead } from '../github/github.ts';
import type { IssueState } from '../store/store.ts';
import { CHECK_NAME } from './check-name.ts';
import type { OrchestratorDeps } from './deps.ts';
import { jobOf, parseJob, pullRequestPayload } from './issue-ref.ts';
import { isNewAccount } from '../task/about-account.ts';
import { parseInputs } from './plan-inputs.ts';
import { showOverPlan } from './show-over-plan.ts';

const FOLLOWED: ReadonlySet<string> = new Set(['synchronize', 'closed']);

/** A pull request event goes to the line of the issue whose proposal it is. */
export const onPullRequest = async (deps: OrchestratorDeps, raw: unknown): Promise<void> => {
  const { action, repository, pull_request, sender } = pullRequestPayload.parse(raw);
  if (!FOLLOWED.has(action)) return;
  const state = (await deps.store.listOpenIssues()).find(
    ({ ref, pullRequest }) =>
      ref.repositoryId === repository.id && pullRequest === pull_request.number,
  );
  if (state === undefined) return;
  const about = { pullRequest: pull_request.number, action };
  const by = { senderId: sender.id, senderType: sender.type ?? '' };
  const job = { ...jobOf(state.ref, state.installationId), ...about, ...by };
  await deps.queue.send('proposal', job);
};

const jobShape = z.object({
  pullRequest: z.number().int(),
  action: z.string(),
  senderId: z.number().int(),
  senderType: z.string(),
});

type Told = z.infer<typeof jobShape>;

/** Our own pushes are known by who opened the pull request, never by a name in a commit. */
const isOwnPush = ({ senderType, senderId }: Told, read: PullRequestRead): boolean =>
  senderType === 'Bot' && senderId === read.authorId;

/** Only a pull request of ours, from a branch of this repository, is followed. */
const isOurs = (read: PullRequestRead, { ref }: IssueState): boolean =>
  read.headRepositoryId === ref.repositoryId && read.headRef.startsWith('aws-coworker/issue-');

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

const ENDS = {
  merged: { status: 'InProgress', note: 'was merged; waiting for its deployment.' },
  'merged-for-others': { status: 'Completed', note: 'was merged; other people deploy it.' },
  'merged-otherwise': { status: 'Blocked', note: 'was merged with commits that are not the plan.' },
  closed: { status: 'Cancelled', note: 'was closed without a merge.' },
} as const;

/** How it ended. What was pushed after the review is seen here too, whatever webhook was lost. */
const endOf = (state: IssueState, read: PullRequestRead): keyof typeof ENDS => {
  if (!read.isMerged) return 'closed';
  return read.headSha === state.reviewedSha ? 'merged' : 'merged-otherwise';
};

/** An account is opened by the people of the organization: no deployment is waited for. */
const isForOthers = async (deps: OrchestratorDeps, { planId }: IssueState): Promise<boolean> => {
  const row = planId === undefined ? undefined : await deps.store.readPlan(planId);
  return row !== undefined && parseInputs(row.inputs).tasks.every(isNewAccount);
};

const follow = async (
  deps: OrchestratorDeps,
  state: IssueState,
  read: PullRequestRead,
): Promise<void> => {
  const end = endOf(state, read);
  const kind = end === 'merged' && (await isForOthers(deps, state)) ? 'merged-for-others' : end;
  await showOverPlan(deps, state, renderBanner({ kind, pullRequest: read.number }));
  const { status, note } = ENDS[kind];
  const said = `Pull request #${read.number} ${note}`;
  await deps.store.saveIssue({ ...state, status, note: said });
};

/** What happened to an issue's proposal: pushes void the review, a merge or close is told. */
export const onProposal = async (
  deps: OrchestratorDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const told = jobShape.parse(job);
  const { ref, installationId } = parseJob(job);
  const state = await deps.store.readIssue(ref);
  if (state?.pullRequest !== told.pullRequest) return;
  const github = await deps.github(installationId);
  const read = await github.readPullRequest(ref, told.pullRequest);
  if (read === undefined || !isOurs(read, state)) return;
  if (told.action === 'closed') return follow(deps, state, read);
  if (!isOwnPush(told, read)) return markUnreviewed(deps, state, read);
};
