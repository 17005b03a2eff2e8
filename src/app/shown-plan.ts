import type { PlanInputs } from '../plan/inputs.ts';
import type { PlanRow } from '../store/store.ts';
import type { PlanId } from '../task/ids.ts';
import { accepted, type Decided } from '../task/refusal.ts';
import { computePlan, sourceOf, type ComputedPlan } from './compute-plan.ts';
import type { WorkerDeps } from './deps.ts';
import { parseInputs } from './plan-inputs.ts';

/** What was on screen, and which part of it a plan is. */
export interface ShownPlan {
  readonly shown: ComputedPlan;
  /** Present where the plan is some items of what was on screen. */
  readonly part?: {
    readonly of: ComputedPlan['digest'];
    readonly planId: PlanId;
    readonly items: readonly number[];
  };
}

/** The plan that an issue shows for a plan that is carried out: itself, or what it is a part of. */
export const shownIdOf = ({ partOf, planId }: Pick<PlanRow, 'partOf' | 'planId'>): PlanId =>
  partOf ?? planId;

/** Which items of which plan a part is; undefined for a plan that is no part. */
export const partIn = (
  row: PlanRow,
): { readonly planId: PlanId; readonly items: readonly number[] } | undefined => {
  const { onlyItems } = parseInputs(row.inputs);
  return onlyItems === undefined ? undefined : { planId: shownIdOf(row), items: onlyItems };
};

const wholeOf = ({ onlyItems: _, ...inputs }: PlanInputs): PlanInputs => inputs;

/**
 * Makes again what was on screen when a plan was approved: from the same inputs, so that who trusts
 * no row has to believe nothing. Of a plan that is no part, that plan.
 */
export const computeShown = (
  deps: Pick<WorkerDeps, 'config' | 'knowledge' | 'clock'>,
  row: PlanRow,
  computed: ComputedPlan,
): Decided<ShownPlan> => {
  const { inputs, handles } = sourceOf(row);
  const part = partIn(row);
  if (part === undefined) return accepted({ shown: computed });
  const shown = computePlan(deps, { inputs: wholeOf(inputs), handles });
  if (!shown.ok) return shown;
  return accepted({ shown: shown.value, part: { of: shown.value.digest, ...part } });
};
