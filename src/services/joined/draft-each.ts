import { isNewAccount } from '../../task/about-account.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import type { TaskId } from '../../task/ids.ts';
import type { JsonObject } from '../../task/json.ts';
import { accepted, refused, type Decided } from '../../task/refusal.ts';
import { isImportTask } from '../import/import-task.ts';
import type { Draft, DraftContext } from '../service.ts';
import type { DraftedTask } from '../task-order/edges.ts';
import type { Siblings } from '../task-order/known-siblings.ts';
import { withMadeLater } from '../task-order/made-before.ts';
import { callsOf, siblingsOf, type Leaving } from '../task-order/siblings.ts';
import { partRefusal, typesJoined, type NamedTask } from './as-it-joined.ts';
import { joinStack, ownStackIn, rootFacts, stackOf, type Joiner } from './draft-joined.ts';
import { leavesOf, leaveTogether } from './leave-together.ts';
import { inOrderOfMaking } from './order.ts';
import { draftOfStack, type JoinedStack } from './stack.ts';
import { makersOf, standsApart } from './stands-in.ts';

/** How one task is drafted, and what is known before. */
export interface Drafting {
  readonly contextOf: (task: MutationTask) => Decided<DraftContext>;
  readonly factsOf: (task: MutationTask) => JsonObject | undefined;
  readonly draft: (
    task: MutationTask,
    facts: JsonObject | undefined,
    siblings: Siblings,
  ) => Decided<Draft>;
  readonly leaving: Leaving;
}

/** What is drafted by now. */
interface Drafted {
  readonly tasks: readonly DraftedTask[];
  readonly stacks: readonly JoinedStack[];
}

/** All tasks as they were drafted, and by task the one in whose stack it stands. */
export interface DraftedTasks {
  readonly drafted: readonly DraftedTask[];
  readonly standsIn: ReadonlyMap<TaskId, TaskId>;
}

const holds = ({ root, members }: JoinedStack, { id }: MutationTask): boolean =>
  root.id === id || members.some((one) => one.id === id);

const isApart = (task: MutationTask): boolean => isNewAccount(task) || isImportTask(task);

/** Everything that is known of one task; undefined where it can stand in no stack of another. */
const joinerOf = (
  task: MutationTask,
  drafting: Drafting,
  siblings: Siblings,
): Joiner | undefined => {
  const facts = drafting.factsOf(task);
  if (facts === undefined || isApart(task)) return undefined;
  const context = drafting.contextOf(task);
  if (!context.ok) return undefined;
  return {
    task,
    context: context.value,
    facts,
    draft: (told, seen) => drafting.draft(told, seen, siblings),
  };
};

/** The one stack in which all stands that a task names; one of its own keeps it apart. */
const placeOf = (
  joiner: Joiner,
  makers: readonly MutationTask[],
  stacks: readonly JoinedStack[],
): JoinedStack | undefined => {
  const { facts, context } = joiner;
  if (ownStackIn(facts) !== null || standsApart(makers, context.tier)) return undefined;
  return stacks.find(
    (stack) =>
      stack.context.region === context.region && makers.every((maker) => holds(stack, maker)),
  );
};

const draftAlone = (
  task: MutationTask,
  all: readonly MutationTask[],
  how: {
    readonly drafting: Drafting;
    readonly joiner: Joiner | undefined;
    readonly siblings: Siblings;
  },
): Decided<{ readonly draft: Draft; readonly stack: JoinedStack | undefined }> => {
  const { drafting, joiner, siblings } = how;
  const facts = drafting.factsOf(task);
  const seen = facts === undefined || joiner === undefined ? facts : rootFacts(facts);
  const draft = withMadeLater(task, all, drafting.draft(task, seen, siblings));
  if (!draft.ok) return draft;
  const stack = joiner === undefined ? accepted(undefined) : stackOf(joiner, draft.value);
  return stack.ok ? accepted({ draft: draft.value, stack: stack.value }) : stack;
};

const withNext = (
  done: Drafted,
  task: MutationTask,
  { all, drafting }: { readonly all: readonly MutationTask[]; readonly drafting: Drafting },
): Decided<Drafted> => {
  const calls = callsOf(done.tasks.map(({ draft }) => draft));
  const joinedTypes = typesJoined(ownStackIn(drafting.factsOf(task)));
  const leaves = leavesOf(task, all, drafting.factsOf);
  const known = siblingsOf(task, all, drafting.leaving);
  const siblings = { ...known, calls, holds: joinedTypes, leaves };
  const joiner = joinerOf(task, drafting, siblings);
  const makers = makersOf(task, all);
  const place =
    joiner === undefined || makers.length === 0 ? undefined : placeOf(joiner, makers, done.stacks);
  if (joiner !== undefined && place !== undefined) {
    const joined = joinStack(place, joiner, makers);
    if (!joined.ok) return joined;
    const { stack, draft } = joined.value;
    const stacks = done.stacks.map((one) => (one === place ? stack : one));
    return accepted({ tasks: [...done.tasks, { task, draft }], stacks });
  }
  const alone = draftAlone(task, all, { drafting, joiner, siblings });
  if (!alone.ok) return alone;
  const { draft, stack } = alone.value;
  return accepted({
    tasks: [...done.tasks, { task, draft }],
    stacks: stack === undefined ? done.stacks : [...done.stacks, stack],
  });
};

const namedTasks = (all: readonly MutationTask[], { contextOf }: Drafting): readonly NamedTask[] =>
  all.flatMap((task) => {
    const context = contextOf(task);
    return context.ok ? [{ task, stackName: context.value.stackName }] : [];
  });

/** Each stack with all that joined it, as the draft of the task that it is named for. */
const finished = (
  all: readonly MutationTask[],
  { tasks, stacks }: Drafted,
  drafting: Drafting,
): Decided<DraftedTasks> => {
  const tasksByName = namedTasks(all, drafting);
  const wholes = new Map<TaskId, Draft>();
  for (const stack of stacks) {
    const refusal = partRefusal(stack, tasksByName);
    if (refusal !== undefined) return refused(refusal);
    const whole = draftOfStack(stack);
    if (!whole.ok) return whole;
    wholes.set(stack.root.id, whole.value);
  }
  const inOrder = all.flatMap(({ id }) => tasks.filter(({ task }) => task.id === id));
  const left = leaveTogether(
    inOrder.map((one) => ({ ...one, draft: wholes.get(one.task.id) ?? one.draft })),
  );
  if (!left.ok) return left;
  const joined = stacks.flatMap(({ root, members }) =>
    members.map(({ id }) => [id, root.id] as const),
  );
  const { drafted, goesWith } = left.value;
  return accepted({ drafted, standsIn: new Map([...joined, ...goesWith]) });
};

/**
 * Every task by itself, but what names a thing that another task of the issue makes: it is drafted
 * as if that were there, and stands in its stack. The first refusal is that of the whole. Pure.
 */
export const draftEach = (
  tasks: readonly MutationTask[],
  drafting: Drafting,
): Decided<DraftedTasks> => {
  let done: Drafted = { tasks: [], stacks: [] };
  for (const task of inOrderOfMaking(tasks)) {
    const next = withNext(done, task, { all: tasks, drafting });
    if (!next.ok) return next;
    done = next.value;
  }
  return finished(tasks, done, drafting);
};
