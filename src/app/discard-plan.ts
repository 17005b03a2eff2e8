import type { IssueState } from '../store/store.ts';
import type { WorkerDeps } from './deps.ts';

/**
 * Asks the reader to delete the change sets of an issue's current plan, and the deployer to remove
 * the empty stacks that create previews left. Does nothing where nothing was planned.
 */
export const discardPlan = async (
  deps: Pick<WorkerDeps, 'queue' | 'store'>,
  state: Pick<IssueState, 'planId'>,
): Promise<void> => {
  if (state.planId === undefined) return;
  const redemption = await deps.store.readRedemption(state.planId);
  if (redemption !== undefined) return;
  await deps.queue.send('discard', { planId: state.planId }, { id: `discard-${state.planId}` });
};
