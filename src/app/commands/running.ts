import type { Refusal } from '../../task/refusal.ts';
import { isRunning } from '../is-running.ts';
import type { CommandCall } from './command-call.ts';

/** The refusal of a command that may not come between an approval and its outcome. */
export const refuseRunning = async (call: CommandCall): Promise<Refusal | undefined> => {
  if (!(await isRunning(call.deps.store, call.state))) return undefined;
  return {
    code: 'already-running',
    because: 'The approved plan is being executed.',
    next: 'Wait for its outcome, or stop it before its next call with `/cancel`.',
  };
};
