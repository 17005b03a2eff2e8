import { z } from 'zod';
import type { Inverse, StepDraft } from '../../plan/step.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { TaskId } from '../../task/ids.ts';
import type { JsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { ownerSchema } from '../owner.ts';
import type { Draft } from '../service.ts';
import type { DraftedTask } from '../task-order/edges.ts';
import { taskWords } from '../task-order/order-tasks.ts';
import { isSamePlace } from '../task-order/siblings.ts';
import { leavingWords } from './leave.ts';

const ownedSchema = z.object({ owner: ownerSchema });

/** What each other deletion of the issue takes out of a stack of ours, by the stack's id. */
export const leavesOf =
  (
    task: MutationTask,
    tasks: readonly MutationTask[],
    factsOf: (task: MutationTask) => JsonObject | undefined,
  ): ((stackId: string) => readonly string[]) =>
  (stackId) =>
    tasks
      .filter((one) => one.id !== task.id && one.taskType === 'DeleteResource')
      .filter((one) => isSamePlace(one, task))
      .flatMap((one) => {
        const { data } = ownedSchema.safeParse(factsOf(one));
        if (data?.owner.owner !== 'ours' || data.owner.stack.stackId !== stackId) return [];
        return [data.owner.logicalId];
      });

/** The stack that a step changes or removes; undefined for any other. */
const stackOf = (step: StepDraft): string | undefined =>
  step.kind === 'deploy' || step.kind === 'remove'
    ? [step.accountId, step.region, step.stackName].join(' ')
    : undefined;

const stacksOf = ({ draft }: DraftedTask): readonly string[] =>
  draft.steps.flatMap((step) => stackOf(step) ?? []);

const isDelete = ({ task }: DraftedTask): boolean => task.taskType === 'DeleteResource';

/** The deletions of an issue, those that change one stack together. */
const groupsOf = (drafted: readonly DraftedTask[]): readonly (readonly DraftedTask[])[] =>
  drafted.filter(isDelete).reduce<readonly (readonly DraftedTask[])[]>((groups, one) => {
    const own = stacksOf(one);
    const meets = (group: readonly DraftedTask[]): boolean =>
      group.some((other) => stacksOf(other).some((stack) => own.includes(stack)));
    const met = groups.filter(meets).flat();
    return [...groups.filter((group) => !meets(group)), [...met, one]];
  }, []);

const WORSE: readonly Inverse['reversibility'][] = [
  'reversible',
  'partly reversible',
  'irreversible',
];

const worst = (all: readonly Inverse[]): Inverse => {
  const rank = Math.max(...all.map(({ reversibility }) => WORSE.indexOf(reversibility)));
  return {
    reversibility: WORSE[rank] ?? 'irreversible',
    summary: [...new Set(all.map(({ summary }) => summary))].join('; '),
  };
};

/** What one step of several is called: all that leaves a stack, or what the stack is named for. */
const summaryOf = (first: StepDraft, sharing: readonly DraftedTask[]): string => {
  const leaves = sharing.flatMap(({ draft }) => draft.goesAs ?? []);
  const isOfAll = leaves.length === sharing.length;
  if (isOfAll && first.kind === 'deploy' && first.leaving !== undefined)
    return leavingWords(
      leaves.map(({ words }) => words),
      first.stackName,
    );
  const root = sharing.filter(({ draft }) => draft.goesAs?.ownsStack === true);
  const summaries = (root.length === 0 ? sharing : root)
    .flatMap(({ draft }) => draft.steps)
    .filter((step) => stackOf(step) === stackOf(first))
    .map(({ summary }) => summary);
  return summaries.toSorted((a, b) => b.length - a.length)[0] ?? first.summary;
};

/** One step for all that drafted it; what one of them says of it beyond the others is kept. */
const asOne = (
  steps: readonly StepDraft[],
  group: readonly DraftedTask[],
): readonly StepDraft[] => {
  const [first, ...others] = steps;
  if (first === undefined || others.length === 0) return steps;
  const summary = summaryOf(
    first,
    group.filter((one) => stacksOf(one).some((stack) => stack === stackOf(first))),
  );
  const taskIds = [...new Set(steps.flatMap((step) => step.taskIds))];
  return [{ ...first, summary, taskIds, inverse: worst(steps.map((step) => step.inverse)) }];
};

/** What goes before a stack is changed (a backup, say), the change itself, and what goes after. */
const mergedDraft = (group: readonly DraftedTask[]): Draft => {
  const counts = group.flatMap((one) => [...new Set(stacksOf(one))]);
  const isShared = (step: StepDraft): boolean =>
    counts.filter((stack) => stack === stackOf(step)).length > 1;
  const parts = group.map(({ draft: { steps } }) => {
    const at = steps.findIndex(isShared);
    return { before: steps.slice(0, at), from: steps.slice(at) };
  });
  const from = parts.flatMap((part) => part.from);
  const once = from.filter(
    (step, index) =>
      !isShared(step) || from.findIndex((other) => stackOf(other) === stackOf(step)) === index,
  );
  const drafts = group.map(({ draft }) => draft);
  return {
    steps: [
      ...parts.flatMap((part) => part.before),
      ...once.flatMap((step) =>
        isShared(step)
          ? asOne(
              from.filter((other) => stackOf(other) === stackOf(step)),
              group,
            )
          : [step],
      ),
    ],
    deviations: drafts.flatMap(({ deviations }) => deviations),
    usedBefore: drafts.flatMap(({ usedBefore = [] }) => usedBefore),
    gone: drafts.flatMap(({ gone = [] }) => gone),
  };
};

const twoChanges = (
  { task }: DraftedTask,
  other: DraftedTask,
  { stackName }: { readonly stackName: string },
): Refusal => ({
  code: 'contradictory',
  because:
    `Two tasks of this issue change the stack \`${stackName}\`: ${taskWords(task)} and ` +
    `${taskWords(other.task)}. Each is previewed on what is there now, so that the second would ` +
    'undo the first.',
  next: 'Ask for one of them in an issue of its own.',
});

/** A stack out of which something goes is changed by nothing else of the same plan. */
const clashOf = (drafted: readonly DraftedTask[]): Refusal | undefined => {
  for (const one of drafted.filter(({ draft }) => draft.gone !== undefined)) {
    for (const step of one.draft.steps) {
      const stack = stackOf(step);
      const other = drafted.find(
        (each) => each !== one && stack !== undefined && stacksOf(each).includes(stack),
      );
      if (other !== undefined && 'stackName' in step) return twoChanges(one, other, step);
    }
  }
  return undefined;
};

/** All tasks, and by those that go with another the one that has their steps. */
interface LeftTogether {
  readonly drafted: readonly DraftedTask[];
  readonly goesWith: ReadonlyMap<TaskId, TaskId>;
}

/**
 * What leaves one stack leaves it in one step, with all that has to go before and after. Refused
 * where anything else of the issue would change that stack as well. Pure.
 */
export const leaveTogether = (drafted: readonly DraftedTask[]): Decided<LeftTogether> => {
  const groups = groupsOf(drafted).filter((group) => group.length > 1);
  const wholes = new Map(groups.map((group) => [group[0]?.task.id, mergedDraft(group)]));
  const goesWith = new Map(
    groups.flatMap(([first, ...others]) =>
      first === undefined ? [] : others.map(({ task }) => [task.id, first.task.id] as const),
    ),
  );
  const merged = drafted.map((one): DraftedTask => {
    const whole = wholes.get(one.task.id);
    if (whole !== undefined) return { ...one, draft: whole };
    return goesWith.has(one.task.id) ? { ...one, draft: { steps: [], deviations: [] } } : one;
  });
  const clash = clashOf(merged);
  return clash === undefined ? accepted({ drafted: merged, goesWith }) : refused(clash);
};
