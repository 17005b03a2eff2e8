import { requestHash } from '../intake/request-hash.ts';
import type { Outcome } from '../execute/outcome.ts';
import type { IssueState, PlanRow } from '../store/store.ts';
import { computePlan, sourceOf, type ComputedPlan } from './compute-plan.ts';
import type { OrchestratorDeps } from './deps.ts';
import { lastOutcome } from './last-outcome.ts';

/** How a plan of savings stands after some of its items were carried out. */
export interface MenuEnd {
  /** Absent where it can not be made again: then nothing of it can be approved either. */
  readonly shown?: ComputedPlan;
  /** Numbers of the items that can still be approved. */
  readonly open: readonly number[];
  /**
   * `open`: items wait. `withdrawn`: a person stopped it, or the issue is closed. `edited`: the
   * request is another one by now. `done`, `partly`: nothing waits, and all was done or not all.
   */
  readonly end: 'open' | 'withdrawn' | 'edited' | 'done' | 'partly';
}

/** Why nothing of a plan can be approved any more, whatever of it was not carried out. */
const readHindrance = async (
  deps: Pick<OrchestratorDeps, 'store' | 'github'>,
  state: IssueState,
  { planId, shown }: { readonly planId: PlanRow['planId']; readonly shown: ComputedPlan },
): Promise<'withdrawn' | 'edited' | undefined> => {
  if ((await deps.store.readCancel(planId)) !== undefined) return 'withdrawn';
  const issue = await (await deps.github(state.installationId)).readIssue(state.ref);
  if (issue?.state !== 'open') return 'withdrawn';
  return requestHash(issue) === shown.plan.requestHash ? undefined : 'edited';
};

/** What is left of the plan that a plan is a part of; undefined for a plan that is no part. */
export const readMenuEnd = async (
  deps: Pick<OrchestratorDeps, 'store' | 'config' | 'knowledge' | 'clock' | 'github'>,
  state: IssueState,
  told: { readonly row: Pick<PlanRow, 'partOf'>; readonly outcome: Outcome },
): Promise<MenuEnd | undefined> => {
  const { partOf } = told.row;
  if (partOf === undefined) return undefined;
  const menu = await deps.store.readPlan(partOf);
  const shown = menu === undefined ? undefined : computePlan(deps, sourceOf(menu));
  if (menu === undefined || shown?.ok !== true) return { open: [], end: 'withdrawn' };
  const found = { planId: menu.planId, shown: shown.value };
  const used = await deps.store.listUsedItems(menu.planId);
  const left = (shown.value.plan.items ?? [])
    .map(({ number }) => number)
    .filter((number) => !used.some(({ item }) => item === number));
  const isStopped = told.outcome.kind === 'cancelled';
  const hindrance = isStopped ? 'withdrawn' : await readHindrance(deps, state, found);
  if (left.length > 0 && hindrance !== undefined) {
    return { shown: shown.value, open: [], end: hindrance };
  }
  if (left.length > 0) return { shown: shown.value, open: left, end: 'open' };
  const outcomes = await Promise.all(
    [...new Set(used.map(({ partId }) => partId))].map((id) => lastOutcome(deps.store, id)),
  );
  const isAllDone = outcomes.every((outcome) => outcome?.kind === 'done');
  return { shown: shown.value, open: [], end: isAllDone ? 'done' : 'partly' };
};
