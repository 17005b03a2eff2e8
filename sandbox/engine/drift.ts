import { canonicalJson, type Json, type JsonObject } from '../../src/task/json.ts';
import type { WorldState } from '../state.ts';
import { jsonText } from './json-text.ts';
import { resourceOf, tagsFor } from './scope.ts';
import type { Desired, Stack, StackResource } from './stack.ts';

/** One property that is otherwise than the stack left it; `undefined` where it is not there. */
export interface Difference {
  readonly name: string;
  readonly previous: Json | undefined;
  readonly actual: Json | undefined;
}

/** How a member differs from what its stack made of it. */
export interface MemberDrift {
  readonly status: 'IN_SYNC' | 'MODIFIED' | 'DELETED' | 'UNKNOWN';
  readonly differences: readonly Difference[];
}

/** Properties and tags of a member, wherever they are read. */
export interface Standing {
  readonly properties: JsonObject;
  readonly tags: Readonly<Record<string, string>>;
}

/** True for two values that are one in JSON; what is not there is null. */
export const isSame = (a: Json | undefined, b: Json | undefined): boolean =>
  canonicalJson(a ?? null) === canonicalJson(b ?? null);

const EMPTY: Pick<Desired, 'tags'> = { tags: {} };

const previousTags = (stack: Stack, member: StackResource): Readonly<Record<string, string>> =>
  tagsFor(stack, { ...EMPTY, ...stack.desired } as Desired, member);

const isUntold = (state: WorldState, { type }: StackResource): boolean =>
  state.spec.driftUnknown?.includes(type) === true;

const ownTags = (tags: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(tags).filter(([key]) => !key.startsWith('aws:')));

const actualTags = (
  stack: Stack,
  member: StackResource,
  actual: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.keys(previousTags(stack, member)).flatMap((key) => {
      const value = actual[key];
      return value === undefined ? [] : [[key, value]];
    }),
  );

/**
 * A member as it is now, in what its template names; undefined when somebody deleted it. Where its
 * drift can not be told, what its stack made of it.
 */
export const standingOf = (
  state: WorldState,
  stack: Stack,
  member: StackResource,
): Standing | undefined => {
  if (isUntold(state, member)) {
    return { properties: member.properties, tags: previousTags(stack, member) };
  }
  const resource = resourceOf(state, stack, member);
  if (resource === undefined) return undefined;
  const named = Object.keys(member.properties).flatMap((name) => {
    if (name === 'Tags') return [[name, member.properties[name] ?? null] as const];
    const [was, is] = [member.properties[name], resource.properties[name]];
    if (isSame(was, is)) return [[name, was ?? null] as const];
    return is === undefined ? [] : [[name, is] as const];
  });
  return {
    properties: Object.fromEntries(named),
    tags: actualTags(stack, member, resource.tags),
  };
};

/** What a member's template names, compared with what is there; more than that is no drift. */
export const driftOf = (state: WorldState, stack: Stack, member: StackResource): MemberDrift => {
  if (isUntold(state, member)) return { status: 'UNKNOWN', differences: [] };
  const actual = standingOf(state, stack, member);
  if (actual === undefined) return { status: 'DELETED', differences: [] };
  const differences: Difference[] = Object.keys(member.properties)
    .map((name) => ({
      name,
      previous: member.properties[name],
      actual: actual.properties[name],
    }))
    .filter((each) => !isSame(each.previous, each.actual));
  const tags = {
    name: 'Tags',
    previous: ownTags(previousTags(stack, member)),
    actual: ownTags(actual.tags),
  };
  if (!isSame(tags.previous, tags.actual)) differences.push(tags);
  return { status: differences.length === 0 ? 'IN_SYNC' : 'MODIFIED', differences };
};

/** The worst of all members, as CloudFormation tells a stack. */
export const stackDriftOf = (state: WorldState, stack: Stack): string => {
  const all = [...stack.resources.values()].map((member) => driftOf(state, stack, member).status);
  if (all.some((status) => status === 'MODIFIED' || status === 'DELETED')) return 'DRIFTED';
  return all.includes('UNKNOWN') ? 'UNKNOWN' : 'IN_SYNC';
};

/** A detail of a change as a drift-aware change set writes it. */
export const driftDetail = (
  detail: JsonObject,
  difference: Difference | undefined,
  found: { readonly at: Date; readonly isSynced: boolean },
): JsonObject => {
  const { previous, actual } = difference ?? {};
  const drift = {
    ...(previous === undefined ? {} : { PreviousValue: jsonText(previous) }),
    ...(actual === undefined ? {} : { ActualValue: jsonText(actual) }),
    DriftDetectionTimestamp: found.at as unknown as Json,
  };
  return {
    ...detail,
    Target: {
      ...(detail['Target'] as JsonObject),
      BeforeValueFrom: difference === undefined ? 'PREVIOUS_DEPLOYMENT_STATE' : 'ACTUAL_STATE',
      AfterValueFrom: 'TEMPLATE',
      ...(difference === undefined ? {} : { Drift: drift }),
      ...(found.isSynced
        ? { AttributeChangeType: 'SyncWithActual', RequiresRecreation: 'Never' }
        : {}),
    },
  };
};
