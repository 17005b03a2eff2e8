import { teamsThatMatter } from '../approve/may-approve.ts';
import { renderRefusal } from '../reply/refusal.ts';
import { parsePlanId } from '../task/ids.ts';
import { Fault } from '../task/fault.ts';
import type { PlanRow } from '../store/store.ts';
import type { IssueRef } from '../task/issue.ts';
import type { Refusal } from '../task/refusal.ts';
import { computePlan, sourceOf } from './compute-plan.ts';
import { decideFromGitHub } from './decide.ts';
import type { OrchestratorDeps } from './deps.ts';
import { endHeal } from './end-heal.ts';
import { jobOf, parseJob } from './issue-ref.ts';
import { refuseHeal } from './release-heal.ts';
import { ensureComment } from './replies.ts';
import { computeShown, shownIdOf } from './shown-plan.ts';

interface Release {
  readonly releaseId: string;
  readonly ref: IssueRef;
  readonly installationId: number;
  readonly row: PlanRow;
}

/**
 * Rights the release token has: reads of one repository, teams where they may approve, and for a
 * heal the file that allows it and who merged it.
 */
const permissionsOf = (
  deps: OrchestratorDeps,
  isHeal: boolean,
): Readonly<Record<string, 'read'>> => {
  const plain = { issues: 'read', metadata: 'read' } as const;
  const base = isHeal ? ({ ...plain, contents: 'read', pull_requests: 'read' } as const) : plain;
  return teamsThatMatter(deps.config).length === 0 ? base : { ...base, members: 'read' as const };
};

/** Plans that touch one stack run one after the other. */
const stackKey = (row: PlanRow): string => {
  const [handle] = row.handles;
  return handle === undefined
    ? `plan-${shownIdOf(row)}`
    : `stack-${handle.accountId}-${handle.region}-${handle.stackName}`;
};

const isHeal = (row: PlanRow): boolean => sourceOf(row).inputs.heal !== undefined;

const decideAgain = async (
  deps: OrchestratorDeps,
  { ref, installationId, row }: Omit<Release, 'releaseId'>,
): Promise<Refusal | undefined> => {
  const shown = await deps.store.readShown(row.planId);
  const state = await deps.store.readIssue(ref);
  const computed = computePlan(deps, sourceOf(row));
  if (!computed.ok) return computed.refusal;
  const shownAs = computeShown(deps, row, computed.value);
  if (!shownAs.ok) return shownAs.refusal;
  if (shown === undefined || state?.planId !== shownIdOf(row)) {
    return {
      code: 'no-plan',
      because: 'The plan was replaced or withdrawn before it was released.',
      next: 'Read the current plan and approve that one.',
    };
  }
  if (isHeal(row)) return refuseHeal(deps, row, installationId);
  const decision = await decideFromGitHub(deps, await deps.github(installationId), {
    ref,
    planId: row.planId,
    computed: computed.value,
    shownAs: shownAs.value,
    handles: row.handles,
    planCommentId: shown.commentId,
    sources: await deps.store.listApprovals(row.planId),
    moment: 'release',
    plannedAt: row.createdAt,
    ...(state.reopenedAt === undefined ? {} : { reopenedAt: state.reopenedAt }),
  });
  if (!decision.ok) return decision.refusal;
  return decision.value.kind === 'approved' ? undefined : WAITING;
};

const WAITING: Refusal = {
  code: 'approval-not-proven',
  because: 'The plan needs a second person, and only one approval counts now.',
  next: 'Another maintainer approves as well; `/why` says who can.',
};

const release = async (deps: OrchestratorDeps, found: Release): Promise<void> => {
  const { releaseId, ref, installationId, row } = found;
  const github = await deps.github(installationId);
  const approvals = await deps.store.listApprovals(row.planId);
  await deps.store.insertRelease({
    releaseId,
    planId: row.planId,
    approvalIds: approvals.map((approval) => approval.approvalId),
    token: await github.createReleaseToken(ref, permissionsOf(deps, isHeal(row))),
  });
  const job = { ...jobOf(ref, installationId), planId: row.planId, releaseId };
  await deps.queue.send('execute', job, { id: `execute-${releaseId}`, key: stackKey(row) });
};

/**
 * Decides once more, now, and hands the execution to the deployer with proof and no authority: the
 * comments' ids and a one-hour, read-only token. A plan that has been redeemed is left alone.
 * Whoever asks names the release, so that a job that is run again makes no second one.
 */
export const onRelease = async (
  deps: OrchestratorDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const { ref, installationId } = parseJob(job);
  const planId = parsePlanId(String(job['planId']));
  const row = planId === undefined ? undefined : await deps.store.readPlan(planId);
  if (row === undefined) throw new Fault('broken-promise', 'a release names a plan that is not');
  if ((await deps.store.readRedemption(row.planId)) !== undefined) return;
  const refusal = await decideAgain(deps, { ref, installationId, row });
  const releaseId = String(job['releaseId'] ?? deps.newId());
  if (refusal === undefined) return release(deps, { releaseId, ref, installationId, row });
  const state = isHeal(row) ? await deps.store.readIssue(ref) : undefined;
  if (state?.planId === row.planId) return endHeal(deps, state, refusal);
  await ensureComment(deps, {
    ref,
    installationId,
    topic: `release:${row.planId}`,
    body: renderRefusal(refusal),
  });
};
