import { branchOf, filesOf, stepsWithoutFile } from '../plan/pull-request-files.ts';
import { renderBanner } from '../reply/banner.ts';
import { renderPullRequestBody, renderPullRequestTitle } from '../reply/pull-request-body.ts';
import { refuseRoute } from '../approve/route-protection.ts';
import { parsePlanId, shortDigest } from '../task/ids.ts';
import { Fault } from '../task/fault.ts';
import type { Refusal } from '../task/refusal.ts';
import type { RouteProtection } from '../github/github.ts';
import type { IssueState, PlanRow } from '../store/store.ts';
import { CHECK_NAME } from './check-name.ts';
import { computePlan, sourceOf, type ComputedPlan } from './compute-plan.ts';
import type { OrchestratorDeps } from './deps.ts';
import { parseJob } from './issue-ref.ts';
import { refusePublic } from './public-repository.ts';
import { ensureComment, planTopic } from './replies.ts';
import { composePlanComment } from './screen.ts';
import { withdrawProposal } from './withdraw-proposal.ts';

interface Proposal {
  readonly deps: OrchestratorDeps;
  readonly state: IssueState;
  readonly row: PlanRow;
  readonly computed: ComputedPlan;
}

const showBanner = async (
  { deps, state, computed }: Proposal,
  banner: string,
  next: Partial<IssueState>,
): Promise<void> => {
  await ensureComment(deps, {
    ref: state.ref,
    installationId: state.installationId,
    topic: planTopic(state),
    body: composePlanComment(banner, computed.block, computed.notes),
  });
  await deps.store.saveIssue({ ...state, ...next });
};

const refuseForm = (computed: ComputedPlan): Refusal | undefined => {
  const [step] = stepsWithoutFile(computed);
  if (step === undefined) return undefined;
  return {
    code: 'no-route',
    because: `${step.summary}: no stack owns this, so no reviewed file can express the change.`,
    next: 'Import the resource into a stack first, or ask the owner of the account to make it.',
  };
};

const open = async (proposal: Proposal, protection: RouteProtection): Promise<void> => {
  const { deps, state, computed, row } = proposal;
  const { deployWorkflow } = deps.knowledge;
  const github = await deps.github(state.installationId);
  const pullRequest = await github.openPullRequest(state.ref, {
    branch: branchOf(computed),
    title: renderPullRequestTitle(computed.plan),
    body: renderPullRequestBody({
      plan: computed.plan,
      digest: computed.digest,
      review: computed.review,
      issueNumber: state.ref.number,
      protection,
      config: deps.config,
      ...(deployWorkflow === undefined ? {} : { deployWorkflow }),
    }),
    commitMessage: `Plan ${shortDigest(computed.digest)} of issue #${state.ref.number}`,
    files: filesOf(computed),
  });
  await github.setCheck(state.ref, pullRequest.headSha, {
    name: CHECK_NAME,
    passed: true,
    summary: `The files are those of plan ${computed.digest}.`,
  });
  await deps.store.record({
    kind: 'pull-request',
    subject: row.planId,
    detail: { number: pullRequest.number, headSha: pullRequest.headSha },
  });
  if (state.pullRequest !== pullRequest.number) await withdrawProposal(deps, state);
  const banner = renderBanner({ kind: 'proposed', pullRequest: pullRequest.number });
  await showBanner(proposal, banner, {
    pullRequest: pullRequest.number,
    reviewedSha: pullRequest.headSha,
    status: 'AwaitingApproval',
    note: `Proposed as pull request #${pullRequest.number}.`,
  });
};

/**
 * Opens the pull request of a plan for staging or production, where branch and environment are
 * protected against the application itself; otherwise says what is missing and how to mend it.
 */
export const onPropose = async (
  deps: OrchestratorDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const { ref } = parseJob(job);
  const planId = parsePlanId(String(job['planId']));
  const row = planId === undefined ? undefined : await deps.store.readPlan(planId);
  const state = await deps.store.readIssue(ref);
  if (row === undefined || state === undefined) throw new Fault('broken-promise', 'no such plan');
  if (state.planId !== row.planId) return;
  const computed = computePlan(deps, sourceOf(row));
  if (!computed.ok) throw new Fault('broken-promise', computed.refusal.because);
  const proposal = { deps, state, row, computed: computed.value };
  const environment = deps.config.pullRequests.environments[computed.value.plan.tier] ?? '';
  const github = await deps.github(state.installationId);
  const protection = await github.readRouteProtection(ref, environment);
  const refusal =
    (await refusePublic(deps, ref.repositoryId)) ??
    refuseForm(computed.value) ??
    refuseRoute(protection, environment);
  if (refusal === undefined) return open(proposal, protection);
  const banner = renderBanner({ kind: 'refused', refusal });
  const without = { ...proposal, state: await withdrawProposal(deps, state) };
  return showBanner(without, banner, { status: 'Blocked', note: refusal.because });
};
