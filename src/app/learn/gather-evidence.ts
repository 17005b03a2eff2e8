import {
  driftEvidence,
  healthEvidence,
  planEvidence,
  type LessonEvidence,
  type PlanEvidence,
} from '../../report/lessons/evidence.ts';
import type { PlanRow } from '../../store/store.ts';
import type { IssueRef } from '../../task/issue.ts';
import { computePlan, sourceOf } from '../compute-plan.ts';
import type { OrchestratorDeps } from '../deps.ts';
import { lastOutcome } from '../last-outcome.ts';

/** Plans of one issue that are looked at: the newest. Each is computed anew. */
const MOST_PLANS = 10;

type Deps = Pick<OrchestratorDeps, 'store' | 'config' | 'knowledge' | 'clock'>;

/** A plan that can not be made any more, as after an upgrade, is no evidence. */
const ofPlan = async (deps: Deps, row: PlanRow): Promise<readonly PlanEvidence[]> => {
  const computed = computePlan(deps, sourceOf(row));
  if (!computed.ok) return [];
  const outcome = await lastOutcome(deps.store, row.planId);
  return [planEvidence(computed.value, outcome, deps.knowledge.baselines)];
};

/** Reads what the store knows of an issue, and keeps of it only what a lesson may hold. */
export const gatherEvidence = async (deps: Deps, ref: IssueRef): Promise<LessonEvidence> => {
  const rows = await deps.store.listPlans(ref);
  const plans: PlanEvidence[] = [];
  for (const row of rows.slice(-MOST_PLANS)) plans.push(...(await ofPlan(deps, row)));
  const drifts = await deps.store.listDriftIssues(ref.repositoryId);
  const ills = await deps.store.listHealthIssues(ref.repositoryId);
  return {
    issueNumber: ref.number,
    plans,
    drifts: drifts
      .filter(({ number }) => number === ref.number)
      .flatMap(({ stacks }) => stacks.flatMap(driftEvidence)),
    ills: ills
      .filter(({ number }) => number === ref.number)
      .flatMap(({ members }) => healthEvidence(members)),
  };
};
