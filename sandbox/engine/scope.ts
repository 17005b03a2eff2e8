import type { Json, JsonObject } from '../../src/task/json.ts';
import { modelOf } from '../resources/registry.ts';
import { findResource, type Resource, type WorldState } from '../state.ts';
import { placeOf } from './handlers.ts';
import { holds, KNOWN_LATER, resolveObject, type Scope } from './intrinsics.ts';
import { jsonText } from './json-text.ts';
import type { Desired, Stack } from './stack.ts';
import type { CfnResource } from './template-text.ts';

/** The resource behind a physical id of a stack. */
export const resourceOf = (
  state: WorldState,
  stack: Stack,
  member: { readonly type: string; readonly physicalId: string },
): Resource | undefined => {
  const model = modelOf(member.type);
  if (model === undefined) return undefined;
  const place = placeOf(model, stack.accountId, stack.region);
  return findResource(state, { type: member.type, ...place }, member.physicalId);
};

const parameterValues = (desired: Desired): Readonly<Record<string, Json>> =>
  Object.fromEntries(
    Object.entries(desired.parameters).map(([name, given]) => {
      const value = desired.resolvedParameters[name] ?? given;
      const type = jsonText(desired.template.Parameters[name]?.['Type']);
      return [name, /^(CommaDelimitedList|List<)/.test(type) ? value.split(',') : value];
    }),
  );

const exportOf = (state: WorldState, stack: Stack, name: string): string | undefined =>
  state.stacks
    .filter((each) => each.accountId === stack.accountId && each.region === stack.region)
    .flatMap((each) => Object.values(each.outputs))
    .find((output) => output.exportName === name)?.value;

/**
 * `later`: names that will be made anew, and attributes that an update will change, written
 * `Name.Attribute`: their values are only known after execution.
 */
export const scopeOf = (
  state: WorldState,
  stack: Stack,
  plan: { readonly desired: Desired; readonly later: ReadonlySet<string> },
): Scope => {
  const { desired, later } = plan;
  const declared = desired.template.Resources;
  return {
    accountId: stack.accountId,
    region: stack.region,
    stackName: stack.name,
    stackId: stack.id,
    notificationArns: desired.notificationArns,
    parameters: parameterValues(desired),
    mappings: desired.template.Mappings,
    conditions: desired.template.Conditions,
    refOf: (logicalId) => {
      if (declared[logicalId] === undefined) return undefined;
      const member = stack.resources.get(logicalId);
      return later.has(logicalId) || member === undefined ? KNOWN_LATER : member.physicalId;
    },
    attributeOf: (logicalId, name) => {
      if (declared[logicalId] === undefined) return undefined;
      const member = stack.resources.get(logicalId);
      if (later.has(logicalId) || member === undefined) return KNOWN_LATER;
      if (later.has(`${logicalId}.${name}`)) return KNOWN_LATER;
      return resourceOf(state, stack, member)?.attributes[name];
    },
    importOf: (name) => exportOf(state, stack, name),
  };
};

/** The resources that the conditions let exist. */
export const presentResources = (
  desired: Desired,
  scope: Scope,
): Readonly<Record<string, CfnResource>> =>
  Object.fromEntries(
    Object.entries(desired.template.Resources).filter(
      ([, each]) => each.Condition === undefined || holds(each.Condition, scope),
    ),
  );

/** A member's properties with every intrinsic carried out. */
export const resolvedProperties = (member: CfnResource, scope: Scope): JsonObject =>
  resolveObject(member.Properties, scope);

const tagsIn = (value: Json | undefined): Readonly<Record<string, string>> => {
  if (Array.isArray(value)) {
    return Object.fromEntries(
      value.map((each: Json) => {
        const tag = each as JsonObject;
        return [jsonText(tag['Key']), jsonText(tag['Value'])];
      }),
    );
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, jsonText(each)]))
    : {};
};

/** Tags a resource ends up with: the stack's, its own, and CloudFormation's marks. */
export const tagsFor = (
  stack: Stack,
  desired: Desired,
  member: { readonly logicalId: string; readonly type: string; readonly properties: JsonObject },
): Readonly<Record<string, string>> => {
  const model = modelOf(member.type);
  if (model === undefined || model.tags === 'none') return {};
  const own = { ...desired.tags, ...tagsIn(member.properties[model.tagProperty ?? 'Tags']) };
  if (model.hasSystemTags === false) return own;
  return {
    ...own,
    'aws:cloudformation:logical-id': member.logicalId,
    'aws:cloudformation:stack-id': stack.id,
    'aws:cloudformation:stack-name': stack.name,
  };
};
