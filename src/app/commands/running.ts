import type { Refusal } from '../../task/refusal.ts';
import type { CommandCall } from './command-call.ts';

/** True while the deployer works on the current plan: it was redeemed and has not ended. */
export const isRunning = async ({ deps, state }: CommandCall): Promise<boolean> => {
  if (state.planId === undefined) return false;
  if ((await deps.store.readRedemption(state.planId)) === undefined) return false;
  return !['Completed', 'Failed', 'Cancelled', 'RolledBack'].includes(state.status);
};

/** The refusal of a command that may not come between an approval and its outcome. */
export const refuseRunning = async (call: CommandCall): Promise<Refusal | undefined> => {
  if (!(await isRunning(call))) return undefined;
  return {
    code: 'already-running',
    because: 'The approved plan is being executed.',
    next: 'Wait for its outcome, or stop it before its next call with `/cancel`.',
  };
};
