import type { PlanInputs } from '../plan/inputs.ts';
import type { IssueState } from '../store/store.ts';
import { computePlan, sourceOf, type ComputedPlan } from './compute-plan.ts';
import type { OrchestratorDeps } from './deps.ts';

/** The plan that an issue shows, made again, and what it is made from; undefined for none. */
export const readCurrentPlan = async (
  deps: OrchestratorDeps,
  state: Pick<IssueState, 'planId'> | undefined,
): Promise<{ readonly computed: ComputedPlan; readonly inputs: PlanInputs } | undefined> => {
  const row = state?.planId === undefined ? undefined : await deps.store.readPlan(state.planId);
  if (row === undefined) return undefined;
  const source = sourceOf(row);
  const computed = computePlan(deps, source);
  return computed.ok ? { computed: computed.value, inputs: source.inputs } : undefined;
};
