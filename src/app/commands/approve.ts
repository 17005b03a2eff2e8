import { renderWaiting } from '../../reply/waiting.ts';
import type { ApprovalDecision } from '../../approve/decide-approval.ts';
import type { Decided } from '../../task/refusal.ts';
import { computePlan, sourceOf } from '../compute-plan.ts';
import { decideFromGitHub } from '../decide.ts';
import { jobOf } from '../issue-ref.ts';
import { refusePublic } from '../public-repository.ts';
import { repostPlan } from '../repost-plan.ts';
import { approvableOf, keepPart, type Approvable } from './approve-items.ts';
import { DONE, refuse, type CommandAnswer, type CommandCall } from './command-call.ts';
import { noPlan } from './no-plan.ts';
import { refuseRunning } from './running.ts';

const decide = async (
  call: CommandCall,
  { row, shown, computed, shownAs }: Approvable,
): Promise<Decided<ApprovalDecision>> => {
  const earlier = await call.deps.store.listApprovals(row.planId);
  return decideFromGitHub(call.deps, call.github, {
    ref: call.ref,
    planId: row.planId,
    computed,
    shownAs,
    handles: row.handles,
    planCommentId: shown.commentId,
    sources: [
      ...earlier.filter((approval) => approval.commentId !== call.comment.id),
      { approvalId: call.deps.newId(), commentId: call.comment.id },
    ],
    moment: 'receipt',
    plannedAt: row.createdAt,
    ...(call.state.reopenedAt === undefined ? {} : { reopenedAt: call.state.reopenedAt }),
  });
};

const keep = async (
  call: CommandCall,
  approvable: Approvable,
  decision: ApprovalDecision,
): Promise<CommandAnswer> => {
  const { deps, ref } = call;
  const { row, shownAs } = approvable;
  await keepPart(deps, approvable);
  await deps.store.insertApproval(decision.latest);
  // Read back, because this job may have died after the insert and be run again.
  const kept = (await deps.store.listApprovals(row.planId)).find(
    (approval) => approval.commentId === call.comment.id,
  );
  const isOwn = decision.latest.commentId === call.comment.id;
  if (kept === undefined && isOwn) return DONE;
  if (kept !== undefined) {
    const detail = { ...kept, person: { ...kept.person } };
    await deps.store.record({ kind: 'approval', subject: row.planId, detail });
    await call.github.react(ref, call.comment.id, '+1');
  }
  if (decision.kind === 'waiting') {
    return {
      kind: 'said',
      body: renderWaiting(decision.latest, shownAs.shown.digest, shownAs.part?.items),
    };
  }
  const released = { planId: row.planId, releaseId: deps.newId() };
  const job = { ...jobOf(ref, call.installationId), ...released };
  await deps.queue.send('release', job, { id: `release-${row.planId}-${call.comment.id}` });
  return DONE;
};

/** True for a command that this application obeyed before it died and read the comment again. */
const isObeyed = async ({ deps, comment }: CommandCall, { row }: Approvable): Promise<boolean> => {
  const approvals = await deps.store.listApprovals(row.planId);
  if (!approvals.some(({ commentId }) => commentId === comment.id)) return false;
  return deps.store.isRedeemed(row.planId);
};

/**
 * `/approve [digest]`: decides from GitHub as it is now. The plan comment is not edited here: until
 * the deployer has proven it, what was on screen must stay exactly what was on screen.
 */
export const approve = async (call: CommandCall): Promise<CommandAnswer> => {
  const { deps, state } = call;
  const exposed = await refusePublic(deps, call.ref.repositoryId);
  if (exposed !== undefined) return refuse(exposed);
  if (state.planId === undefined) return refuse(noPlan(state));
  const row = await deps.store.readPlan(state.planId);
  const shown = await deps.store.readShown(state.planId);
  if (row === undefined || shown === undefined) return refuse(noPlan(state));
  const computed = computePlan(deps, sourceOf(row));
  if (!computed.ok) return refuse(computed.refusal);
  const found = approvableOf(call, { row, shown, computed: computed.value });
  if (!found.ok) return refuse(found.refusal);
  if (await isObeyed(call, found.value)) return DONE;
  // A plan that is withdrawn while a part of it runs stays on screen until that has ended.
  if ((await deps.store.readCancel(row.planId)) !== undefined) return refuse(noPlan(state));
  const running = row.planId === found.value.row.planId ? undefined : await refuseRunning(call);
  if (running !== undefined) return refuse(running);
  const decision = await decide(call, found.value);
  if (!decision.ok) {
    if (decision.refusal.code === 'plan-comment-changed')
      await repostPlan(call, computed.value, shown);
    return refuse(decision.refusal);
  }
  return keep(call, found.value, decision.value);
};
