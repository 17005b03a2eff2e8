import type { Deviation } from '../../plan/plan.ts';
import type { Template } from '../../plan/template.ts';
import { accepted, refused, type Decided } from '../../task/refusal.ts';
import { nameTaken, targetMissing } from '../existing-target.ts';
import {
  draftDelete,
  draftStackUpdate,
  draftUpdate,
  type ExistingRule,
} from '../existing-tasks.ts';
import type { Draft, DraftContext } from '../service.ts';
import { createStack } from '../stack-drafts.ts';
import type { NamedFacts } from './facts-schema.ts';

/** What a service adds to the rules of what exists when it creates. */
export interface NamedRule extends ExistingRule {
  /** The finished template, remedies applied. */
  readonly template: Template;
  readonly deviations: readonly Deviation[];
}

/**
 * A create: a stack of its own. What an earlier plan of this very task made is updated to the same
 * template, so that nothing changes; a name that anything else has is refused with the choices.
 */
export const draftNamedCreate = (
  context: DraftContext,
  facts: NamedFacts,
  rule: NamedRule,
): Decided<Draft> => {
  const { ownStack, name } = facts;
  if (ownStack !== null) return draftStackUpdate(context, ownStack, rule.template);
  if (facts.exists)
    return refused(nameTaken(rule.title, name, `in ${context.account.name}, ${context.region}`));
  const step = createStack(context, rule.template, {
    summary: `create ${rule.title} ${name}`,
    inverse: { reversibility: 'reversible', summary: `delete the stack of ${rule.title} ${name}` },
  });
  return accepted({ steps: [step], deviations: rule.deviations });
};

/** An update or a delete of what exists. */
export const draftNamedChange = (
  context: DraftContext,
  facts: NamedFacts,
  rule: ExistingRule,
): Decided<Draft> => {
  if (!facts.exists) return refused(targetMissing(rule.title, facts.name));
  const isDelete = context.task.taskType === 'DeleteResource';
  return isDelete ? draftDelete(context, facts, rule) : draftUpdate(context, facts, rule);
};
