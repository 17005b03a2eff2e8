import type { Config } from '../config/config.ts';
import type { DraftedPlan, PhasedDraft } from '../plan/drafted.ts';
import type { PlanInputs } from '../plan/inputs.ts';
import type { Deviation } from '../plan/plan.ts';
import { isMutation, type MutationTask } from '../task/aws-task.ts';
import { Fault } from '../task/fault.ts';
import type { TaskId } from '../task/ids.ts';
import { accepted, refused, type Decided } from '../task/refusal.ts';
import { contextOf } from './draft-context.ts';
import { actionRefusal } from './named-actions.ts';
import { serviceOf } from './registry.ts';
import type { Draft } from './service.ts';
import { withUnapplied } from './unapplied-fields.ts';

/** What drafting is made from: a plan's inputs before there is a preview. */
export type DraftInputs = Omit<PlanInputs, 'previews'>;

const draftTask = (task: MutationTask, inputs: DraftInputs, config: Config): Decided<Draft> => {
  const service = serviceOf(task.resourceType);
  if (service === undefined)
    return refused({
      code: 'unsupported-service',
      because: `${task.resourceType} is known, but no service plans it yet.`,
      next: 'Give a CloudFormation template for it, or leave this task out.',
    });
  const refusal = actionRefusal(service, task);
  if (refusal !== undefined) return refused(refusal);
  const facts = inputs.facts[task.id];
  if (facts === undefined) throw new Fault('broken-promise', `no facts were read for ${task.id}`);
  const context = contextOf(inputs, config, task);
  return context.ok ? withUnapplied(service, task, service.draft(context.value, facts)) : context;
};

/** Tasks whose dependencies are done come first; undefined when they wait for each other. */
const inOrder = (tasks: readonly MutationTask[]): readonly MutationTask[] | undefined => {
  const ids = new Set(tasks.map((task) => task.id));
  const done = new Set<TaskId>();
  const ordered: MutationTask[] = [];
  while (ordered.length < tasks.length) {
    const ready = tasks.find(
      (task) => !done.has(task.id) && task.dependencies.every((id) => done.has(id) || !ids.has(id)),
    );
    if (ready === undefined) return undefined;
    done.add(ready.id);
    ordered.push(ready);
  }
  return ordered;
};

interface Drafting {
  readonly steps: readonly PhasedDraft[];
  readonly deviations: readonly Deviation[];
  /** The last phase of each task that is drafted. */
  readonly ends: ReadonlyMap<TaskId, number>;
}

const append = (drafting: Drafting, task: MutationTask, draft: Draft): Drafting => {
  const start = Math.max(0, ...task.dependencies.map((id) => drafting.ends.get(id) ?? 0));
  const steps = draft.steps.map((step, index) => ({ draft: step, phase: start + index + 1 }));
  return {
    steps: [...drafting.steps, ...steps],
    deviations: [...drafting.deviations, ...draft.deviations],
    ends: new Map([...drafting.ends, [task.id, start + steps.length]]),
  };
};

/** Empty tasks leave holes in the phases; people count without them. */
const withoutHoles = (steps: readonly PhasedDraft[]): readonly PhasedDraft[] => {
  const used = [...new Set(steps.map((step) => step.phase))].sort((a, b) => a - b);
  return steps
    .map((step) => ({ ...step, phase: used.indexOf(step.phase) + 1 }))
    .sort((a, b) => a.phase - b.phase);
};

/**
 * What all tasks of an issue become: one stack for each task, in phases by their dependencies.
 * Pure: the same inputs give the same drafts. The first refusal of a task is that of the whole.
 */
export const draftSteps = (inputs: DraftInputs, config: Config): Decided<DraftedPlan> => {
  const tasks = inOrder(inputs.tasks.filter(isMutation));
  if (tasks === undefined)
    return refused({
      code: 'dependency-cycle',
      because: 'Each of some tasks waits for another of them.',
      next: 'Edit the issue so that one of them can go first.',
    });
  let drafting: Drafting = { steps: [], deviations: [], ends: new Map() };
  for (const task of tasks) {
    const draft = draftTask(task, inputs, config);
    if (!draft.ok) return draft;
    drafting = append(drafting, task, draft.value);
  }
  return accepted({ steps: withoutHoles(drafting.steps), deviations: drafting.deviations });
};
