import type { Json, JsonObject } from '../../src/task/json.ts';
import { modelOf } from '../resources/registry.ts';
import type { WorldState } from '../state.ts';
import { driftDetail, standingOf, type MemberDrift, type Standing } from './drift.ts';
import { changedNames } from './handlers.ts';
import { KNOWN_LATER } from './intrinsics.ts';
import { jsonText } from './json-text.ts';
import { namesIn } from './references.ts';
import { resolvedProperties, scopeOf, tagsFor } from './scope.ts';
import type { Desired, Stack, StackResource } from './stack.ts';
import type { CfnResource } from './template-text.ts';

/** What is compared with what, and how. */
export interface Comparison {
  readonly state: WorldState;
  readonly stack: Stack;
  readonly desired: Desired;
  /** Names whose values are only known after execution; grows in order of creation. */
  readonly later: Set<string>;
  /** Compares with what is there, not with what the stack last made. */
  readonly revertsDrift: boolean;
}

const valueText = (value: Json | undefined): string | undefined =>
  value === undefined ? undefined : jsonText(value);

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

const userTags = (tags: Readonly<Record<string, string>>): JsonObject =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith('aws:')));

interface Sides {
  readonly before: Standing;
  readonly after: Standing;
}

/** A member as it is and as it will be. */
export const sides = (
  comparison: Comparison,
  member: StackResource,
  declared: CfnResource,
): Sides => {
  const { state, stack, desired, later } = comparison;
  const properties = resolvedProperties(declared, scopeOf(state, stack, { desired, later }));
  const recorded = {
    properties: member.properties,
    tags: { ...tagsFor(stack, stack.desired ?? desired, member) },
  };
  const actual = comparison.revertsDrift ? standingOf(state, stack, member) : undefined;
  return {
    before: actual === undefined ? recorded : { ...actual, tags: { ...actual.tags } },
    after: { properties, tags: { ...tagsFor(stack, desired, { ...member, properties }) } },
  };
};

/** One row for each top-level property that changes, or that somebody changed. */
export const detailsOf = (
  comparison: Comparison,
  declared: CfnResource,
  { before, after, drift }: Sides & { readonly drift: MemberDrift | undefined },
): readonly JsonObject[] => {
  const changed = changedNames(before, after);
  const drifted = drift?.differences.map(({ name }) => name) ?? [];
  return [...new Set([...changed, ...drifted])].map((name) => {
    const detail = detailOf(comparison, {
      name,
      declared,
      before: name === 'Tags' ? userTags(before.tags) : before.properties[name],
      after: name === 'Tags' ? userTags(after.tags) : after.properties[name],
    });
    if (drift === undefined) return detail;
    const difference = drift.differences.find((each) => each.name === name);
    const found = { at: comparison.state.now, isSynced: !changed.includes(name) };
    return driftDetail(detail, difference, found);
  });
};
