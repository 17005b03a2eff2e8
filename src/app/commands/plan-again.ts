import { issueKey, jobOf } from '../issue-ref.ts';
import { DONE, refuse, type CommandAnswer, type CommandCall } from './command-call.ts';
import { refuseRunning } from './running.ts';

/** `/plan`: reads the issue again and makes a new plan; the old one and its approvals are void. */
export const planAgain = async (call: CommandCall): Promise<CommandAnswer> => {
  const running = await refuseRunning(call);
  if (running !== undefined) return refuse(running);
  const { deps, ref, state, installationId } = call;
  const { reopenedAt: _, ...rest } = state;
  await deps.store.saveIssue({ ...rest, status: 'Pending', note: 'Being planned again.' });
  const job = { ...jobOf(ref, installationId), force: 1 };
  await deps.queue.send('intake', job, { key: issueKey(ref) });
  return DONE;
};
