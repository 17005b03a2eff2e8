import type { ActionNeed } from '../plan/action-need.ts';
import type { PlannedChange } from '../plan/change.ts';
import type { DeployDraft } from '../plan/step.ts';
import type { AwsAccount } from '../task/account.ts';
import { Fault } from '../task/fault.ts';
import type { Json, JsonObject } from '../task/json.ts';
import { withBefore } from './before-values.ts';
import { isImported } from './import/imported.ts';
import { referencesOf, resolveProperties, type Known } from './resolve.ts';
import type { NeedInput } from './service.ts';
import { generatedName, mergeNeeds } from './type-table.ts';
import { typeTableOf } from './type-tables.ts';

/** What of a deploy step its needs are made of. */
export type NeededDraft = Pick<
  DeployDraft,
  'template' | 'leaving' | 'parameters' | 'tags' | 'region' | 'stackName' | 'stackId'
>;

/** What leaves the stack is told by the template as well: what it is tied to is asked about. */
const withLeaving = (draft: NeededDraft): NeededDraft => {
  const { leaving, template } = draft;
  if (leaving === undefined) return draft;
  return { ...draft, template: { ...template, Resources: { ...leaving, ...template.Resources } } };
};

/** A deploy step with the account it runs in. */
export interface NeedScope {
  readonly draft: NeededDraft;
  readonly account: AwsAccount;
  readonly changes: readonly PlannedChange[];
}

/** A literal that would widen an ARN, or break out of one. */
const UNSAFE = /[*?${}\s"'\\]/;

const nameIn = (scope: NeedScope, logicalId: string, known: Known): string | undefined => {
  const resource = scope.draft.template.Resources[logicalId];
  const property = typeTableOf(resource?.Type ?? '')?.nameProperty;
  const given = property === undefined ? undefined : resource?.Properties?.[property];
  if (given === undefined) return undefined;
  const resolved = resolveProperties({ name: given }, known)['name'];
  return typeof resolved === 'string' ? resolved : undefined;
};

/** What stands now and stays: of what is replaced, the new one is meant, whose id is not known. */
const standingId = (change: PlannedChange | undefined): string | undefined =>
  change?.action === 'replace' && !change.isConditional ? undefined : change?.physicalId;

/** `Arn` by the reviewed table of the type, a pattern where the name is generated. */
const attributesOf =
  (scope: NeedScope, known: Known): NonNullable<Known['attributeOf']> =>
  (logicalId, attribute) => {
    const { draft, account, changes } = scope;
    const resource = draft.template.Resources[logicalId];
    if (attribute !== 'Arn' || resource === undefined) return undefined;
    const physicalId = standingId(changes.find((change) => change.logicalId === logicalId));
    return typeTableOf(resource.Type)?.arnOf?.({
      type: resource.Type,
      logicalId,
      action: physicalId === undefined ? 'create' : 'import',
      properties: resolveProperties(resource.Properties ?? {}, known),
      changedProperties: [],
      ...(physicalId === undefined ? {} : { physicalId }),
      account,
      region: draft.region,
      stackName: draft.stackName,
    });
  };

const knownOf = (scope: NeedScope): Known => {
  const { draft, account, changes } = scope;
  const ids = new Map(changes.map((change) => [change.logicalId, standingId(change)]));
  const bare: Known = {
    template: draft.template,
    parameters: draft.parameters,
    accountId: account.id,
    region: draft.region,
    stackName: draft.stackName,
    refOf: () => undefined,
  };
  const refOf = (logicalId: string): string =>
    nameIn(scope, logicalId, bare) ??
    ids.get(logicalId) ??
    generatedName({ stackName: draft.stackName, logicalId });
  return { ...bare, refOf, attributeOf: attributesOf(scope, { ...bare, refOf }) };
};

/** Names written in the template, or resolved from it, may hold nothing that widens a pattern. */
const assertScoped = (scope: NeedScope, input: NeedInput): void => {
  const property = typeTableOf(input.type)?.nameProperty;
  const name: Json | undefined = property === undefined ? undefined : input.properties[property];
  if (name === undefined) return;
  if (typeof name === 'string' && !UNSAFE.test(name)) return;
  throw new Fault('broken-promise', `${scope.draft.stackName}: name of ${input.logicalId}`);
};

/** Stack tags reach every resource that takes tags, so they count as set. */
const withStackTags = (properties: JsonObject, tags: NeededDraft['tags']): JsonObject =>
  Object.keys(tags).length === 0 || properties['Tags'] !== undefined
    ? properties
    : { ...properties, Tags: [] };

/** With its first change what was imported gets the tags of the stack, which no import gives it. */
const changedIn = ({ draft }: NeedScope, change: PlannedChange): readonly string[] => {
  const paths = change.properties.map((property) => property.path);
  const isTagged =
    change.action === 'change' && isImported(draft.template.Resources[change.logicalId]);
  return isTagged && paths.length > 0 ? [...paths, '/Properties/Tags'] : paths;
};

const referredIn = (
  { draft }: NeedScope,
  own: JsonObject,
  known: Known,
): NonNullable<NeedInput['referred']> =>
  Object.fromEntries(
    referencesOf(own).map((logicalId) => [
      logicalId,
      resolveProperties(draft.template.Resources[logicalId]?.Properties ?? {}, known),
    ]),
  );

const inputOf = (scope: NeedScope, change: PlannedChange, known: Known): NeedInput => {
  const { draft, account } = scope;
  const own = draft.template.Resources[change.logicalId]?.Properties ?? {};
  const properties = resolveProperties(own, known);
  return {
    type: change.type,
    logicalId: change.logicalId,
    action: change.action,
    properties: change.action === 'delete' ? properties : withStackTags(properties, draft.tags),
    changedProperties: changedIn(scope, change),
    referred: referredIn(scope, own, known),
    ...(change.physicalId === undefined ? {} : { physicalId: change.physicalId }),
    account,
    region: draft.region,
    stackName: draft.stackName,
    tags: draft.tags,
    ...(draft.stackId === undefined ? {} : { stackId: draft.stackId }),
  };
};

const needsOfOne = (scope: NeedScope, input: NeedInput): readonly ActionNeed[] => {
  const table = typeTableOf(input.type);
  if (table === undefined) throw new Fault('broken-promise', `no reviewed table for ${input.type}`);
  assertScoped(scope, input);
  return table.needs(input);
};

const asRollback = (need: ActionNeed): ActionNeed =>
  need.purpose === 'read' ? need : { ...need, purpose: 'rollback' };

/** What CloudFormation only may replace, it may also change as it stands. */
const inputsOf = (scope: NeedScope, change: PlannedChange, known: Known): readonly NeedInput[] => {
  const input = inputOf(scope, change, known);
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
const readsOfReferences = (scope: NeedScope, known: Known): readonly ActionNeed[] => {
  const { template } = scope.draft;
  const changed = new Set(scope.changes.map((change) => change.logicalId));
  const named = scope.changes.flatMap((change) =>
    referencesOf(template.Resources[change.logicalId]?.Properties),
  );
  const rows = [...new Set(named)].filter((id) => !changed.has(id));
  const hidden = new Set(unscopedIn(scope.draft, scope.account).map((one) => one.logicalId));
  return rows.flatMap((logicalId) => {
    const type = template.Resources[logicalId]?.Type;
    if (type === undefined || hidden.has(logicalId)) return [];
    const change = { action: 'release', logicalId, type, properties: [] } as const;
    const rest = { ownerAgent: 'BillGates', losesData: false, isSensitive: false } as const;
    return needsOfOne(scope, inputOf(scope, { ...change, ...rest, isConditional: false }, known));
  });
};

/**
 * Everything the session of a deploy step may need: forward, what rolls it back, and reads. Each
 * change asks the reviewed table of its type. What CloudFormation itself needs to execute the
 * change set is not here: the compiler of the session adds it. Throws a Fault where a type has no
 * table or a name can not be known: both are refused while drafting.
 */
export const needsOfDeploy = (told: NeedScope): readonly ActionNeed[] => {
  const scope = { ...told, draft: withLeaving(told.draft) };
  const known = knownOf(scope);
  const own = scope.changes.flatMap((change) =>
    inputsOf(scope, change, known).flatMap((input) => [
      ...needsOfOne(scope, input),
      ...needsOfReturn(change, input),
    ]),
  );
  return mergeNeeds([...own, ...readsOfReferences(scope, known)]);
};

/** A resource whose permissions can not be bound to it, and what is missing for that. */
export interface Unscoped {
  readonly logicalId: string;
  readonly because: 'type' | 'name';
}

/** Logical ids whose type has no table, or whose name can not be known before it is made. */
export const unscopedIn = (draft: NeededDraft, account: AwsAccount): readonly Unscoped[] => {
  const known = knownOf({ draft, account, changes: [] });
  return Object.entries(draft.template.Resources).flatMap(([logicalId, resource]): Unscoped[] => {
    const table = typeTableOf(resource.Type);
    if (table === undefined) return [{ logicalId, because: 'type' }];
    const given = resource.Properties?.[table.nameProperty ?? ''];
    if (given === undefined) return [];
    const name = resolveProperties({ name: given }, known)['name'];
    const isScoped = typeof name === 'string' && !UNSAFE.test(name);
    return isScoped ? [] : [{ logicalId, because: 'name' }];
  });
};

/** The same needs as our own session makes them, for a call through Cloud Control. */
export const asDirect = (needs: readonly ActionNeed[]): readonly ActionNeed[] =>
  needs.map((need) => ({ ...need, via: 'direct' }));
