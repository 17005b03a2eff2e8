import type { Json, JsonObject } from '../../src/task/json.ts';
import { modelOf } from '../resources/registry.ts';
import type { WorldState } from '../state.ts';
import { changedNames } from './handlers.ts';
import { jsonText } from './json-text.ts';
import { KNOWN_LATER } from './intrinsics.ts';
import { creationOrder } from './order.ts';
import { namesIn } from './references.ts';
import { presentResources, resolvedProperties, scopeOf, tagsFor } from './scope.ts';
import type { Desired, Stack, StackResource } from './stack.ts';
import type { CfnResource } from './template-text.ts';

interface Comparison {
  readonly state: WorldState;
  readonly stack: Stack;
  readonly desired: Desired;
  /** Names whose values are only known after execution; grows in order of creation. */
  readonly later: Set<string>;
}

const valueText = (value: Json | undefined): string | undefined =>
  value === undefined ? undefined : jsonText(value);

const contextText = (properties: JsonObject, metadata: Json): string =>
  JSON.stringify({
    Properties: properties,
    ...(metadata === null ? {} : { Metadata: metadata }),
  });

const isLate = (value: Json | undefined): boolean =>
  JSON.stringify(value ?? null).includes(KNOWN_LATER);

/** Where a change comes from, as the raw property shows it. */
const sourceOf = (comparison: Comparison, raw: Json | undefined): JsonObject => {
  const text = JSON.stringify(raw ?? null);
  const [name] = raw === undefined ? [] : namesIn(raw);
  if (name === undefined) return { ChangeSource: 'DirectModification' };
  if (comparison.desired.template.Parameters[name] !== undefined) {
    return { ChangeSource: 'ParameterReference', CausingEntity: name };
  }
  return text.includes('Fn::GetAtt')
    ? { ChangeSource: 'ResourceAttribute', CausingEntity: name }
    : { ChangeSource: 'ResourceReference', CausingEntity: name };
};

interface Pair {
  readonly name: string;
  readonly declared: CfnResource;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

const attributeChange = (pair: Pair): string => {
  if (pair.before === undefined) return 'Add';
  return pair.after === undefined ? 'Remove' : 'Modify';
};

const detailOf = (comparison: Comparison, pair: Pair): JsonObject => {
  const replaces = modelOf(pair.declared.Type)?.replaceOn.includes(pair.name) === true;
  const isTags = pair.name === 'Tags';
  const before = valueText(pair.before);
  const after = valueText(pair.after);
  return {
    Target: {
      Attribute: isTags ? 'Tags' : 'Properties',
      ...(isTags ? {} : { Name: pair.name }),
      RequiresRecreation: replaces ? 'Always' : 'Never',
      Path: `/Properties/${pair.name}`,
      ...(before === undefined ? {} : { BeforeValue: before }),
      ...(after === undefined ? {} : { AfterValue: after }),
      AttributeChangeType: attributeChange(pair),
    },
    Evaluation: isLate(pair.after) ? 'Dynamic' : 'Static',
    ...sourceOf(comparison, pair.declared.Properties[pair.name]),
  };
};

const change = (body: JsonObject): JsonObject => ({ Type: 'Resource', ResourceChange: body });

const addition = (comparison: Comparison, logicalId: string, declared: CfnResource): JsonObject => {
  const { state, stack, desired, later } = comparison;
  const properties = resolvedProperties(declared, scopeOf(state, stack, { desired, later }));
  later.add(logicalId);
  return change({
    Action: 'Add',
    LogicalResourceId: logicalId,
    ResourceType: declared.Type,
    Scope: [],
    Details: [],
    AfterContext: contextText(properties, declared.Metadata),
  });
};

const userTags = (tags: Readonly<Record<string, string>>): JsonObject =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith('aws:')));

const sides = (
  comparison: Comparison,
  member: StackResource,
  declared: CfnResource,
): {
  readonly before: { readonly properties: JsonObject; readonly tags: Record<string, string> };
  readonly after: { readonly properties: JsonObject; readonly tags: Record<string, string> };
} => {
  const { state, stack, desired, later } = comparison;
  const properties = resolvedProperties(declared, scopeOf(state, stack, { desired, later }));
  return {
    before: {
      properties: member.properties,
      tags: { ...tagsFor(stack, stack.desired ?? desired, member) },
    },
    after: { properties, tags: { ...tagsFor(stack, desired, { ...member, properties }) } },
  };
};

const replacementOf = (details: readonly JsonObject[]): string => {
  const recreating = details.filter(
    (detail) => (detail['Target'] as JsonObject)['RequiresRecreation'] === 'Always',
  );
  if (recreating.length === 0) return 'False';
  return recreating.every((detail) => detail['Evaluation'] === 'Dynamic') ? 'Conditional' : 'True';
};

const outerScope = (member: StackResource, declared: CfnResource): readonly string[] => [
  ...(JSON.stringify(member.metadata) === JSON.stringify(declared.Metadata) ? [] : ['Metadata']),
  ...(member.deletionPolicy === declared.DeletionPolicy ? [] : ['DeletionPolicy']),
];

const modification = (
  comparison: Comparison,
  member: StackResource,
  declared: CfnResource,
): JsonObject | undefined => {
  const { before, after } = sides(comparison, member, declared);
  const names = changedNames(before, after);
  const outer = outerScope(member, declared);
  if (names.length === 0 && outer.length === 0) return undefined;
  const details = names.map((name) =>
    detailOf(comparison, {
      name,
      declared,
      before: name === 'Tags' ? userTags(before.tags) : before.properties[name],
      after: name === 'Tags' ? userTags(after.tags) : after.properties[name],
    }),
  );
  const replacement = replacementOf(details);
  if (replacement !== 'False') comparison.later.add(member.logicalId);
  const inner = names.map((name) => (name === 'Tags' ? 'Tags' : 'Properties'));
  return change({
    ...(replacement === 'True' ? { PolicyAction: 'ReplaceAndDelete' } : {}),
    Action: 'Modify',
    LogicalResourceId: member.logicalId,
    PhysicalResourceId: member.physicalId,
    ResourceType: member.type,
    Replacement: replacement,
    Scope: [...new Set([...inner, ...outer])],
    Details: details,
    BeforeContext: contextText(before.properties, member.metadata),
    AfterContext: contextText(after.properties, declared.Metadata),
  });
};

const removal = (member: StackResource): JsonObject =>
  change({
    PolicyAction: member.deletionPolicy.startsWith('Retain') ? 'Retain' : 'Delete',
    Action: 'Remove',
    LogicalResourceId: member.logicalId,
    PhysicalResourceId: member.physicalId,
    ResourceType: member.type,
    Scope: [],
    Details: [],
    BeforeContext: contextText(member.properties, member.metadata),
  });

/** The changes a stack would see, values included, ordered by logical id as AWS lists them. */
export const changesOf = (
  state: WorldState,
  stack: Stack,
  desired: Desired,
): readonly JsonObject[] => {
  const comparison: Comparison = { state, stack, desired, later: new Set() };
  const scope = scopeOf(state, stack, { desired, later: comparison.later });
  const present = presentResources(desired, scope);
  const brought = creationOrder(present).flatMap((logicalId) => {
    const declared = present[logicalId];
    const member = stack.resources.get(logicalId);
    if (declared === undefined) return [];
    if (member === undefined) return [addition(comparison, logicalId, declared)];
    const modified = modification(comparison, member, declared);
    return modified === undefined ? [] : [modified];
  });
  const removed = [...stack.resources.values()]
    .filter((member) => present[member.logicalId] === undefined)
    .map(removal);
  const nameOf = (each: JsonObject): string =>
    jsonText((each['ResourceChange'] as JsonObject)['LogicalResourceId']);
  return [...brought, ...removed].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
};
