import { isStanding } from '../approve/approval.ts';
import type { PlanId } from '../task/ids.ts';
import { Fault } from '../task/fault.ts';
import type { JsonObject } from '../task/json.ts';
import type { Decided, Refusal } from '../task/refusal.ts';
import type { ApprovedPlan } from '../approve/approved-plan.ts';
import type { IssueState, PlanRow } from '../store/store.ts';
import { computePlan, sourceOf } from './compute-plan.ts';
import { decideHeal } from './decide-heal.ts';
import type { OrchestratorDeps } from './deps.ts';
import { endHeal } from './end-heal.ts';
import { jobOf } from './issue-ref.ts';

type Moment = 'receipt' | 'release';

/** Decides on the heal that a posted plan is, as everything is now. */
export const decidePostedHeal = async (
  deps: OrchestratorDeps,
  row: PlanRow,
  at: { readonly installationId: number; readonly moment: Moment },
): Promise<Decided<ApprovedPlan>> => {
  const source = sourceOf(row);
  const shown = await deps.store.readShown(row.planId);
  if (source.inputs.heal === undefined || shown === undefined) {
    throw new Fault('broken-promise', 'a heal that is none, or was never shown');
  }
  const computed = computePlan(deps, source);
  if (!computed.ok) return computed;
  return decideHeal(deps, await deps.github(at.installationId), {
    ref: row.ref,
    planId: row.planId,
    computed: computed.value,
    handles: row.handles,
    planCommentId: shown.commentId,
    moment: at.moment,
    plannedAt: row.createdAt,
    heal: source.inputs.heal,
  });
};

/** Hands a heal that was posted to the deployer, if the standing approval covers it. */
export const releaseHeal = async (
  deps: OrchestratorDeps,
  state: IssueState,
  planId: PlanId,
): Promise<void> => {
  const row = await deps.store.readPlan(planId);
  if (row === undefined) throw new Fault('broken-promise', 'a heal without a plan');
  const { installationId, ref } = state;
  const decided = await decidePostedHeal(deps, row, { installationId, moment: 'receipt' });
  if (!decided.ok) return endHeal(deps, state, decided.refusal);
  const approval = decided.value.facts.approvals.find(isStanding);
  const detail = JSON.parse(JSON.stringify(approval ?? {})) as JsonObject;
  await deps.store.record({ kind: 'standing approval', subject: planId, detail });
  const job = { ...jobOf(ref, installationId), planId, releaseId: deps.newId() };
  await deps.queue.send('release', job, { id: `release-${planId}-heal` });
};

/** Why a heal is not released after all; undefined where it is. */
export const refuseHeal = async (
  deps: OrchestratorDeps,
  row: PlanRow,
  installationId: number,
): Promise<Refusal | undefined> => {
  const decided = await decidePostedHeal(deps, row, { installationId, moment: 'release' });
  return decided.ok ? undefined : decided.refusal;
};
