import { renderBanner } from '../../reply/banner.ts';
import { discardPlan } from '../discard-plan.ts';
import { isPlanBegun, isRunning } from '../is-running.ts';
import { showOverPlan } from '../show-over-plan.ts';
import { refuseMerged, withdrawProposal } from '../withdraw-proposal.ts';
import { DONE, refuse, type CommandAnswer, type CommandCall } from './command-call.ts';
import { hasEnded, nothingToCancel } from './no-plan.ts';

/**
 * `/cancel`: while a plan runs, asks the deployer to stop before its next call; before that,
 * withdraws the plan. What AWS was told already is followed to its end and said in the outcome.
 */
export const cancel = async (call: CommandCall): Promise<CommandAnswer> => {
  const { deps, state, comment } = call;
  if (state.planId === undefined || hasEnded(state)) return refuse(nothingToCancel(state));
  const merged = await refuseMerged(deps, state);
  if (merged !== undefined) return refuse(merged);
  const by = { id: comment.author.id, login: comment.author.login };
  await deps.store.requestCancel(state.planId, by);
  await deps.store.record({ kind: 'cancel', subject: state.planId, detail: { by: by.id } });
  if (await isRunning(deps.store, state)) return DONE;
  const isBegun = await isPlanBegun(deps.store, state);
  await discardPlan(deps, state);
  await showOverPlan(deps, state, renderBanner({ kind: 'cancelled', by: by.login, isBegun }));
  const { planId: _plan, isAsked: _asked, ...rest } = await withdrawProposal(deps, state);
  const note = 'The plan was cancelled.';
  await deps.store.saveIssue({ ...rest, status: 'Cancelled', note, obeyedId: comment.id });
  return DONE;
};
