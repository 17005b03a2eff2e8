import { z } from 'zod';
import type { Config } from '../config/config.ts';
import type { DraftedPlan } from '../plan/drafted.ts';
import type { DeployDraft } from '../plan/step.ts';
import { isMutation } from '../task/aws-task.ts';
import { Fault } from '../task/fault.ts';
import { canonicalJson } from '../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../task/refusal.ts';
import { contextOf } from './draft-context.ts';
import type { DraftInputs } from './draft-steps.ts';
import { ownStackSchema, type OwnStack } from './owner.ts';
import type { DraftContext } from './service.ts';
import { stackRefusal, updateStack } from './stack-drafts.ts';
import { parseOwnTemplate } from './template-edit.ts';

/** The drifted stack as it is now; null when it is gone. */
const factsSchema = z.object({ stack: ownStackSchema.nullable() });

const GONE: Refusal = {
  code: 'target-not-found',
  because: 'The stack is not there any more.',
  next: 'Nothing to set back: the next look closes this issue.',
};

/** No step makes it again: what somebody set by hand is in no template. */
const INVERSE = {
  reversibility: 'irreversible',
  summary: 'none by a plan: what was changed outside the stack stands in this issue alone',
} as const;

const restore = (context: DraftContext, stack: OwnStack): Decided<DeployDraft> => {
  const refusal = stackRefusal(stack, 'update');
  if (refusal !== undefined) return refused(refusal);
  const template = parseOwnTemplate(stack.templateBody);
  if (!template.ok) return template;
  const draft = updateStack(context, stack, {
    template: template.value,
    summary: `set stack ${stack.stackName} back to what its template says`,
    inverse: INVERSE,
  });
  const isGiven = stack.templateBody !== canonicalJson(template.value);
  return accepted({ ...draft, isGiven, templateBody: stack.templateBody });
};

/**
 * What sets a drifted stack back: an update with the template, the parameters and the tags that it
 * has. Its drift-aware change set holds what somebody changed, and nothing else. Pure.
 */
export const draftReconcile = (inputs: DraftInputs, config: Config): Decided<DraftedPlan> => {
  const task = inputs.tasks.find(isMutation);
  if (task === undefined) throw new Fault('broken-promise', 'nothing is to be set back');
  const context = contextOf(inputs, config, task);
  if (!context.ok) return context;
  const { stack } = factsSchema.parse(inputs.facts[task.id]);
  if (stack === null) return refused(GONE);
  const draft = restore(context.value, stack);
  if (!draft.ok) return draft;
  return accepted({ steps: [{ draft: draft.value, phase: 1 }], deviations: [] });
};
