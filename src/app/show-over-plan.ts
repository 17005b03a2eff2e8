import type { IssueState } from '../store/store.ts';
import { computePlan, sourceOf } from './compute-plan.ts';
import type { OrchestratorDeps } from './deps.ts';
import { ensureComment, planTopic } from './replies.ts';
import { composePlanComment } from './screen.ts';

/** Puts a banner over the issue's current plan; the plan itself stays as it is. */
export const showOverPlan = async (
  deps: OrchestratorDeps,
  state: IssueState,
  banner: string,
): Promise<void> => {
  const row = state.planId === undefined ? undefined : await deps.store.readPlan(state.planId);
  const computed = row === undefined ? undefined : computePlan(deps, sourceOf(row));
  const plan = computed?.ok === true ? computed.value : undefined;
  await ensureComment(deps, {
    ref: state.ref,
    installationId: state.installationId,
    topic: planTopic(state),
    body: plan === undefined ? banner : composePlanComment(banner, plan.block, plan.notes),
  });
};
