import type { PlanRow } from '../store/store.ts';
import { computePlan, sourceOf, type ComputedPlan } from './compute-plan.ts';
import type { OrchestratorDeps } from './deps.ts';
import { lastOutcome } from './last-outcome.ts';

/** How a plan of savings stands after some of its items were carried out. */
export interface MenuEnd {
  readonly shown: ComputedPlan;
  /** Numbers of the items that nobody has approved yet. */
  readonly open: readonly number[];
  /** True when every part that was begun was carried out to its end. */
  readonly isAllDone: boolean;
}

/** What is left of the plan that a plan is a part of; undefined for a plan that is no part. */
export const readMenuEnd = async (
  deps: Pick<OrchestratorDeps, 'store' | 'config' | 'knowledge' | 'clock'>,
  { partOf }: Pick<PlanRow, 'partOf'>,
): Promise<MenuEnd | undefined> => {
  const menu = partOf === undefined ? undefined : await deps.store.readPlan(partOf);
  const shown = menu === undefined ? undefined : computePlan(deps, sourceOf(menu));
  if (menu === undefined || shown?.ok !== true) return undefined;
  const used = await deps.store.listUsedItems(menu.planId);
  const outcomes = await Promise.all(
    [...new Set(used.map(({ partId }) => partId))].map((id) => lastOutcome(deps.store, id)),
  );
  return {
    shown: shown.value,
    open: (shown.value.plan.items ?? [])
      .map(({ number }) => number)
      .filter((number) => !used.some(({ item }) => item === number)),
    isAllDone: outcomes.every((outcome) => outcome?.kind === 'done'),
  };
};
