import type { MutationTask } from '../task/aws-task.ts';
import type { TaskId } from '../task/ids.ts';
import type { Refusal } from '../task/refusal.ts';
import { makersOf } from '../services/joined/stands-in.ts';
import { taskWords } from '../services/task-order/order-tasks.ts';

/** A task with all that names it, or names what names it: what can not stay without it. */
const withDependents = (
  task: MutationTask,
  tasks: readonly MutationTask[],
): readonly MutationTask[] => {
  let left: readonly MutationTask[] = [task];
  for (;;) {
    const next = tasks.filter(
      (one) => left.includes(one) || makersOf(one, tasks).some((maker) => left.includes(maker)),
    );
    if (next.length === left.length) return next;
    left = next;
  }
};

/** With how many lines two of them are tried together: each trial drafts the issue again. */
const MOST_IN_PAIRS = 12;

/** Which of the lines, the last one first, could go: each, two together, and ever more of them. */
const choicesOf = (lines: readonly MutationTask[]): readonly (readonly MutationTask[])[] => [
  ...lines.map((one) => [one]),
  ...(lines.length > MOST_IN_PAIRS
    ? []
    : lines.flatMap((one, index) => lines.slice(index + 1).map((other) => [one, other]))),
  ...lines.map((_, index) => lines.slice(0, index + 1)),
];

/**
 * The fewest lines of an issue without which a stack fits, each with all that stands in it; of
 * equally many the last ones. Undefined where what is left never fits. `fits` is asked whether all
 * but the given tasks do. Pure.
 */
export const linesApart = (
  lines: readonly MutationTask[],
  tasks: readonly MutationTask[],
  fits: (left: ReadonlySet<TaskId>) => boolean,
): readonly MutationTask[] | undefined =>
  choicesOf(lines.toReversed())
    .map((chosen) => {
      const left = new Set(chosen.flatMap((one) => withDependents(one, tasks)));
      return tasks.filter((one) => left.has(one));
    })
    .toSorted((a, b) => a.length - b.length)
    .find((left) => fits(new Set(left.map(({ id }) => id))));

/**
 * Contract: a stack of several lines whose permissions do not fit one session is refused with the
 * lines that go into an issue of their own; any other refusal stays.
 */
export const blameLines = (
  refusal: Refusal,
  lines: readonly MutationTask[] | undefined,
): Refusal => {
  if (refusal.code !== 'session-policy-too-large' || lines === undefined) return refusal;
  const words = lines.map((one) => taskWords(one)).join('; ');
  const [these, them, their] =
    lines.length === 1 ? ['this line', 'it', 'its'] : ['these lines', 'them', 'their'];
  return {
    ...refusal,
    next:
      `Take ${these} out of the issue: ${words}. All others fit. Ask for ${them} in an issue of ` +
      `${their} own when the others are made.`,
  };
};
