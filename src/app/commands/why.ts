import { GATES } from '../../approve/gates.ts';
import { requirementOf } from '../../approve/requirement.ts';
import type { ApprovalContext, Attempt } from '../../approve/attempt.ts';
import { renderWhy, type Check } from '../../reply/why.ts';
import { computePlan, sourceOf } from '../compute-plan.ts';
import { contextFromGitHub } from '../decide.ts';
import { refuse, type CommandAnswer, type CommandCall } from './command-call.ts';
import { noPlan } from './no-plan.ts';

/**
 * The checklist as it would be for the person who asks, were this comment an approval by digest.
 */
const attemptOf = (call: CommandCall, digest: string): Attempt => ({
  approvalId: 'why',
  comment: {
    id: call.comment.id,
    bodyHash: '',
    author: call.comment.author,
    authorType: call.comment.authorType,
    createdAt: call.comment.createdAt,
    updatedAt: call.comment.updatedAt,
  },
  digest,
  role: call.standing.role,
  teams: call.standing.teams,
});

const checksOf = (attempt: Attempt, context: ApprovalContext): readonly Check[] =>
  GATES.map(([name, gate]) => {
    const refusal = gate(attempt, context);
    return refusal === undefined ? { name, holds: true } : { name, holds: false, refusal };
  });

/** `/why`: every gate with its present answer, what is missing, and who can give it. */
export const explainWhy = async (call: CommandCall): Promise<CommandAnswer> => {
  const { deps, state } = call;
  const row = state.planId === undefined ? undefined : await deps.store.readPlan(state.planId);
  const shown = state.planId === undefined ? undefined : await deps.store.readShown(state.planId);
  if (row === undefined || shown === undefined) return refuse(noPlan(state));
  const computed = computePlan(deps, sourceOf(row));
  if (!computed.ok) return refuse(computed.refusal);
  const context = await contextFromGitHub(deps, call.github, {
    ref: call.ref,
    planId: row.planId,
    computed: computed.value,
    handles: row.handles,
    planCommentId: shown.commentId,
    moment: 'receipt',
    plannedAt: row.createdAt,
    ...(state.reopenedAt === undefined ? {} : { reopenedAt: state.reopenedAt }),
  });
  if (context === undefined) return refuse(noPlan(state));
  return {
    kind: 'said',
    body: renderWhy({
      checks: checksOf(attemptOf(call, computed.value.digest), context),
      asker: call.comment.author.login,
      digest: computed.value.digest,
      requirement: requirementOf(computed.value.plan, deps.config),
      approvals: await deps.store.listApprovals(row.planId),
      approvers: deps.config.approvals.approvers,
      review: computed.value.review,
    }),
  };
};
