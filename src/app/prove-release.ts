import type { ApprovedPlan } from '../approve/approved-plan.ts';
import type { PlanOnScreen } from '../approve/attempt.ts';
import type { ReleaseGitHub } from '../github/github.ts';
import type { PlanInputs } from '../plan/inputs.ts';
import type { PlanRow, ReleaseRow, ShownRow } from '../store/store.ts';
import { accepted, refused, type Decided, type Refusal } from '../task/refusal.ts';
import type { IssueRef } from '../task/issue.ts';
import { stepId } from '../task/ids.ts';
import { computePlan, sourceOf, type ComputedPlan } from './compute-plan.ts';
import { decideFromGitHub } from './decide.ts';
import type { DeployerDeps } from './deployer-deps.ts';
import { parseInputs } from './plan-inputs.ts';
import { refuseRivals } from './refuse-rivals.ts';
import { readScreen } from './screen.ts';

/** A release older than this goes back to be decided again. */
const RELEASE_SECONDS = 60;

/** The line of the journal that says what was on screen. */
const PROVEN = 'approval proven';

/** The rows a release names; forged or not, nothing is believed of them yet. */
export interface ReleaseRows {
  readonly release: ReleaseRow;
  readonly plan: PlanRow;
  readonly shown: ShownRow;
}

const notProven = (because: string): Refusal => ({
  code: 'approval-not-proven',
  because,
  next: 'Type `/plan`, read the new plan and approve it again.',
});

const EXPIRED: Refusal = {
  code: 'release-expired',
  because: `The release waited longer than ${RELEASE_SECONDS} seconds.`,
  next: 'It is decided again by itself.',
};

/** True when this very release was redeemed: its execution has begun and is being resumed. */
const isBegun = async (deps: DeployerDeps, { release, plan }: ReleaseRows): Promise<boolean> =>
  (await deps.store.readRedemption(plan.planId))?.releaseId === release.releaseId;

/**
 * What this worker itself proved to have been on screen when it began this execution. A proof that
 * was not followed by a redemption, or of another release, proves nothing of today's screen.
 */
const provenScreen = async (
  deps: DeployerDeps,
  { release, plan }: ReleaseRows,
): Promise<PlanOnScreen | undefined> => {
  const journal = await deps.store.read(plan.planId);
  const proven = journal.findLast(
    ({ what, detail }) => what === PROVEN && detail['releaseId'] === release.releaseId,
  );
  const updatedAt = proven?.detail['screenUpdatedAt'];
  return typeof updatedAt === 'string' ? { block: 'matches', updatedAt } : undefined;
};

/** True when a release is young by the database's clock; one from far ahead of it is not. */
const isYoung = async (deps: DeployerDeps, release: ReleaseRow): Promise<boolean> => {
  const ageMs = (await deps.store.now()).getTime() - Date.parse(release.createdAt);
  return Math.abs(ageMs) <= RELEASE_SECONDS * 1000;
};

/** The job, the plan's row and its inputs must be about one and the same issue. */
const isSameIssue = (job: IssueRef, inputs: PlanInputs): boolean => {
  const { ref } = inputs.issue;
  return (
    ref.repositoryId === job.repositoryId &&
    ref.number === job.number &&
    ref.owner === job.owner &&
    ref.repo === job.repo
  );
};

/** Makes the plan again; a row whose digest its own inputs do not make is worth nothing. */
const recompute = (deps: DeployerDeps, ref: IssueRef, row: PlanRow): Decided<ComputedPlan> => {
  const computed = computePlan(deps, sourceOf(row));
  if (!computed.ok) return computed;
  if (isSameIssue(ref, parseInputs(row.inputs)) && computed.value.digest === row.digest) {
    return computed;
  }
  return refused(notProven('The stored plan is not the plan that its inputs make.'));
};

/**
 * Whoever writes rows also chooses the address and the token: a repository of their own, full of
 * approvals, proves nothing. Whose repository it is comes from this worker's own configuration.
 */
const refuseRepository = async (
  deps: DeployerDeps,
  github: ReleaseGitHub,
  ref: IssueRef,
): Promise<Refusal | undefined> => {
  const found = await github.readRepository(ref);
  const isOurs = found?.id === ref.repositoryId && deps.config.ownerIds.includes(found.ownerId);
  return isOurs ? undefined : notProven('The issue is in no repository that is served here.');
};

/**
 * Proves an approval from GitHub alone, as it is now: the plan is made again from its inputs and
 * this worker's own configuration, the plan block on GitHub must equal its rendering, and
 * `decideApproval` decides from the comments and roles that GitHub shows. Rows only say where to
 * look.
 */
export const proveRelease = async (
  deps: DeployerDeps,
  ref: IssueRef,
  rows: ReleaseRows,
): Promise<Decided<ApprovedPlan>> => {
  const { release, plan, shown } = rows;
  const begun = await isBegun(deps, rows);
  if (!begun && !(await isYoung(deps, release))) return refused(EXPIRED);
  const computed = recompute(deps, ref, plan);
  if (!computed.ok) return computed;
  const github = deps.openReleaseGitHub(release.token);
  const foreign = await refuseRepository(deps, github, ref);
  if (foreign !== undefined) return refused(foreign);
  const resumed = begun ? await provenScreen(deps, rows) : undefined;
  const { block, notes } = computed.value;
  const wanted = { commentId: shown.commentId, block, notes, appId: deps.appId };
  const screen = resumed ?? (await readScreen(github, ref, wanted));
  const approvals = await deps.store.listApprovals(plan.planId);
  const decision = await decideFromGitHub(deps, github, {
    ref,
    planId: plan.planId,
    computed: computed.value,
    handles: plan.handles,
    planCommentId: shown.commentId,
    sources: approvals.filter((one) => release.approvalIds.includes(one.approvalId)),
    moment: 'release',
    plannedAt: plan.createdAt,
    provenScreen: screen,
  });
  if (!decision.ok) return decision;
  if (decision.value.kind === 'waiting') {
    return refused(notProven('A second approval is missing.'));
  }
  if (resumed !== undefined) return accepted(decision.value.approved);
  const rival = await refuseRivals(github, ref, wanted);
  if (rival !== undefined) return refused(rival);
  await writeProof(deps, rows, screen);
  return accepted(decision.value.approved);
};

const writeProof = async (
  deps: DeployerDeps,
  { release, plan }: ReleaseRows,
  screen: PlanOnScreen,
): Promise<void> => {
  await deps.store.append({
    planId: plan.planId,
    stepId: stepId(0),
    kind: 'intent',
    what: PROVEN,
    detail: { screenUpdatedAt: screen.updatedAt, releaseId: release.releaseId },
  });
};
