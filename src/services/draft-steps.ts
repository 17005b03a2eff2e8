import type { Config } from '../config/config.ts';
import type { Edge } from '../plan/dependencies.ts';
import type { DraftedPlan, PhasedDraft } from '../plan/drafted.ts';
import type { PlanInputs } from '../plan/inputs.ts';
import { isNewAccount } from '../task/about-account.ts';
import { isMutation, type MutationTask } from '../task/aws-task.ts';
import { Fault } from '../task/fault.ts';
import type { TaskId } from '../task/ids.ts';
import { accepted, refused, type Decided, type Refusal } from '../task/refusal.ts';
import { contextOf } from './draft-context.ts';
import { draftImport } from './import/draft.ts';
import { isImportTask } from './import/import-task.ts';
import { sharedImport } from './import/one-for-a-stack.ts';
import { draftEach, type DraftedTasks } from './joined/draft-each.ts';
import { leavesOf } from './joined/leave-together.ts';
import { holdsMadeId } from './joined/made-id.ts';
import { rangesRefusal } from './joined/ranges-apart.ts';
import { standingEdges } from './joined/stands-in.ts';
import { actionRefusal } from './named-actions.ts';
import { accountAlone } from './organization/account-alone.ts';
import { draftAccount } from './organization/draft-account.ts';
import { serviceOf } from './registry.ts';
import type { Draft } from './service.ts';
import type { Siblings } from './task-order/known-siblings.ts';
import { foundEdges, statedEdges, type DraftedTask } from './task-order/edges.ts';
import { importsAreThere } from './task-order/made-before.ts';
import { orderTasks, thingWords, type OrderedTasks } from './task-order/order-tasks.ts';
import { idsDeleted, siblingsOf, type Leaving } from './task-order/siblings.ts';
import { withUnapplied } from './unapplied-fields.ts';
import { withUpdateWords } from './update-words.ts';

/** What drafting is made from: a plan's inputs before there is a preview. */
export type DraftInputs = Omit<PlanInputs, 'previews'>;

const draftTask = (
  task: MutationTask,
  { inputs, config }: Drafting,
  siblings: Siblings,
): Decided<Draft> => {
  if (isNewAccount(task)) return draftProposal(task, { inputs, config });
  const service = serviceOf(task.resourceType);
  if (service === undefined)
    return refused({
      code: 'unsupported-service',
      because: `${task.resourceType} is known, but no service plans it yet.`,
      next: 'Give a CloudFormation template for it, or leave this task out.',
    });
  const refusal = isImportTask(task) ? undefined : actionRefusal(service, task);
  if (refusal !== undefined) return refused(refusal);
  const facts = inputs.facts[task.id];
  if (facts === undefined) throw new Fault('broken-promise', `no facts were read for ${task.id}`);
  const context = contextOf(inputs, config, task);
  if (!context.ok) return context;
  if (isImportTask(task)) return draftImport(service, context.value, facts);
  const draft = service.draft({ ...context.value, siblings }, facts);
  return withUnapplied(service, task, draft);
};

/** A file for other people; no service of AWS is asked to do anything. */
const draftProposal = (task: MutationTask, { inputs, config }: Drafting): Decided<Draft> => {
  const context = contextOf(inputs, config, task);
  if (!context.ok) return context;
  const others = inputs.tasks.filter(isMutation).filter(({ id }) => id !== task.id);
  const facts = inputs.facts[task.id] ?? {};
  return draftAccount(context.value, facts, others.filter(isNewAccount));
};

interface Drafting {
  readonly inputs: DraftInputs;
  readonly config: Config;
}

/** What each deletion would delete, were all else that uses it gone: what leaves together. */
const leavingOf = (tasks: readonly MutationTask[], drafting: Drafting): Leaving =>
  new Map(
    tasks
      .filter((task) => task.taskType === 'DeleteResource' && tasks.length > 1)
      .map((task) => {
        const leaves = leavesOf(task, tasks, ({ id }) => drafting.inputs.facts[id]);
        const siblings = { ...siblingsOf(task, tasks, 'all'), leaves };
        const draft = draftTask(task, drafting, siblings);
        return [task.id, draft.ok ? idsDeleted(draft.value) : []];
      }),
  );

/** Every task with the place and the facts that it is drafted from. */
const draftTogether = (
  tasks: readonly MutationTask[],
  drafting: Drafting,
): Decided<DraftedTasks> => {
  const { inputs, config } = drafting;
  return draftEach(tasks, {
    contextOf: (task) => contextOf(inputs, config, task),
    factsOf: ({ id }) => inputs.facts[id],
    draft: (task, facts, siblings) => {
      const all = facts === undefined ? inputs.facts : { ...inputs.facts, [task.id]: facts };
      return draftTask(task, { config, inputs: { ...inputs, facts: all } }, siblings);
    },
    leaving: leavingOf(tasks, drafting),
  });
};

interface Placed {
  readonly steps: readonly PhasedDraft[];
  /** The last phase of each task that is placed. */
  readonly ends: ReadonlyMap<TaskId, number>;
}

const reasonsFor = (one: DraftedTask, own: readonly Edge<TaskId>[], all: readonly DraftedTask[]) =>
  own.flatMap((edge) => {
    const before = all.find(({ task }) => task.id === edge.for);
    return before === undefined
      ? []
      : [`${thingWords(one.task)} goes after ${thingWords(before.task)}: ${edge.because}`];
  });

const place = (placed: Placed, one: DraftedTask, waiting: Waiting): Placed => {
  const own = waiting.edges.filter((edge) => edge.waits === one.task.id);
  const start = Math.max(0, ...own.map((edge) => placed.ends.get(edge.for) ?? 0));
  const because = reasonsFor(one, own, waiting.drafted);
  const steps = one.draft.steps.map((draft, index) => ({
    draft,
    phase: start + index + 1,
    ...(index === 0 && because.length > 0 ? { because } : {}),
  }));
  return {
    steps: [...placed.steps, ...steps],
    ends: new Map([...placed.ends, [one.task.id, start + steps.length]]),
  };
};

interface Waiting {
  readonly edges: readonly Edge<TaskId>[];
  readonly drafted: readonly DraftedTask[];
}

/** Empty tasks leave holes in the phases; people count without them. */
const withoutHoles = (steps: readonly PhasedDraft[]): readonly PhasedDraft[] => {
  const used = [...new Set(steps.map((step) => step.phase))].sort((a, b) => a - b);
  return steps
    .map((step) => ({ ...step, phase: used.indexOf(step.phase) + 1 }))
    .sort((a, b) => a.phase - b.phase);
};

const assemble = (drafted: readonly DraftedTask[], { order, edges }: OrderedTasks): DraftedPlan => {
  const inOrder = order.flatMap((id) => drafted.filter(({ task }) => task.id === id));
  let placed: Placed = { steps: [], ends: new Map() };
  for (const one of inOrder) placed = place(placed, one, { edges, drafted });
  return {
    steps: withoutHoles(placed.steps),
    deviations: inOrder.flatMap(({ draft }) => draft.deviations),
  };
};

/** An order of the issue that gave way, in words. */
const madeTogether = (
  edge: Edge<TaskId>,
  tasks: readonly MutationTask[],
): DraftedPlan['deviations'] => {
  const [waits, before] = [edge.waits, edge.for].map((id) => tasks.find((one) => one.id === id));
  if (waits === undefined || before === undefined) return [];
  return [
    {
      taskId: waits.id,
      asked: `${thingWords(waits)} after ${thingWords(before)}`,
      planned: `${thingWords(waits)} before it`,
      because: 'it is made with what it stands in, which goes first',
    },
  ];
};

/** Ids that stand for what is yet to be made are given here, and never by an issue. */
const noId = (task: MutationTask): Refusal => ({
  code: 'malformed-value',
  because: `${thingWords(task)} names what is written like an id, and AWS has none such.`,
  next: 'Write the id as AWS gives it, or the name that the thing has in this issue, and edit it.',
});

/** What stands in a stack waits with it, and for nothing in it: that order is CloudFormation's. */
const betweenStacks = (
  edges: readonly Edge<TaskId>[],
  standsIn: DraftedTasks['standsIn'],
): readonly Edge<TaskId>[] =>
  edges
    .map((edge) => ({
      ...edge,
      waits: standsIn.get(edge.waits) ?? edge.waits,
      for: standsIn.get(edge.for) ?? edge.for,
    }))
    .filter((edge) => edge.waits !== edge.for);

/**
 * What the issue says of the order, without a wait of what stands in a stack for something that
 * itself waits for that stack: it is made with the stack, and can not come later.
 */
const keepable = (
  stated: readonly Edge<TaskId>[],
  all: readonly Edge<TaskId>[],
  standsIn: DraftedTasks['standsIn'],
): readonly Edge<TaskId>[] => {
  const between = betweenStacks(all, standsIn);
  const waitsFor = (id: TaskId): ReadonlySet<TaskId> => {
    const found = new Set([id]);
    // A set that grows while it is walked is walked to its end.
    for (const one of found)
      for (const edge of between) if (edge.waits === one) found.add(edge.for);
    return found;
  };
  return stated.filter((edge) => {
    const root = standsIn.get(edge.waits);
    return root === undefined || !waitsFor(standsIn.get(edge.for) ?? edge.for).has(root);
  });
};

/**
 * What all tasks of an issue become: a stack for each that stands in no other's, in phases by what
 * names, uses or is said to wait for what. Pure: the same inputs give the same drafts. A circle is
 * refused and named; the first refusal of a task is that of the whole.
 */
export const draftSteps = (inputs: DraftInputs, config: Config): Decided<DraftedPlan> => {
  const tasks = inputs.tasks.filter(isMutation);
  const isBeside = accountAlone(tasks);
  if (isBeside !== undefined) return refused(isBeside);
  const written = tasks.find(({ parameters }) => holdsMadeId(parameters));
  if (written !== undefined) return refused(noId(written));
  const stated = statedEdges(tasks);
  const possible = orderTasks(tasks, [...stated, ...standingEdges(tasks)]);
  if (!possible.ok) return possible;
  const together = draftTogether(tasks, { inputs, config });
  if (!together.ok) return together;
  const { drafted, standsIn } = together.value;
  const shared = sharedImport(drafted.map(({ draft }) => draft));
  if (shared !== undefined) return refused(shared);
  const taken = rangesRefusal(drafted);
  if (taken !== undefined) return refused(taken);
  const imported = importsAreThere(drafted);
  if (!imported.ok) return imported;
  const found = foundEdges(drafted);
  const kept = keepable(stated, [...stated, ...found], standsIn);
  const ordered = orderTasks(tasks, betweenStacks([...kept, ...found], standsIn));
  if (!ordered.ok) return ordered;
  const plan = assemble(drafted, ordered.value);
  const dropped = stated.filter((edge) => !kept.includes(edge));
  const said = dropped.flatMap((edge) => madeTogether(edge, tasks));
  const steps = withUpdateWords(plan.steps, { issueNumber: inputs.issue.ref.number, tasks });
  return accepted({ steps, deviations: [...plan.deviations, ...said] });
};
