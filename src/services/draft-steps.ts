import type { Config } from '../config/config.ts';
import type { Edge } from '../plan/dependencies.ts';
import type { DraftedPlan, PhasedDraft } from '../plan/drafted.ts';
import type { PlanInputs } from '../plan/inputs.ts';
import { isNewAccount } from '../task/about-account.ts';
import { isMutation, type MutationTask } from '../task/aws-task.ts';
import { Fault } from '../task/fault.ts';
import type { TaskId } from '../task/ids.ts';
import { accepted, refused, type Decided } from '../task/refusal.ts';
import { contextOf } from './draft-context.ts';
import { draftImport } from './import/draft.ts';
import { isImportTask } from './import/import-task.ts';
import { sharedImport } from './import/one-for-a-stack.ts';
import { actionRefusal } from './named-actions.ts';
import { accountAlone } from './organization/account-alone.ts';
import { draftAccount } from './organization/draft-account.ts';
import { serviceOf } from './registry.ts';
import type { Draft, Siblings } from './service.ts';
import { foundEdges, statedEdges, type DraftedTask } from './task-order/edges.ts';
import { importsAreThere, withMadeLater } from './task-order/made-before.ts';
import { orderTasks, thingWords, type OrderedTasks } from './task-order/order-tasks.ts';
import { callsOf, idsDeleted, siblingsOf, type Leaving } from './task-order/siblings.ts';
import { withUnapplied } from './unapplied-fields.ts';

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
        const draft = draftTask(task, drafting, siblingsOf(task, tasks, 'all'));
        return [task.id, draft.ok ? idsDeleted(draft.value) : []];
      }),
  );

/** Every task by itself; the first refusal is that of the whole. */
const draftEach = (
  tasks: readonly MutationTask[],
  drafting: Drafting,
): Decided<readonly DraftedTask[]> => {
  const leaving = leavingOf(tasks, drafting);
  const drafted: DraftedTask[] = [];
  for (const task of tasks) {
    const calls = callsOf(drafted.map((one) => one.draft));
    const draft = draftTask(task, drafting, { ...siblingsOf(task, tasks, leaving), calls });
    const told = withMadeLater(task, tasks, draft);
    if (!told.ok) return told;
    drafted.push({ task, draft: told.value });
  }
  return accepted(drafted);
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

/**
 * What all tasks of an issue become: one stack for each task, in phases by what names, uses or is
 * said to wait for what. Pure: the same inputs give the same drafts. A circle is refused and named;
 * the first refusal of a task is that of the whole.
 */
export const draftSteps = (inputs: DraftInputs, config: Config): Decided<DraftedPlan> => {
  const tasks = inputs.tasks.filter(isMutation);
  const isBeside = accountAlone(tasks);
  if (isBeside !== undefined) return refused(isBeside);
  const stated = statedEdges(tasks);
  const said = orderTasks(tasks, stated);
  if (!said.ok) return said;
  const drafted = draftEach(tasks, { inputs, config });
  if (!drafted.ok) return drafted;
  const shared = sharedImport(drafted.value.map(({ draft }) => draft));
  if (shared !== undefined) return refused(shared);
  const imported = importsAreThere(drafted.value);
  if (!imported.ok) return imported;
  const ordered = orderTasks(tasks, [...stated, ...foundEdges(drafted.value)]);
  return ordered.ok ? accepted(assemble(drafted.value, ordered.value)) : ordered;
};
