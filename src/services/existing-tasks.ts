import type { Inverse } from '../plan/step.ts';
import type { Template } from '../plan/template.ts';
import { canonicalJson, type Json, type JsonObject } from '../task/json.ts';
import { accepted, refused, type Decided, type Refusal } from '../task/refusal.ts';
import { applyRemedies } from './apply-remedies.ts';
import { changeResource, deleteResource, type LooseResource } from './change-drafts.ts';
import { foreignStack, importedStays, sharedStack, targetMissing } from './existing-target.ts';
import { importedIn } from './import/imported.ts';
import { draftPartsGone, joinedBeside, standsThere } from './joined/leave.ts';
import { partOf, stackOfPart, stackOfRoot } from './joined/parts.ts';
import type { Owner, OwnStack } from './owner.ts';
import type { Draft, DraftContext, Remedy, TypeTable } from './service.ts';
import { removeStack, stackRefusal, updateSummaryOf, updateStack } from './stack-drafts.ts';
import { mergeTagList, requestedTags, type Tags } from './tags.ts';
import { parseOwnTemplate, propertiesOf, withResource } from './template-edit.ts';

/** What every service's facts say of the target of an update or delete. */
export interface ExistingFacts {
  /** The name people use. */
  readonly name: string;
  /** As Cloud Control names it, such as a topic's ARN. */
  readonly identifier: string;
  readonly owner: Owner;
  /** Null when there is no such resource. */
  readonly properties: JsonObject | null;
}

/** What EC2 knows by an id, under the name that its owner gave it, if anybody did. */
export const existingById = (
  { owner, properties }: Pick<ExistingFacts, 'owner' | 'properties'>,
  { id, name }: { readonly id: string; readonly name: string },
): ExistingFacts => ({ name: name === '' ? id : name, identifier: id, owner, properties });

/** What differs between services when something that exists is changed or deleted. */
export interface ExistingRule {
  /** As people call it, such as `bucket`. */
  readonly title: string;
  readonly table: TypeTable;
  /** Every type of the service's own templates: a stack of only these may be deleted whole. */
  readonly types: readonly string[];
  readonly remedies: readonly Remedy[];
  /** The properties with what the task asks set over them. Pure. */
  readonly edit: (properties: JsonObject) => JsonObject;
  readonly inverseOfDelete: Inverse;
  /** True for a resource of the main type that only serves the main one, such as its failures. */
  readonly isPart?: (template: Template, logicalId: string) => boolean;
  /** Where tags of the type hold more than key and value; absent where they do not. */
  readonly mergeTags?: (present: Json | undefined, tags: Tags) => Json;
  /** Where the type has its tags, if not in `Tags`. */
  readonly tagProperty?: string;
}

/** What is known of the target's properties: from our template, or as Cloud Control read them. */
export const presentProperties = (facts: ExistingFacts): JsonObject => {
  if (facts.owner.owner !== 'ours') return facts.properties ?? {};
  const template = parseOwnTemplate(facts.owner.stack.templateBody);
  return template.ok ? propertiesOf(template.value, facts.owner.logicalId) : {};
};

const NOTHING: Draft = { steps: [], deviations: [] };

const withTags = (context: DraftContext, rule: ExistingRule, before: JsonObject): JsonObject => {
  const { tagProperty = 'Tags', mergeTags = mergeTagList } = rule;
  const [asked, after] = [requestedTags(context.task), rule.edit(before)];
  if (Object.keys(asked).length === 0) return after;
  return { ...after, [tagProperty]: mergeTags(before[tagProperty], asked) };
};

/** An update of a stack of ours to another template; nothing at all when it is the same. */
export const draftStackUpdate = (
  context: DraftContext,
  stack: OwnStack,
  template: Template,
): Decided<Draft> => {
  const refusal = stackRefusal(stack, 'update');
  if (refusal !== undefined) return refused(refusal);
  const present = parseOwnTemplate(stack.templateBody);
  if (present.ok && canonicalJson(present.value) === canonicalJson(template))
    return accepted(NOTHING);
  const step = updateStack(context, stack, {
    template,
    summary: updateSummaryOf(stack.stackName),
    inverse: {
      reversibility: 'reversible',
      summary: `update ${stack.stackName} back to the template it has now`,
    },
  });
  return accepted({ steps: [step], deviations: [] });
};

/** What a person asked for says more than the name of the stack, which stands beside it. */
const named = (draft: Draft, summary: string): Draft => ({
  ...draft,
  steps: draft.steps.map((step) => ({ ...step, summary })),
});

const updateOurs = (
  context: DraftContext,
  owner: Extract<Owner, { owner: 'ours' }>,
  { facts, rule }: { readonly facts: ExistingFacts; readonly rule: ExistingRule },
): Decided<Draft> => {
  const parsed = parseOwnTemplate(owner.stack.templateBody);
  if (!parsed.ok) return parsed;
  const resource = parsed.value.Resources[owner.logicalId];
  if (resource === undefined)
    return refused(sharedStack(rule.title, owner.logicalId, owner.stack.stackName));
  const before = propertiesOf(parsed.value, owner.logicalId);
  const after = withTags(context, rule, before);
  const edited = withResource(parsed.value, owner.logicalId, { ...resource, Properties: after });
  const { remedies } = rule;
  const { tier, choices } = context;
  const template = applyRemedies(edited, { remedies, tier, choices, origin: 'existing' });
  const draft = draftStackUpdate(context, owner.stack, template);
  return draft.ok ? accepted(named(draft.value, `update ${rule.title} ${facts.name}`)) : draft;
};

const looseOf = (facts: ExistingFacts, rule: ExistingRule): LooseResource | undefined =>
  facts.properties === null
    ? undefined
    : { table: rule.table, identifier: facts.identifier, properties: facts.properties };

/** An update: of our stack, through Cloud Control where no stack owns it, else refused. */
export const draftUpdate = (
  context: DraftContext,
  facts: ExistingFacts,
  rule: ExistingRule,
): Decided<Draft> => {
  if (facts.owner.owner === 'foreign')
    return refused(foreignStack(rule.title, facts.name, facts.owner.stackName));
  if (facts.owner.owner === 'ours') return updateOurs(context, facts.owner, { facts, rule });
  const loose = looseOf(facts, rule);
  if (loose === undefined) return refused(targetMissing(rule.title, facts.name));
  const after = withTags(context, rule, loose.properties);
  const step = changeResource(context, loose, after);
  if (!step.ok) return step;
  return accepted(step.value === undefined ? NOTHING : { steps: [step.value], deviations: [] });
};

const isWhole = (stack: OwnStack, rule: ExistingRule): boolean => {
  const template = parseOwnTemplate(stack.templateBody);
  const isPart = (id: string): boolean => template.ok && rule.isPart?.(template.value, id) === true;
  const main = stack.resources.filter((row) => row.type === rule.table.type);
  return (
    stack.resources.every((row) => rule.types.includes(row.type)) &&
    main.filter((row) => !isPart(row.logicalId)).length === 1
  );
};

/** What was imported is retained: the deletion of its stack would not delete it. */
const holdsImported = (stack: OwnStack): boolean => {
  const template = parseOwnTemplate(stack.templateBody);
  return template.ok && importedIn(template.value) !== undefined;
};

/** What of a stack is one task's: its part, or all that is of the one the stack is named for. */
const ownIn = (stack: OwnStack, part: string | undefined): OwnStack =>
  (part === undefined ? undefined : stackOfPart(stack, part)) ?? stackOfRoot(stack);

/** Nothing that stands in one of these can stand anywhere else: it is meant with the whole. */
const HOLDERS: ReadonlySet<string> = new Set(['AWS::EC2::VPC', 'AWS::EKS::Cluster']);

/** What joined and stays would go with the whole: what a holder holds does, the rest is asked. */
const besideRefusal = (
  stack: OwnStack,
  { rule, targets }: { readonly rule: ExistingRule; readonly targets: readonly string[] },
): Refusal | undefined => {
  const present = parseOwnTemplate(stack.templateBody);
  if (!present.ok) return undefined;
  const others = joinedBeside(present.value, targets).filter((id) => {
    const type = present.value.Resources[id]?.Type ?? '';
    const isHeld = HOLDERS.has(rule.table.type) && rule.types.includes(type);
    return type === rule.table.type || !isHeld;
  });
  return others.length === 0 ? undefined : standsThere(stack, present.value, others);
};

const deleteOurs = (
  context: DraftContext,
  { stack, logicalId }: Extract<Owner, { owner: 'ours' }>,
  names: { readonly facts: ExistingFacts; readonly rule: ExistingRule },
): Decided<Draft> => {
  const { facts, rule } = names;
  const part = partOf(stack, logicalId);
  if (holdsImported(stack)) return refused(importedStays(rule.title, facts.name, stack.stackName));
  if (!isWhole(ownIn(stack, part), rule))
    return refused(sharedStack(rule.title, facts.name, stack.stackName));
  const targets = [logicalId, ...(context.siblings?.leaves?.(stack.stackId) ?? [])];
  const staysRoot = targets.every((id) => partOf(stack, id) !== undefined);
  const inverse = rule.inverseOfDelete;
  const words = `${rule.title} \`${facts.name}\``;
  if (staysRoot) return draftPartsGone(context, stack, { targets, inverse, words });
  const beside = part === undefined ? besideRefusal(stack, { rule, targets }) : undefined;
  if (beside !== undefined) return refused(beside);
  const step = removeStack(context, stack, inverse);
  if (!step.ok) return step;
  const summary = `delete ${rule.title} ${facts.name} with its stack`;
  const goesAs = { words, ownsStack: part === undefined };
  return accepted(named({ steps: [step.value], deviations: [], goesAs }, summary));
};

/**
 * A delete: the whole stack where it is ours and holds nothing else, an update of it without what
 * joined it, else as `draftUpdate`.
 */
export const draftDelete = (
  context: DraftContext,
  facts: ExistingFacts,
  rule: ExistingRule,
): Decided<Draft> => {
  if (facts.owner.owner === 'foreign')
    return refused(foreignStack(rule.title, facts.name, facts.owner.stackName));
  if (facts.owner.owner === 'ours') return deleteOurs(context, facts.owner, { facts, rule });
  const loose = looseOf(facts, rule);
  if (loose === undefined) return refused(targetMissing(rule.title, facts.name));
  const step = deleteResource(context, loose, rule.inverseOfDelete);
  return accepted({ steps: [step], deviations: [] });
};
