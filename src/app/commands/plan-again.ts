import type { Refusal } from '../../task/refusal.ts';
import { jobOf } from '../issue-ref.ts';
import { DONE, refuse, type CommandAnswer, type CommandCall } from './command-call.ts';
import { adopt } from './adopt.ts';
import { reconcile } from './reconcile.ts';
import { refuseRunning } from './running.ts';

const CLOSED: Refusal = {
  code: 'issue-closed',
  because: 'The issue is closed, so nothing is planned.',
  next: 'Reopen it, then `/plan`.',
};

/** `/plan`: reads the issue again and makes a new plan; the old one and its approvals are void. */
export const planAgain = async (call: CommandCall): Promise<CommandAnswer> => {
  const { isAboutDrift, adoptsDrift } = call.state;
  if (isAboutDrift === true) return adoptsDrift === true ? adopt(call) : reconcile(call);
  const running = await refuseRunning(call);
  if (running !== undefined) return refuse(running);
  const { deps, github, ref, state, installationId } = call;
  if ((await github.readIssue(ref))?.state === 'closed') return refuse(CLOSED);
  const { reopenedAt: _, ...rest } = state;
  const note = 'Being planned again.';
  await deps.store.saveIssue({ ...rest, isAsked: true, status: 'Pending', note });
  await deps.queue.send('intake', jobOf(ref, installationId));
  return DONE;
};
