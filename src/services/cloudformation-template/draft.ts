import { parseTemplate, TEMPLATE_BYTES } from '../../plan/parse-template.ts';
import type { Deviation } from '../../plan/plan.ts';
import type { DeployDraft, Inverse } from '../../plan/step.ts';
import type { Template } from '../../plan/template.ts';
import { canonicalJson } from '../../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../../task/refusal.ts';
import { foreignStack, nameTaken, targetMissing } from '../existing-target.ts';
import type { OwnStack } from '../owner.ts';
import type { Draft, DraftContext } from '../service.ts';
import { createStack, removeStack, stackRefusal, updateStack } from '../stack-drafts.ts';
import { usedBefore } from '../task-order/used-before.ts';
import { targetOf, textOf } from '../task-values.ts';
import { typeTableOf } from '../type-tables.ts';
import { draftContinuation } from './continue-rollback.ts';
import type { TemplateFacts } from './facts-schema.ts';
import { decideParameters, type Parameters } from './given-parameters.ts';
import { untaggedParts } from './own-tag.ts';
import { runsAsItself, unboundedNeeds } from './scope.ts';
import { givenBody, type GivenBody } from './template.ts';
import { templateRefusal } from './template-refusal.ts';

const TITLE = 'stack';

const givenParameters = (context: DraftContext): Parameters => {
  const given = context.task.parameters['parameters'];
  const isMap = typeof given === 'object' && !Array.isArray(given);
  return isMap ? (given as Parameters) : {};
};

/** A given template that may be planned, with the parameters it is sent with. */
interface GivenStack extends GivenBody {
  readonly parameters: Parameters;
}

const decideGiven = (
  context: DraftContext,
  facts: TemplateFacts,
  text: string,
): Decided<GivenStack> => {
  const parsed = parseTemplate(text, TEMPLATE_BYTES.inline);
  if (!parsed.ok) return parsed;
  const given = givenParameters(context);
  const isReviewed = (type: string): boolean => typeTableOf(type) !== undefined;
  const isStanding = text === facts.stack?.templateBody;
  const by = { parameters: given, tier: context.tier, isStanding };
  const refusal = templateRefusal(parsed.value, by, isReviewed) ?? runsAsItself(facts.types);
  if (refusal !== undefined) return refused(refusal);
  const body = givenBody(context, text, parsed.value);
  const parameters = decideParameters(body.template, given, facts.stack?.parameters);
  return parameters.ok ? accepted({ ...body, parameters: parameters.value }) : parameters;
};

const isStateful = (template: Template): boolean =>
  Object.values(template.Resources).some(({ Type }) => typeTableOf(Type)?.isStateful ?? true);

const inverseOfCreate = (template: Template): Inverse =>
  isStateful(template)
    ? {
        reversibility: 'partly reversible',
        summary: 'delete the stack; what was stored in it by then is lost',
      }
    : { reversibility: 'reversible', summary: 'delete the stack' };

/** The common helpers write JSON of ours; a given template goes as it was given. */
const asGiven = (draft: DeployDraft, given: GivenStack): DeployDraft => ({
  ...draft,
  isGiven: true,
  templateBody: given.templateBody,
  parameters: given.parameters,
});

const renamed = (context: DraftContext): readonly Deviation[] => {
  const name = targetOf(context.task);
  if (name === context.stackName) return [];
  return [
    {
      taskId: context.task.id,
      asked: `stack ${name}`,
      planned: `stack ${context.stackName}`,
      because: 'stacks of this application carry the number of their issue',
    },
  ];
};

/** Nested stacks are not made: what they hold stands in the one stack, where it is judged. */
const laidOpen = ({ task }: DraftContext): readonly Deviation[] => {
  const nested = task.parameters['nested'];
  if (!Array.isArray(nested) || nested.length === 0) return [];
  const files = (nested as readonly string[]).map((one) => `\`${one}\``).join(', ');
  return [
    {
      taskId: task.id,
      asked: `nested stacks from ${files}`,
      planned: 'everything in them as part of one stack',
      because: 'a nested stack hides what it holds from the preview and from the session',
    },
  ];
};

/** What is uploaded belongs to the CDK's own deployment, and so does the check that it can be. */
const ofCdk = ({ task }: DraftContext): readonly Deviation[] => {
  const stack = textOf(task, 'cdkStack');
  if (stack === undefined) return [];
  const dropped = task.parameters['cdkDropped'];
  return [
    ...(Array.isArray(dropped) ? (dropped as readonly string[]) : []).map((asked) => ({
      taskId: task.id,
      asked: `${asked}, as the CDK app has it`,
      planned: 'the stack without that',
      because: 'only what the template says is deployed from here',
    })),
    {
      taskId: task.id,
      asked: `the stack \`${stack}\` of a CDK app`,
      planned: 'its synthesized template, without the check of the bootstrap version',
      because: 'nothing is uploaded here, which is all that the check is for',
    },
  ];
};

/** One step, unless its session could not be bounded to what the template names. */
const bounded = (
  context: DraftContext,
  draft: DeployDraft,
  rest: { readonly deviations: readonly Deviation[]; readonly stack?: OwnStack },
): Decided<Draft> => {
  const { deviations, stack } = rest;
  const refusal = unboundedNeeds(context, draft) ?? untaggedParts(context, draft, stack);
  return refusal === undefined ? accepted({ steps: [draft], deviations }) : refused(refusal);
};

const createGiven = (context: DraftContext, given: GivenStack): Decided<Draft> => {
  const draft = createStack(context, given.template, {
    summary: `create stack ${context.stackName} from the given template`,
    inverse: inverseOfCreate(given.template),
  });
  const deviations = [...renamed(context), ...ofCdk(context), ...laidOpen(context)];
  return bounded(context, asGiven(draft, given), { deviations });
};

const updateGiven = (context: DraftContext, stack: OwnStack, given: GivenStack): Decided<Draft> => {
  const refusal = stackRefusal(stack, 'update');
  if (refusal !== undefined) return refused(refusal);
  const isSame =
    stack.templateBody === given.templateBody &&
    canonicalJson(stack.parameters) === canonicalJson(given.parameters);
  if (isSame) return accepted({ steps: [], deviations: [] });
  const draft = updateStack(context, stack, {
    template: given.template,
    summary: `update stack ${stack.stackName} to the given template`,
    inverse: {
      reversibility: 'reversible',
      summary: `update ${stack.stackName} back to the template and parameters it has now`,
    },
  });
  const deviations = [...ofCdk(context), ...laidOpen(context)];
  return bounded(context, asGiven(draft, given), { deviations, stack });
};

const noTemplate: Refusal = {
  code: 'missing-field',
  because: 'The request names no template and no new parameters.',
  next: 'Edit the issue: put the template into a fenced block, or name its path.',
};

const severalStacks = (name: string): Refusal => ({
  code: 'contradictory',
  because: `Several stacks of this application were asked for under the name \`${name}\`.`,
  next: 'Name one of them whole, such as `aws-coworker-12-name`.',
});

const draftCreate = (context: DraftContext, facts: TemplateFacts): Decided<Draft> => {
  const text = textOf(context.task, 'template');
  if (text === undefined) return refused(noTemplate);
  const name = targetOf(context.task);
  if (facts.isNameTaken) return refused(nameTaken(TITLE, name, `in ${context.account.name}`));
  if (facts.state === 'foreign') {
    return refused(nameTaken(TITLE, facts.stackName, `in ${context.account.name}`));
  }
  const given = decideGiven(context, facts, text);
  if (!given.ok) return given;
  // The stack of this very task stands already: planning again changes nothing, or updates it.
  return facts.stack === null
    ? createGiven(context, given.value)
    : updateGiven(context, facts.stack, given.value);
};

const draftUpdate = (
  context: DraftContext,
  stack: OwnStack,
  facts: TemplateFacts,
): Decided<Draft> => {
  const given = textOf(context.task, 'template');
  const hasValues = Object.keys(givenParameters(context)).length > 0;
  if (given === undefined && !hasValues && context.choices.added.length === 0) {
    return refused(noTemplate);
  }
  const decided = decideGiven(context, facts, given ?? stack.templateBody);
  return decided.ok ? updateGiven(context, stack, decided.value) : decided;
};

/** CloudFormation deletes no stack of whose outputs another one is made. */
const importRefusal = (stack: OwnStack, importers: readonly string[]): Refusal => ({
  code: 'stack-not-ready',
  because: `What \`${stack.stackName}\` exports is imported by ${importers.join(', ')}.`,
  next:
    'Ask for their deletion in this same issue, and they go first; or take the imports out of ' +
    'their templates, then `/plan`.',
});

const draftDelete = (
  context: DraftContext,
  stack: OwnStack,
  { importers }: TemplateFacts,
): Decided<Draft> => {
  const staying = importers.filter((one) => context.siblings?.deletes(one) !== true);
  if (staying.length > 0)
    return refused(
      importRefusal(
        stack,
        staying.map(({ words }) => words),
      ),
    );

  const step = removeStack(context, stack, {
    reversibility: 'partly reversible',
    summary: 'create the stack again from its template; what was stored in it is lost',
  });
  const draft: Decided<Draft> = step.ok ? accepted({ steps: [step.value], deviations: [] }) : step;
  return usedBefore(importers, draft);
};

/** What a task for a given template becomes, or why it can not be. Pure. */
export const draftTemplate = (context: DraftContext, facts: TemplateFacts): Decided<Draft> => {
  const { taskType } = context.task;
  if (taskType === 'CreateResource') return draftCreate(context, facts);
  const name = targetOf(context.task);
  if (facts.state === 'several') return refused(severalStacks(name));
  if (facts.state === 'foreign') return refused(foreignStack(TITLE, name, name));
  if (facts.stack === null) return refused(targetMissing(TITLE, name));
  if (textOf(context.task, 'action') === 'continue-rollback')
    return draftContinuation(context, facts.stack);
  return taskType === 'UpdateResource'
    ? draftUpdate(context, facts.stack, facts)
    : draftDelete(context, facts.stack, facts);
};
