import type { MutationTask } from '../../task/aws-task.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';
import { isImportTask } from '../import/import-task.ts';
import { ownStackSchema, type OwnStack } from '../owner.ts';
import type { Draft, DraftContext } from '../service.ts';
import { comesLater } from '../task-order/made-before.ts';
import { taskWords } from '../task-order/order-tasks.ts';
import { textOf } from '../task-values.ts';
import { holdsMadeId, inNames, madeId, madeIdsIn } from './made-id.ts';
import { nameIn } from './names.ts';
import { withCluster } from './cluster-facts.ts';
import { withoutPart, withPartsKept } from './kept.ts';
import { stackOfPart, stackOfRoot, withPart } from './parts.ts';
import { withRows } from './rows.ts';
import { mainStep, wantedTemplate, type JoinedStack } from './stack.ts';
import { withIdOf } from './stands-in.ts';

/** One task with what is known of it, and how it is drafted by itself. */
export interface Joiner {
  readonly task: MutationTask;
  readonly context: DraftContext;
  readonly facts: JsonObject;
  readonly draft: (task: MutationTask, facts: JsonObject) => Decided<Draft>;
}

/** The stack of a task as an earlier plan left it; undefined where none is looked for. */
export const ownStackIn = (facts: Json | undefined): OwnStack | null | undefined => {
  const own = facts !== undefined && isJsonObject(facts) ? facts['ownStack'] : undefined;
  if (own === null) return null;
  const parsed = ownStackSchema.safeParse(own);
  return parsed.success ? parsed.data : undefined;
};

/** A task that others can stand in sees its own resources alone. */
export const rootFacts = (facts: JsonObject): JsonObject => {
  const own = ownStackIn(facts);
  return own === undefined || own === null ? facts : { ...facts, ownStack: stackOfRoot(own) };
};

const twoOfOneName = (task: MutationTask): Refusal => ({
  code: 'contradictory',
  because: `Two tasks of this issue make a thing of one name: ${taskWords(task)}.`,
  next: 'Give each a name of its own, and edit the issue.',
});

/** The stack that a task becomes, for others to stand in; undefined where it makes none. */
export const stackOf = (
  { task, context, facts }: Joiner,
  draft: Draft,
): Decided<JoinedStack | undefined> => {
  const own = ownStackIn(facts);
  if (task.taskType !== 'CreateResource' || own === undefined || isImportTask(task))
    return accepted(undefined);
  const wanted = wantedTemplate(draft, context, own === null ? null : stackOfRoot(own));
  if (wanted === undefined) return accepted(undefined);
  const template = own === null ? wanted : withPartsKept(wanted, own);
  if (template === undefined) return refused(twoOfOneName(task));
  return accepted({ root: task, context, own, draft, template, members: [], before: [] });
};

const presentIds = (own: OwnStack | null): ReadonlySet<string> =>
  new Set((own?.resources ?? []).map(({ physicalId }) => physicalId).filter((id) => id !== ''));

const idOf = (stack: JoinedStack, maker: MutationTask): string | undefined => {
  const { template } = stack;
  const main = Object.keys(template.Resources).find(
    (id) =>
      template.Resources[id]?.Type === maker.resourceType &&
      nameIn(template, id) === maker.parameters['name'],
  );
  return main === undefined ? undefined : madeId(template, main);
};

const factsIn = ({ task, context, facts }: Joiner, stack: JoinedStack): JsonObject => {
  const part = stack.own === null ? undefined : stackOfPart(stack.own, context.stackName);
  const seen = part === undefined ? facts : { ...facts, ownStack: part as unknown as JsonObject };
  return withRows(withCluster(seen, stack.template), {
    template: stack.template,
    present: presentIds(stack.own),
    region: context.region,
    first: madeIdsIn(part?.templateBody ?? ''),
    leftOut: task.parameters['securityGroup'] === undefined ? ['groups'] : [],
  });
};

const named = (stack: JoinedStack, { code, because, next }: Refusal): Refusal => ({
  code,
  because: inNames(because, stack.template),
  next: inNames(next, stack.template),
});

/** True where another task of the stack, or the stack itself, has a thing of this type and name. */
const isNamesake = (
  { template }: JoinedStack,
  { resourceType, parameters }: MutationTask,
): boolean =>
  Object.keys(template.Resources).some(
    (id) =>
      template.Resources[id]?.Type === resourceType && nameIn(template, id) === parameters['name'],
  );

/** The stack with a task in it that was drafted against what the stack will hold. */
const joined = (
  stack: JoinedStack,
  { task, context, facts }: Joiner,
  draft: Draft,
): Decided<JoinedStack> => {
  const part = stack.own === null ? undefined : stackOfPart(stack.own, context.stackName);
  const template = wantedTemplate(draft, context, part ?? ownStackIn(facts) ?? null);
  const main = mainStep(draft, context.stackName);
  const before = draft.steps.filter((step) => step !== main);
  if (template === undefined || holdsMadeId(before))
    return refused(comesLater(stack.root, `\`${textOf(stack.root, 'name') ?? ''}\``));
  const whole = withPart(stack.template, { stackName: context.stackName, template });
  if (whole === undefined || isNamesake(stack, task)) return refused(twoOfOneName(task));
  if (holdsMadeId(whole))
    return refused(comesLater(stack.root, `\`${textOf(stack.root, 'name') ?? ''}\``));
  const members = [...stack.members, task];
  return accepted({
    ...stack,
    template: whole,
    members,
    before: [...stack.before, ...before],
  });
};

/** What became of a task that names what a stack will hold. */
export interface Joined {
  readonly stack: JoinedStack;
  /** Without the steps that the stack has taken over. */
  readonly draft: Draft;
}

/** A task drafted as if the stack were made; what it adds stands in the stack. */
export const joinStack = (
  whole: JoinedStack,
  joiner: Joiner,
  makers: readonly MutationTask[],
): Decided<Joined> => {
  const { stackName } = joiner.context;
  const stack = { ...whole, template: withoutPart(whole.template, stackName) };
  const task = makers.reduce(
    (told, maker) => withIdOf(told, maker, idOf(stack, maker)),
    joiner.task,
  );
  const draft = joiner.draft(task, factsIn(joiner, stack));
  if (!draft.ok) return refused(named(stack, draft.refusal));
  const next = joined(stack, joiner, draft.value);
  if (!next.ok) return next;
  const deviations = draft.value.deviations.map((one) => ({
    ...one,
    asked: inNames(one.asked, stack.template),
    planned: inNames(one.planned, stack.template),
    because: inNames(one.because, stack.template),
  }));
  return accepted({ stack: next.value, draft: { ...draft.value, steps: [], deviations } });
};
