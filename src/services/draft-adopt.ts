import { z } from 'zod';
import type { Config } from '../config/config.ts';
import type { DraftedPlan } from '../plan/drafted.ts';
import type { DeployDraft, Inverse } from '../plan/step.ts';
import type { Template } from '../plan/template.ts';
import { isMutation } from '../task/aws-task.ts';
import { Fault } from '../task/fault.ts';
import { canonicalJson } from '../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../task/refusal.ts';
import { adoptTemplate, type FoundResource, type LeftResource } from './adopt-template.ts';
import { contextOf } from './draft-context.ts';
import type { DraftInputs } from './draft-steps.ts';
import { jsonObjectSchema, ownStackSchema, type OwnStack } from './owner.ts';
import { rewriteBody } from './rewrite-body.ts';
import type { DraftContext } from './service.ts';
import { stackRefusal, updateStack } from './stack-drafts.ts';
import { parseOwnTemplate } from './template-edit.ts';

/** The drifted stack as it is, null when it is gone, and what is otherwise in it. */
const factsSchema = z.object({
  stack: ownStackSchema.nullable(),
  /** Why nobody can say what is there; empty where it was compared. */
  because: z.string(),
  found: z.array(
    z.object({
      logicalId: z.string(),
      status: z.enum(['MODIFIED', 'DELETED']),
      expected: jsonObjectSchema.nullable(),
      actual: jsonObjectSchema.nullable(),
      names: z.array(z.string()),
      withheld: z.array(z.string()),
    }),
  ),
});

type Facts = z.infer<typeof factsSchema>;

const GONE: Refusal = {
  code: 'target-not-found',
  because: 'The stack is not there any more.',
  next: 'Nothing to record: the next look closes this issue.',
};

const untold = (because: string): Refusal => ({
  code: 'aws-refused',
  because: `CloudFormation could not say what is there: ${because}.`,
  next: 'Mend what is named, then `/adopt`.',
});

const MOST_NAMED = 10;
const LONGEST_PATH = 100;

/** Names of properties may be anything that somebody typed in AWS. */
const plain = (path: string): string =>
  path
    .replaceAll('/', '.')
    .replaceAll(/[^A-Za-z0-9._:-]/g, '?')
    .slice(0, LONGEST_PATH);

const leftWords = ({ logicalId, path, because }: LeftResource): string =>
  `\`${plain(`${logicalId}${path}`)}\`: ${because}`;

const notAdoptable = (left: readonly LeftResource[]): Refusal => {
  const named = left.slice(0, MOST_NAMED).map(leftWords);
  const more = left.length > named.length ? `; and ${left.length - named.length} more` : '';
  return {
    code: 'not-adoptable',
    because:
      `${named.join('; ')}${more}. The template stays as it is: with the rest in it, its ` +
      'deployment would set these back.',
    next:
      'Set these back by hand or ask for them in a task, then `/adopt`; or `/reconcile` to set ' +
      'back everything.',
  };
};

const UNWRITABLE: Refusal = {
  code: 'not-adoptable',
  because: 'The text of the template can not be changed without changing more than is meant.',
  next: 'Ask for the change in a task, with the template as it should be.',
};

/** The template that was, put back, sets back what is there as well. */
const inverseOf = (found: readonly FoundResource[]): Inverse =>
  found.some(({ status }) => status === 'DELETED')
    ? {
        reversibility: 'partly reversible',
        summary: 'put the former template back, which makes anew, empty, what is gone',
      }
    : {
        reversibility: 'reversible',
        summary: 'put the former template back, which sets back what is there as well',
      };

const record = (
  context: DraftContext,
  stack: OwnStack,
  found: readonly FoundResource[],
): Decided<DeployDraft> => {
  const refusal = stackRefusal(stack, 'update');
  if (refusal !== undefined) return refused(refusal);
  const parsed = parseOwnTemplate(stack.templateBody);
  if (!parsed.ok) return parsed;
  const template: Template = parsed.value;
  const adopted = adoptTemplate(template, found);
  if (adopted.left.length > 0) return refused(notAdoptable(adopted.left));
  const templateBody = rewriteBody(stack.templateBody, template, adopted.template);
  if (templateBody === undefined) return refused(UNWRITABLE);
  const draft = updateStack(context, stack, {
    template: adopted.template,
    summary: `record in the template of stack ${stack.stackName} what is there`,
    inverse: inverseOf(found),
  });
  const isGiven = stack.templateBody !== canonicalJson(template);
  return accepted({ ...draft, isGiven, templateBody });
};

const draft = (context: DraftContext, { stack, because, found }: Facts): Decided<DeployDraft> => {
  if (stack === null) return refused(GONE);
  return because === '' ? record(context, stack, found) : refused(untold(because));
};

/**
 * What makes a drifted stack say what is there: an update with the template changed to the actual
 * values. All of the drift is recorded or none, because a deployment sets back the rest. Pure.
 */
export const draftAdopt = (inputs: DraftInputs, config: Config): Decided<DraftedPlan> => {
  const task = inputs.tasks.find(isMutation);
  if (task === undefined) throw new Fault('broken-promise', 'nothing is to be recorded');
  const context = contextOf(inputs, config, task);
  if (!context.ok) return context;
  const drafted = draft(context.value, factsSchema.parse(inputs.facts[task.id]));
  if (!drafted.ok) return drafted;
  return accepted({ steps: [{ draft: drafted.value, phase: 1 }], deviations: [] });
};
