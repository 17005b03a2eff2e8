import type { ActionNeed } from '../plan/action-need.ts';
import type { PlannedChange } from '../plan/change.ts';
import type { AwsAccount } from '../task/account.ts';
import { Fault } from '../task/fault.ts';
import type { JsonObject } from '../task/json.ts';
import { withBefore } from './before-values.ts';
import { isImported } from './import/imported.ts';
import {
  isScopedName,
  knownOf,
  viewsOf,
  type NeededDraft,
  type NeedScope,
  type View,
} from './need-views.ts';
import { referencesOf, resolveProperties, type Known } from './resolve.ts';
import type { NeedInput } from './service.ts';
import { mergeNeeds } from './type-table.ts';
import { typeTableOf } from './type-tables.ts';

/** True for what stands and goes: its id binds its rights, whatever it was called by. */
const isKnownById = ({ action, physicalId }: Pick<NeedInput, 'action' | 'physicalId'>): boolean =>
  (action === 'delete' || action === 'release') && physicalId !== undefined;

/** Names written in the template, or resolved from it, may hold nothing that widens a pattern. */
const scopedInput = (view: View, input: NeedInput): NeedInput => {
  const property = typeTableOf(input.type)?.nameProperty;
  if (property === undefined) return input;
  const { [property]: name, ...others } = input.properties;
  if (name === undefined || isScopedName(name)) return input;
  if (isKnownById(input)) return { ...input, properties: others };
  throw new Fault('broken-promise', `${view.draft.stackName}: name of ${input.logicalId}`);
};

/** Stack tags reach every resource that takes tags, so they count as set. */
const withStackTags = (properties: JsonObject, tags: NeededDraft['tags']): JsonObject =>
  Object.keys(tags).length === 0 || properties['Tags'] !== undefined
    ? properties
    : { ...properties, Tags: [] };

/** With its first change what was imported gets the tags of the stack, which no import gives it. */
const changedIn = ({ draft }: View, change: PlannedChange): readonly string[] => {
  const paths = change.properties.map((property) => property.path);
  const isTagged =
    change.action === 'change' && isImported(draft.template.Resources[change.logicalId]);
  return isTagged && paths.length > 0 ? [...paths, '/Properties/Tags'] : paths;
};

const referredIn = (
  { draft }: View,
  own: JsonObject,
  known: Known,
): NonNullable<NeedInput['referred']> =>
  Object.fromEntries(
    referencesOf(own).map((logicalId) => [
      logicalId,
      resolveProperties(draft.template.Resources[logicalId]?.Properties ?? {}, known),
    ]),
  );

const inputOf = (view: View, change: PlannedChange, known: Known): NeedInput => {
  const { draft, account } = view;
  const own = draft.template.Resources[change.logicalId]?.Properties ?? {};
  const properties = resolveProperties(own, known);
  return {
    type: change.type,
    logicalId: change.logicalId,
    action: change.action,
    properties: change.action === 'delete' ? properties : withStackTags(properties, draft.tags),
    changedProperties: changedIn(view, change),
    referred: referredIn(view, own, known),
    ...(change.physicalId === undefined ? {} : { physicalId: change.physicalId }),
    account,
    region: draft.region,
    stackName: draft.stackName,
    tags: draft.tags,
    ...(draft.stackId === undefined ? {} : { stackId: draft.stackId }),
  };
};

const needsOfOne = (view: View, input: NeedInput): readonly ActionNeed[] => {
  const table = typeTableOf(input.type);
  if (table === undefined) throw new Fault('broken-promise', `no reviewed table for ${input.type}`);
  return table.needs(scopedInput(view, input));
};

const asRollback = (need: ActionNeed): ActionNeed =>
  need.purpose === 'read' ? need : { ...need, purpose: 'rollback' };

/** What CloudFormation only may replace, it may also change as it stands. */
const inputsOf = (view: View, change: PlannedChange, known: Known): readonly NeedInput[] => {
  const input = inputOf(view, change, known);
  const isEither = change.action === 'replace' && change.isConditional;
  return isEither ? [input, { ...input, action: 'change' }] : [input];
};

/** Rolling an update back sets what was there before: another role, another object of code. */
const needsOfReturn = (change: PlannedChange, input: NeedInput): readonly ActionNeed[] => {
  if (input.action !== 'change') return [];
  const before = withBefore(input.properties, change.properties);
  const needs = typeTableOf(input.type)?.needs({ ...input, properties: before }) ?? [];
  return needs.map(asRollback);
};

/** CloudFormation reads what Ref and GetAtt touch, changed or not. */
const readsOfReferences = (view: View, known: Known): readonly ActionNeed[] => {
  const { template } = view.draft;
  const changed = new Set(view.changes.map((change) => change.logicalId));
  const named = view.own.flatMap((change) =>
    referencesOf(template.Resources[change.logicalId]?.Properties),
  );
  const rows = [...new Set(named)].filter((id) => !changed.has(id));
  const hidden = new Set(unscopedOf(view).map((one) => one.logicalId));
  return rows.flatMap((logicalId) => {
    const type = template.Resources[logicalId]?.Type;
    if (type === undefined || hidden.has(logicalId)) return [];
    const change = { action: 'release', logicalId, type, properties: [] } as const;
    const rest = { ownerAgent: 'BillGates', losesData: false, isSensitive: false } as const;
    return needsOfOne(view, inputOf(view, { ...change, ...rest, isConditional: false }, known));
  });
};

const needsOfView = (view: View): readonly ActionNeed[] => {
  const known = knownOf(view);
  const own = view.own.flatMap((change) =>
    inputsOf(view, change, known).flatMap((input) => [
      ...needsOfOne(view, input),
      ...needsOfReturn(change, input),
    ]),
  );
  return [...own, ...readsOfReferences(view, known)];
};

/**
 * Everything the session of a deploy step may need: forward, what rolls it back, and reads. Each
 * change asks the reviewed table of its type; what leaves the stack is told by the template and the
 * parameters that it stands with. What CloudFormation itself needs to execute the change set is not
 * here: the compiler of the session adds it. Throws a Fault where a type has no table or a name can
 * not be known: both are refused while drafting.
 */
export const needsOfDeploy = (scope: NeedScope): readonly ActionNeed[] =>
  mergeNeeds(viewsOf(scope).flatMap(needsOfView));

/** A resource whose permissions can not be bound to it, and what is missing for that. */
export interface Unscoped {
  readonly logicalId: string;
  readonly because: 'type' | 'name';
}

const unscopedOf = (view: View): readonly Unscoped[] => {
  const known = knownOf({ ...view, changes: [] });
  return Object.entries(view.draft.template.Resources).flatMap(([logicalId, one]): Unscoped[] => {
    const table = typeTableOf(one.Type);
    if (table === undefined) return [{ logicalId, because: 'type' }];
    const given = one.Properties?.[table.nameProperty ?? ''];
    if (given === undefined) return [];
    const name = resolveProperties({ name: given }, known)['name'];
    return isScopedName(name) ? [] : [{ logicalId, because: 'name' }];
  });
};

/** Logical ids whose type has no table, or whose name can not be known before it is made. */
export const unscopedIn = (draft: NeededDraft, account: AwsAccount): readonly Unscoped[] =>
  unscopedOf({ draft, account, changes: [], own: [], isPast: false });

/** The changes whose rights can be bound: by a name that is known, or the id of what goes. */
export const scopedChanges = (scope: NeedScope): readonly PlannedChange[] => {
  const scoped = viewsOf(scope).flatMap((view) => {
    const hidden = new Set(unscopedOf(view).map((one) => one.logicalId));
    return view.own.filter((change) => isKnownById(change) || !hidden.has(change.logicalId));
  });
  const all = new Set(scoped.filter(({ type }) => typeTableOf(type) !== undefined));
  return scope.changes.filter((change) => all.has(change));
};

/** The same needs as our own session makes them, for a call through Cloud Control. */
export const asDirect = (needs: readonly ActionNeed[]): readonly ActionNeed[] =>
  needs.map((need) => ({ ...need, via: 'direct' }));
