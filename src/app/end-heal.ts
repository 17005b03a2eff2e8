import { renderNotHealed } from '../reply/heal.ts';
import type { Refusal } from '../task/refusal.ts';
import type { IssueState } from '../store/store.ts';
import type { OrchestratorDeps } from './deps.ts';
import { discardPlan } from './discard-plan.ts';
import { ensureComment, planTopic } from './replies.ts';

/**
 * Says in the comment of the plan why nothing is healed, and takes the plan back: nobody can
 * approve it later. The next look begins anew.
 */
export const endHeal = async (
  deps: OrchestratorDeps,
  state: IssueState,
  refusal: Refusal,
): Promise<void> => {
  await discardPlan(deps, state);
  const { ref, installationId } = state;
  const body = renderNotHealed(refusal);
  const comment = await ensureComment(deps, { ref, installationId, topic: planTopic(state), body });
  const { planId: _, ...rest } = state;
  await deps.store.saveIssue({
    ...rest,
    status: 'Cancelled',
    note: refusal.because,
    planCommentId: comment.id,
  });
};
