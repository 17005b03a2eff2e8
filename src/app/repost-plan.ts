import type { ShownRow } from '../store/store.ts';
import type { ComputedPlan } from './compute-plan.ts';
import type { CommandCall } from './commands/command-call.ts';
import { ensureComment, planTopic } from './replies.ts';
import { composePlanComment, readScreen } from './screen.ts';

/**
 * Shows the plan again where its comment was deleted or is no longer exactly the plan. The evidence
 * of what was planned is in the database; what somebody made of the comment changes nothing of it.
 */
export const repostPlan = async (
  call: CommandCall,
  computed: ComputedPlan,
  shown: ShownRow,
): Promise<void> => {
  const { deps, github, ref, installationId, state } = call;
  const { block, blockHash, notes } = computed;
  const wanted = { commentId: shown.commentId, block, notes, appId: deps.appId };
  if ((await readScreen(github, ref, wanted)).block === 'matches') return;
  const comment = await ensureComment(deps, {
    ref,
    installationId,
    topic: planTopic(state),
    body: composePlanComment('', block, notes),
  });
  await deps.store.insertShown({
    planId: shown.planId,
    commentId: comment.id,
    updatedAt: comment.updatedAt,
    bodyHash: blockHash,
  });
  await deps.store.saveIssue({ ...state, planCommentId: comment.id });
};
