import type { IssueState } from '../../store/store.ts';
import type { Refusal } from '../../task/refusal.ts';

/** The note of a state as the end of a sentence of ours. */
export const noteWords = ({ note }: Pick<IssueState, 'note'>): string =>
  `${note.slice(0, 1).toLowerCase()}${note.slice(1)}`;

const NEXT: Readonly<Partial<Record<IssueState['status'], string>>> = {
  AwaitingInput: 'Answer what was asked by editing the issue; it is read again at once.',
  Cancelled: 'Type `/plan` for a new one; a closed issue is reopened first.',
  Blocked: 'Change the request as its answer says, or type `/plan` to have it read again.',
};

/** Why there is no plan to act on, from the state of the issue. */
export const noPlan = (state: IssueState): Refusal => {
  if (state.status === 'InProgress' || state.status === 'Pending') {
    return {
      code: 'still-planning',
      because: `The plan is being made: ${noteWords(state)}`,
      next: 'Wait for the plan comment, then read it and type the line it shows.',
    };
  }
  if (state.reopenedAt !== undefined) {
    return {
      code: 'reopened',
      because: 'The issue was reopened and has no plan since.',
      next: 'Type `/plan` for a new one.',
    };
  }
  return {
    code: 'no-plan',
    because: `There is no plan to act on: ${noteWords(state)}`,
    next: NEXT[state.status] ?? 'Type `/plan` for a new one.',
  };
};

const ENDED: ReadonlySet<string> = new Set(['Completed', 'Failed', 'Cancelled', 'RolledBack']);

/** True when what was planned is over, so that taking it back would say what is not so. */
export const hasEnded = ({ status }: IssueState): boolean => ENDED.has(status);

/** The answer to who would take back what is over. */
export const nothingToCancel = (state: IssueState): Refusal => ({
  code: 'nothing-to-cancel',
  because: `Nothing is planned or running here: ${noteWords(state)}`,
  next: 'Type `/plan` for a plan, or `/rollback` to undo what was done.',
});
