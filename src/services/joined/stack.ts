import { TEMPLATE_BYTES } from '../../plan/parse-template.ts';
import type { DeployDraft, StepDraft } from '../../plan/step.ts';
import type { Template } from '../../plan/template.ts';
import type { MutationTask } from '../../task/aws-task.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { draftStackUpdate } from '../existing-tasks.ts';
import type { OwnStack } from '../owner.ts';
import { serviceOf } from '../registry.ts';
import type { Draft, DraftContext } from '../service.ts';
import { createStack } from '../stack-drafts.ts';
import { thingWords } from '../task-order/order-tasks.ts';
import { parseOwnTemplate } from '../template-edit.ts';
import { partsOf } from './parts.ts';
import { writtenOver } from './written-over.ts';
import { within } from './within.ts';

/** The stack of one task, in which others of the issue can stand. */
export interface JoinedStack {
  readonly root: MutationTask;
  /** Of the root. */
  readonly context: DraftContext;
  /** As an earlier plan left it, with the parts of all. */
  readonly own: OwnStack | null;
  /** What the root alone became. */
  readonly draft: Draft;
  /** What the stack shall hold: a part that joined by now as it shall be, any other as it is. */
  readonly template: Template;
  readonly members: readonly MutationTask[];
  /** Steps of members that go before the stack, such as one for a role. */
  readonly before: readonly StepDraft[];
}

/** The step of a draft that makes or updates the stack of its own task. */
export const mainStep = (draft: Draft, stackName: string): DeployDraft | undefined =>
  draft.steps.find(
    (step): step is DeployDraft =>
      step.kind === 'deploy' && step.stackName === stackName && step.imports === undefined,
  );

/** What the stack of a draft shall hold: as its step says, else as it is. */
export const wantedTemplate = (
  draft: Draft,
  { stackName }: Pick<DraftContext, 'stackName'>,
  own: OwnStack | null,
): Template | undefined => {
  const main = mainStep(draft, stackName);
  if (main !== undefined) return main.template;
  if (own === null) return undefined;
  const present = parseOwnTemplate(own.templateBody);
  return present.ok ? present.value : undefined;
};

/** The remedies of the root see what joined it; only those that know what is mended already. */
const mended = ({ context, root, template }: JoinedStack): Template => {
  const { tier, choices } = context;
  const all = serviceOf(root.resourceType)?.remedies ?? [];
  const remedies = all.filter(({ isNeeded }) => isNeeded !== undefined);
  return applyRemedies(template, { remedies, tier, choices, origin: 'new' });
};

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

const withOf = (members: readonly MutationTask[]): string =>
  listed(members.map((one) => within(thingWords(one).replaceAll('`', ''))));

const isEmpty = ({ members, own }: JoinedStack): boolean => {
  const present = own === null ? undefined : parseOwnTemplate(own.templateBody);
  const parts = present?.ok === true ? partsOf(present.value) : {};
  return members.length === 0 && Object.keys(parts).length === 0;
};

const draftWhole = (stack: JoinedStack, template: Template): Decided<Draft> => {
  const { context, own, draft, members } = stack;
  if (own !== null) return draftStackUpdate(context, own, template);
  const main = mainStep(draft, context.stackName);
  const words = `${main?.summary ?? ''} with ${withOf(members)}`;
  const summary = main?.inverse.summary ?? '';
  const step = createStack(context, template, {
    summary: words,
    inverse: { reversibility: 'reversible', summary: `${summary}, and all that stands in it` },
  });
  return accepted({ steps: [step], deviations: [] });
};

/** As many as CloudFormation takes in one stack. Source: its quotas. */
const MOST_RESOURCES = 500;

const thousands = (count: number): string => count.toLocaleString('en');

/** What is asked for as lines of an issue is split as lines, never as a template. */
const sizeRefusal = (
  { context }: JoinedStack,
  steps: readonly StepDraft[],
): Refusal | undefined => {
  const main = steps.find((step) => step.kind === 'deploy');
  if (main === undefined) return undefined;
  const bytes = new TextEncoder().encode(main.templateBody).length;
  const count = Object.keys(main.template.Resources).length;
  if (bytes <= TEMPLATE_BYTES.inline && count <= MOST_RESOURCES) return undefined;
  return {
    code: 'template-unsupported',
    because:
      `All that stands in the stack \`${context.stackName}\` is one template of ` +
      `${thousands(count)} resources and ${thousands(bytes)} bytes; CloudFormation takes ` +
      `${MOST_RESOURCES} and ${thousands(TEMPLATE_BYTES.inline)} with a call.`,
    next:
      'Ask for the network first and leave out some lines; ask for those in an issue of their ' +
      'own, when it is done.',
  };
};

/** The draft of the root, whose stack holds what joined it; unchanged where nothing did. */
export const draftOfStack = (stack: JoinedStack): Decided<Draft> => {
  if (isEmpty(stack)) return accepted(stack.draft);
  const template = mended(stack);
  const lost = writtenOver(stack.template, template);
  if (lost !== undefined) return refused(lost);
  const whole = draftWhole(stack, template);
  if (!whole.ok) return whole;
  const refusal = sizeRefusal(stack, whole.value.steps);
  if (refusal !== undefined) return refused(refusal);
  const { context, draft, members, root } = stack;
  const taskIds = [root, ...members].map(({ id }) => id);
  const steps = whole.value.steps.map((step) => ({ ...step, taskIds }));
  const main = mainStep(draft, context.stackName);
  const others = draft.steps.filter((step) => step !== main);
  return accepted({ ...draft, steps: [...stack.before, ...others, ...steps] });
};
