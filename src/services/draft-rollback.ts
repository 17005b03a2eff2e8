import { z } from 'zod';
import type { Config } from '../config/config.ts';
import { changedSince, type ChangedPart } from '../plan/changed-since.ts';
import type { DraftedPlan, PhasedDraft } from '../plan/drafted.ts';
import { makesStack } from '../plan/imports.ts';
import { oneWayIn } from '../plan/one-way.ts';
import type { ChangeStep, DeployStep, OperateStep, Step, StepDraft } from '../plan/step.ts';
import { isMutation, type MutationTask } from '../task/aws-task.ts';
import { Fault } from '../task/fault.ts';
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../task/refusal.ts';
import { changeResource } from './change-drafts.ts';
import { contextOf } from './draft-context.ts';
import type { DraftInputs } from './draft-steps.ts';
import { keepOneWay } from './keep-one-way.ts';
import { draftInverse } from './operate-drafts.ts';
import { ownStackSchema, type OwnStack } from './owner.ts';
import type { DraftContext } from './service.ts';
import { removeStack, updateStack } from './stack-drafts.ts';
import { parseOwnTemplate } from './template-edit.ts';
import { typeTableOf } from './type-tables.ts';

/** What is there now of one step that is to be undone. */
export const undoFactsSchema = z.object({
  /** The stack as it is; null when it is gone. */
  stack: ownStackSchema.nullish(),
  /** Properties of a resource that no stack owns; null when it is gone. */
  properties: z.record(z.string(), z.json()).nullish(),
});
type UndoFacts = z.infer<typeof undoFactsSchema>;

interface Undoing {
  readonly context: DraftContext;
  readonly inputs: DraftInputs;
  readonly now: UndoFacts;
}

const gone = (what: string): Refusal => ({
  code: 'nothing-to-roll-back',
  because: `${what} is not there any more, so there is nothing to undo.`,
  next: 'Ask for what you need in a new issue.',
});

const irreversible = (step: Step): Refusal => ({
  code: 'nothing-to-roll-back',
  because: `"${step.summary}" can not be undone: what was there before is not known.`,
  next: 'Ask for what you need in a new issue.',
});

/** What no plan brings back, in the words that the plan itself had for it. */
const notByPlan = (step: Step): Refusal => ({
  code: 'nothing-to-roll-back',
  because: `"${step.summary}" is not undone by a plan: ${step.inverse.summary}.`,
  next: 'Ask for what you need in a new issue.',
});

/** The stack as it was before a step changed it, out of the facts its plan was made from. */
const stackBefore = (facts: Json | undefined, stackId: string): OwnStack | undefined => {
  if (Array.isArray(facts)) {
    return (facts as readonly Json[]).map((one) => stackBefore(one, stackId)).find(Boolean);
  }
  if (!isJsonObject(facts)) return undefined;
  const parsed = ownStackSchema.safeParse(facts);
  if (parsed.success && parsed.data.stackId === stackId) return parsed.data;
  return Object.values(facts)
    .map((one) => stackBefore(one, stackId))
    .find(Boolean);
};

/** What became of a stack since a step was executed. */
const sinceOf = (step: DeployStep, stack: OwnStack): Decided<readonly ChangedPart[]> => {
  const template = parseOwnTemplate(stack.templateBody);
  if (!template.ok) return template;
  const { parameters } = stack;
  return accepted(changedSince(step, { template: template.value, parameters }));
};

const LOST_SINCE = {
  reversibility: 'partly reversible',
  summary: 'ask for it again; what was stored in it since is lost',
} as const;

const IMPORT_AGAIN = {
  reversibility: 'reversible',
  summary: 'import it again: it stays as it is',
} as const;

const undoCreate = (step: DeployStep, { context, now }: Undoing): Decided<StepDraft> => {
  if (now.stack === undefined || now.stack === null) return refused(gone(step.stackName));
  const since = sinceOf(step, now.stack);
  if (!since.ok) return since;
  const removal = removeStack(context, now.stack, {
    ...(step.imports === undefined ? LOST_SINCE : IMPORT_AGAIN),
  });
  if (!removal.ok) return removal;
  const left = step.imports === undefined ? '' : '; what it holds stays';
  const summary = `undo "${step.summary}": delete its stack${left}`;
  return accepted({ ...removal.value, summary, since: since.value });
};

const undoUpdate = (step: DeployStep, { context, inputs, now }: Undoing): Decided<StepDraft> => {
  if (now.stack === undefined || now.stack === null) return refused(gone(step.stackName));
  const facts = Object.values(inputs.undo?.facts ?? {});
  const before = stackBefore(facts, now.stack.stackId);
  if (before === undefined) return refused(irreversible(step));
  const [was, is] = [
    parseOwnTemplate(before.templateBody),
    parseOwnTemplate(now.stack.templateBody),
  ];
  if (!was.ok) return was;
  if (!is.ok) return is;
  const present = { template: is.value, parameters: now.stack.parameters };
  const earlier = { template: was.value, parameters: before.parameters };
  const back = keepOneWay(step, earlier, present);
  if (canonicalJson({ ...back }) === canonicalJson(present)) return refused(notByPlan(step));
  const since = sinceOf(step, now.stack);
  if (!since.ok) return since;
  const words = {
    template: back.template,
    parameters: back.parameters,
    summary: `undo "${step.summary}": set its stack back to what it was before`,
    inverse: { reversibility: 'reversible', summary: 'make the undone change again' },
    capabilities: step.capabilities,
  } as const;
  const update = updateStack(context, now.stack, words);
  return accepted({ ...update, since: since.value });
};

const undoChange = (step: ChangeStep, { context, now }: Undoing): Decided<StepDraft> => {
  const table = typeTableOf(step.typeName);
  if (step.action === 'delete' || table === undefined) return refused(notByPlan(step));
  if (now.properties === undefined || now.properties === null) {
    return refused(gone(step.identifier));
  }
  const properties = now.properties as JsonObject;
  const after: Record<string, Json> = { ...properties };
  const kept = step.changes.flatMap(oneWayIn);
  for (const change of step.changes[0]?.properties ?? []) {
    const name = change.path.replace(/^\/Properties\//, '');
    if (kept.includes(name)) continue;
    if (change.before === undefined) delete after[name];
    else after[name] = change.before;
  }
  const loose = { table, identifier: step.identifier, properties };
  const drafted = changeResource(context, loose, after);
  if (!drafted.ok) return drafted;
  if (drafted.value !== undefined) return accepted(drafted.value);
  return refused(kept.length > 0 ? notByPlan(step) : gone(step.summary));
};

const undoOperate = (step: OperateStep, { context }: Undoing): Decided<StepDraft> => {
  const inverse = draftInverse(context, step);
  return inverse === undefined ? refused(notByPlan(step)) : accepted(inverse);
};

const undoStep = (step: Step, undoing: Undoing): Decided<StepDraft> => {
  switch (step.kind) {
    case 'deploy':
      return makesStack(step) ? undoCreate(step, undoing) : undoUpdate(step, undoing);
    case 'change':
      return undoChange(step, undoing);
    case 'operate':
      return undoOperate(step, undoing);
    case 'remove':
      return refused(notByPlan(step));
  }
};

const taskOf = (step: Step, inputs: DraftInputs): MutationTask => {
  const task = inputs.tasks.filter(isMutation).find((one) => step.taskIds.includes(one.id));
  if (task === undefined) throw new Fault('broken-promise', `${step.id} belongs to no task`);
  return task;
};

const draftOne = (step: Step, inputs: DraftInputs, config: Config): Decided<StepDraft> => {
  const context = contextOf(inputs, config, taskOf(step, inputs));
  if (!context.ok) return context;
  const now = undoFactsSchema.parse(inputs.facts[step.id] ?? {});
  return undoStep(step, { context: context.value, inputs, now });
};

/** Pure: what undoes the executed steps of an earlier plan, last phase first. */
export const draftRollback = (inputs: DraftInputs, config: Config): Decided<DraftedPlan> => {
  const undo = inputs.undo;
  const steps = undo?.plan.steps.filter((step) => undo.stepIds.includes(step.id)) ?? [];
  if (steps.length === 0) return refused(gone('What was planned'));
  const last = Math.max(...steps.map((step) => step.phase));
  const drafts: PhasedDraft[] = [];
  for (const step of steps.toReversed()) {
    const drafted = draftOne(step, inputs, config);
    if (!drafted.ok) return drafted;
    drafts.push({ draft: drafted.value, phase: last - step.phase + 1 });
  }
  const steady = drafts.toSorted((a, b) => a.phase - b.phase);
  return accepted({ steps: steady, deviations: [] });
};
