import { renderBanner } from '../../reply/banner.ts';
import { discardPlan } from '../discard-plan.ts';
import { isPlanBegun } from '../is-running.ts';
import { showOverPlan } from '../show-over-plan.ts';
import { refuseMerged, withdrawProposal } from '../withdraw-proposal.ts';
import { DONE, refuse, type CommandAnswer, type CommandCall } from './command-call.ts';
import { hasEnded, noPlan, nothingToCancel } from './no-plan.ts';
import { refuseRunning } from './running.ts';

/** `/reject [reason]`: withdraws the plan, voids its approvals and removes its change sets. */
export const reject = async (call: CommandCall): Promise<CommandAnswer> => {
  const { deps, state, comment } = call;
  if (state.planId === undefined) return refuse(noPlan(state));
  if (hasEnded(state)) return refuse(nothingToCancel(state));
  const running = await refuseRunning(call);
  if (running !== undefined) return refuse(running);
  const merged = await refuseMerged(deps, state);
  if (merged !== undefined) return refuse(merged);
  const isBegun = await isPlanBegun(deps.store, state);
  await discardPlan(deps, state);
  const reason = call.command.name === 'reject' ? call.command.reason : undefined;
  const banner = renderBanner({
    kind: 'rejected',
    by: comment.author.login,
    isBegun,
    ...(reason === undefined ? {} : { reason }),
  });
  await showOverPlan(deps, state, banner);
  const { planId: _plan, isAsked: _asked, ...rest } = await withdrawProposal(deps, state);
  const detail = { by: comment.author.id };
  await deps.store.record({ kind: 'rejected', subject: state.planId, detail });
  const note = 'The plan was rejected.';
  await deps.store.saveIssue({ ...rest, status: 'Cancelled', note, obeyedId: comment.id });
  return DONE;
};
