import type { IssueState } from '../../store/store.ts';
import type { Refusal } from '../../task/refusal.ts';

/** Why there is no plan to act on, from the state of the issue. */
export const noPlan = (state: IssueState): Refusal => {
  if (state.status === 'InProgress' || state.status === 'Pending') {
    return {
      code: 'still-planning',
      because: `The plan is being made: ${state.note}`,
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
    because: `There is no plan to act on: ${state.note}`,
    next: 'Answer what was asked by editing the issue, or type `/plan`.',
  };
};
