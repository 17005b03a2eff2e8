import type { ApprovedPlan } from '../approve/approved-plan.ts';
import { resumeApproval } from '../approve/decide-approval.ts';
import type { PlanOnScreen } from '../approve/attempt.ts';
import type { ReleaseGitHub } from '../github/github.ts';
import type { PlanInputs } from '../plan/inputs.ts';
import type { PlanRow, ReleaseRow, ShownRow } from '../store/store.ts';
import { accepted, refused, type Decided, type Refusal } from '../task/refusal.ts';
import { Fault } from '../task/fault.ts';
import type { IssueRef } from '../task/issue.ts';
import { readProof, writeProof } from './approval-proof.ts';
import { computePlan, sourceOf, type ComputedPlan } from './compute-plan.ts';
import { decideFromGitHub, type DecisionRequest } from './decide.ts';
import { decideHeal } from './decide-heal.ts';
import type { DeployerDeps } from './deployer-deps.ts';
import { parseInputs } from './plan-inputs.ts';
import { refuseRivals } from './refuse-rivals.ts';
import { readScreen } from './screen.ts';
import { computeShown } from './shown-plan.ts';

/** A release older than this goes back to be decided again. */
const RELEASE_SECONDS = 60;

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

interface Asked {
  readonly rows: ReleaseRows;
  readonly request: Omit<DecisionRequest, 'sources'>;
}

/** By the standing approval where the plan says that it heals, else by what people typed. */
const approvedNow = async (
  deps: DeployerDeps,
  github: ReleaseGitHub,
  { rows: { release, plan }, request }: Asked,
): Promise<Decided<ApprovedPlan>> => {
  const { heal } = parseInputs(plan.inputs);
  if (heal !== undefined) return decideHeal(deps, github, { ...request, heal });
  const approvals = await deps.store.listApprovals(plan.planId);
  const sources = approvals
    .filter((one) => release.approvalIds.includes(one.approvalId))
    .map(({ commentId }) => ({ approvalId: `c${commentId}`, commentId }));
  const decision = await decideFromGitHub(deps, github, { ...request, sources });
  if (!decision.ok) return decision;
  return decision.value.kind === 'waiting'
    ? refused(notProven('A second approval is missing.'))
    : accepted(decision.value.approved);
};

interface Screened {
  readonly approved: ApprovedPlan;
  readonly screenUpdatedAt: string;
}

/**
 * Proves an approval from GitHub alone, as it is now: the plan is made again from its inputs and
 * this worker's own configuration, the plan comment on GitHub must equal its rendering, and
 * `decideApproval` decides from the comments and roles that GitHub shows. Rows only say where to
 * look: what an approval is called, and so the tokens of its calls, comes from its comment.
 * `seenBefore` is what this worker itself proved of the screen when the execution began.
 */
const proveFromGitHub = async (
  deps: DeployerDeps,
  ref: IssueRef,
  { rows, seenBefore }: { readonly rows: ReleaseRows; readonly seenBefore?: PlanOnScreen },
): Promise<Decided<Screened>> => {
  const { plan, shown } = rows;
  const computed = recompute(deps, ref, plan);
  if (!computed.ok) return computed;
  const github = deps.openReleaseGitHub(rows.release.token);
  const foreign = await refuseRepository(deps, github, ref);
  if (foreign !== undefined) return refused(foreign);
  const shownAs = computeShown(deps, plan, computed.value);
  if (!shownAs.ok) return shownAs;
  const { block, notes } = shownAs.value.shown;
  const wanted = { commentId: shown.commentId, block, notes, appId: deps.appId };
  const screen = seenBefore ?? (await readScreen(github, ref, wanted));
  const approved = await approvedNow(deps, github, {
    rows,
    request: {
      ref,
      planId: plan.planId,
      computed: computed.value,
      shownAs: shownAs.value,
      handles: plan.handles,
      planCommentId: shown.commentId,
      moment: 'release',
      plannedAt: plan.createdAt,
      provenScreen: screen,
    },
  });
  if (!approved.ok) return approved;
  const rival = seenBefore === undefined ? await refuseRivals(github, ref, wanted) : undefined;
  if (rival !== undefined) return refused(rival);
  return accepted({ approved: approved.value, screenUpdatedAt: screen.updatedAt });
};

/** An approval that was proven, and how far. */
export interface ProvenRelease {
  readonly approved: ApprovedPlan;
  /** Present when only this worker's journal proves it: what AWS accepted is followed, no more. */
  readonly onlyFollow?: Refusal;
}

const NOT_ANSWERED = notProven('GitHub did not say whether the approval still holds.');

/** As it is now: whoever lost the right to approve stops what has not begun. */
const proveAgain = async (
  deps: DeployerDeps,
  ref: IssueRef,
  known: { readonly rows: ReleaseRows; readonly seenBefore: PlanOnScreen },
): Promise<Refusal | undefined> => {
  try {
    const again = await proveFromGitHub(deps, ref, known);
    return again.ok ? undefined : again.refusal;
  } catch (thrown) {
    if (thrown instanceof Fault) return NOT_ANSWERED;
    throw thrown;
  }
};

/** An execution that has begun is followed to its end, whatever became of its approval since. */
const resume = async (
  deps: DeployerDeps,
  ref: IssueRef,
  rows: ReleaseRows,
): Promise<Decided<ProvenRelease>> => {
  const { planId } = rows.plan;
  const proof = await readProof(deps.store, planId, rows.release.releaseId);
  const approved = proof === undefined ? undefined : resumeApproval(proof.facts);
  if (proof === undefined || approved === undefined || approved.facts.planId !== planId) {
    return refused(notProven('The journal does not say what was approved.'));
  }
  const seenBefore = { block: 'matches', updatedAt: proof.screenUpdatedAt } as const;
  const onlyFollow = await proveAgain(deps, ref, { rows, seenBefore });
  return accepted(onlyFollow === undefined ? { approved } : { approved, onlyFollow });
};

/**
 * Proves the approval of a release before anything is called, and writes down what was proven. An
 * execution that has begun needs no new release: it is resumed from this worker's own journal.
 */
export const proveRelease = async (
  deps: DeployerDeps,
  ref: IssueRef,
  rows: ReleaseRows,
): Promise<Decided<ProvenRelease>> => {
  if (await isBegun(deps, rows)) return resume(deps, ref, rows);
  if (!(await isYoung(deps, rows.release))) return refused(EXPIRED);
  const proven = await proveFromGitHub(deps, ref, { rows });
  if (!proven.ok) return proven;
  await writeProof(deps.store, rows.release.releaseId, proven.value);
  return accepted({ approved: proven.value.approved });
};
