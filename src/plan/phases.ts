import type { DraftedPlan } from './drafted.ts';
import type { Phase } from './plan.ts';
import type { Step } from './step.ts';

/** What only the drafts know of a phase: why it comes after others. */
const becauseOf = ({ steps }: DraftedPlan, phase: number): Pick<Phase, 'because'> => {
  const because = steps.filter((one) => one.phase === phase).flatMap((one) => one.because ?? []);
  return because.length === 0 ? {} : { because };
};

/** Steps by phases, each with what undoes it, in reverse. */
export const phasesOf = (steps: readonly Step[], drafted: DraftedPlan): readonly Phase[] =>
  [...new Set(steps.map((step) => step.phase))]
    .sort((a, b) => a - b)
    .map((number) => {
      const own = steps.filter((step) => step.phase === number);
      return {
        number,
        title: own.map((step) => step.summary).join('; '),
        rollback: own
          .toReversed()
          .map((step) => step.inverse.summary)
          .join('; '),
        ...becauseOf(drafted, number),
      };
    });
