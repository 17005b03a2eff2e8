import { isNewAccount } from '../../task/about-account.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { Refusal } from '../../task/refusal.ts';
import { taskWords } from '../task-order/order-tasks.ts';

/**
 * Why a new account stands in an issue of its own: other people open it after the merge, and what
 * stood beside it would be deployed by that merge, or wait for an account that is not there.
 */
export const accountAlone = (tasks: readonly MutationTask[]): Refusal | undefined => {
  const beside = tasks.find((task) => !isNewAccount(task));
  if (beside === undefined || !tasks.some(isNewAccount)) return undefined;
  return {
    code: 'contradictory',
    because:
      'A new account is only proposed: other people open it, and merging its pull request ' +
      `deploys nothing. This issue asks for more, ${taskWords(beside)}, which is deployed.`,
    next:
      'Edit the issue and leave only the account in it. Ask for the rest in an issue of its own: ' +
      'what goes into the new account, when it is there.',
  };
};
