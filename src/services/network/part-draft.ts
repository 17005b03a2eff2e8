import type { Deviation } from '../../plan/plan.ts';
import type { Inverse } from '../../plan/step.ts';
import type { Template } from '../../plan/template.ts';
import { refused, type Decided, type Refusal } from '../../task/refusal.ts';
import type { JsonObject } from '../../task/json.ts';
import { applyRemedies } from '../apply-remedies.ts';
import { decideFound, draftByIdChange, draftByIdCreate, newName } from '../by-id/draft.ts';
import type { Found } from '../by-id/facts-schema.ts';
import type { Kind } from '../by-id/kind.ts';
import type { Draft, DraftContext, Remedy, TypeTable } from '../service.ts';
import { tagList } from '../tags.ts';
import { logicalIdOf } from '../template-edit.ts';
import type { PartFacts } from './part-facts.ts';

/** What differs between the parts of a network. */
export interface PartRule<F extends PartFacts> {
  readonly kind: Kind;
  readonly table: TypeTable;
  /** Every type of its own templates. */
  readonly types: readonly string[];
  readonly remedies: readonly Remedy[];
  readonly inverseOfDelete: Inverse;
  /** The template of a new one, before the remedies of the tier; or why there is none. */
  readonly make: (context: DraftContext, facts: F) => Decided<Template>;
  /** Where a new one is not all that was asked. */
  readonly deviations?: (context: DraftContext, facts: F) => readonly Deviation[];
  /** The properties of one that is there with what the task asks; absent where only tags change. */
  readonly edit?: (context: DraftContext, properties: JsonObject) => JsonObject;
  /** Why the one that is meant is left alone; undefined where it is not. */
  readonly objection?: (context: DraftContext, one: Found) => Refusal | undefined;
}

/** The beginning of every template of a part. */
export const partTemplate = (title: string, name: string): Omit<Template, 'Resources'> => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: `${title} ${name}`,
});

/** One tagged part in a template of its own. */
export const partResource = (
  context: DraftContext,
  { kind, suffix }: { readonly kind: Kind; readonly suffix: string },
  properties: JsonObject,
): Template['Resources'] => {
  const name = newName(context);
  return {
    [logicalIdOf(name, suffix)]: {
      Type: kind.type,
      Properties: { ...properties, Tags: tagList(context.tagsFor(name)) },
    },
  };
};

const createPart = <F extends PartFacts>(
  context: DraftContext,
  facts: F,
  rule: PartRule<F>,
): Decided<Draft> => {
  const made = rule.make(context, facts);
  if (!made.ok) return made;
  const { tier, choices } = context;
  const { remedies } = rule;
  const template = applyRemedies(made.value, { remedies, tier, choices, origin: 'new' });
  return draftByIdCreate(context, facts, {
    title: rule.kind.title,
    name: newName(context),
    template,
    deviations: rule.deviations?.(context, facts) ?? [],
  });
};

/** Pure: what a task for a part of a network becomes, or why it can not be. */
export const draftPart = <F extends PartFacts>(
  context: DraftContext,
  facts: F,
  rule: PartRule<F>,
): Decided<Draft> => {
  if (context.task.taskType === 'CreateResource') return createPart(context, facts, rule);
  const one = decideFound(context, rule.kind.title, facts.found);
  if (!one.ok) return one;
  const objection = rule.objection?.(context, one.value);
  if (objection !== undefined) return refused(objection);
  return draftByIdChange(context, facts, {
    ...rule,
    title: rule.kind.title,
    edit: (properties) => rule.edit?.(context, properties) ?? properties,
  });
};
