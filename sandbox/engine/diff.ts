import type { Json, JsonObject } from '../../src/task/json.ts';
import type { WorldState } from '../state.ts';
import { detailsOf, sides, type Comparison } from './diff-details.ts';
import { driftOf, type MemberDrift } from './drift.ts';
import { jsonText } from './json-text.ts';
import { creationOrder } from './order.ts';
import { presentResources, resolvedProperties, scopeOf } from './scope.ts';
import type { Desired, Stack, StackResource } from './stack.ts';
import type { CfnResource } from './template-text.ts';

const contextText = (properties: JsonObject, metadata: Json): string =>
  JSON.stringify({
    Properties: properties,
    ...(metadata === null ? {} : { Metadata: metadata }),
  });

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

const targetOf = (detail: JsonObject): JsonObject => detail['Target'] as JsonObject;

/** Attributes that a change in place changes as well, by type. */
const MOVING: Readonly<Record<string, readonly string[]>> = {
  'AWS::EC2::LaunchTemplate': ['LatestVersionNumber'],
};

/** What will have another value: all of what is replaced, of the rest what moves with a change. */
const noteLater = (
  { later }: Comparison,
  member: StackResource,
  found: { readonly replacement: string; readonly details: readonly JsonObject[] },
): void => {
  if (found.replacement !== 'False') later.add(member.logicalId);
  if (found.details.every((detail) => targetOf(detail)['Name'] === undefined)) return;
  for (const name of MOVING[member.type] ?? []) later.add(`${member.logicalId}.${name}`);
};

/** In the plain mode nobody looks, and nothing is told. */
const driftIn = (
  { state, stack, revertsDrift }: Comparison,
  member: StackResource,
): MemberDrift | undefined => (revertsDrift ? driftOf(state, stack, member) : undefined);

const statusOf = (drift: MemberDrift | undefined): JsonObject =>
  drift === undefined ? {} : { ResourceDriftStatus: drift.status };

const isSync = (details: readonly JsonObject[]): boolean =>
  details.every((detail) => targetOf(detail)['AttributeChangeType'] === 'SyncWithActual');

const modification = (
  comparison: Comparison,
  member: StackResource,
  declared: CfnResource,
): JsonObject | undefined => {
  const compared = sides(comparison, member, declared);
  const drift = driftIn(comparison, member);
  const details = detailsOf(comparison, declared, { ...compared, drift });
  const outer = outerScope(member, declared);
  if (details.length === 0 && outer.length === 0) return undefined;
  const replacement = replacementOf(details);
  noteLater(comparison, member, { replacement, details });
  const inner = details.map((detail) => jsonText(targetOf(detail)['Attribute']));
  return change({
    ...(replacement === 'True' ? { PolicyAction: 'ReplaceAndDelete' } : {}),
    Action: outer.length === 0 && isSync(details) ? 'SyncWithActual' : 'Modify',
    LogicalResourceId: member.logicalId,
    PhysicalResourceId: member.physicalId,
    ResourceType: member.type,
    Replacement: replacement,
    Scope: [...new Set([...inner, ...outer])],
    ...statusOf(drift),
    Details: details,
    BeforeContext: contextText(compared.before.properties, member.metadata),
    AfterContext: contextText(compared.after.properties, declared.Metadata),
  });
};

/** What somebody deleted is made again by its template, under the same name. */
const restoration = (
  comparison: Comparison,
  member: StackResource,
  declared: CfnResource,
): JsonObject => {
  const added = addition(comparison, member.logicalId, declared)['ResourceChange'] as JsonObject;
  return change({
    ...added,
    PhysicalResourceId: member.physicalId,
    ResourceDriftStatus: 'DELETED',
  });
};

const comparisonOf = (
  comparison: Comparison,
  member: StackResource,
  declared: CfnResource,
): JsonObject | undefined =>
  driftIn(comparison, member)?.status === 'DELETED'
    ? restoration(comparison, member, declared)
    : modification(comparison, member, declared);

const removal = (comparison: Comparison, member: StackResource): JsonObject =>
  change({
    PolicyAction: member.deletionPolicy.startsWith('Retain') ? 'Retain' : 'Delete',
    Action: 'Remove',
    LogicalResourceId: member.logicalId,
    PhysicalResourceId: member.physicalId,
    ResourceType: member.type,
    ...statusOf(driftIn(comparison, member)),
    Scope: [],
    Details: [],
    BeforeContext: contextText(member.properties, member.metadata),
  });

/**
 * The changes a stack would see, values included, ordered by logical id as AWS lists them. In the
 * drift-aware mode what is there is compared, and what somebody changed is told.
 */
export const changesOf = (
  state: WorldState,
  stack: Stack,
  wanted: { readonly desired: Desired; readonly revertsDrift: boolean },
): readonly JsonObject[] => {
  const { desired } = wanted;
  const comparison: Comparison = { state, stack, ...wanted, later: new Set() };
  const scope = scopeOf(state, stack, { desired, later: comparison.later });
  const present = presentResources(desired, scope);
  const brought = creationOrder(present).flatMap((logicalId) => {
    const declared = present[logicalId];
    const member = stack.resources.get(logicalId);
    if (declared === undefined) return [];
    if (member === undefined) return [addition(comparison, logicalId, declared)];
    const modified = comparisonOf(comparison, member, declared);
    return modified === undefined ? [] : [modified];
  });
  const removed = [...stack.resources.values()]
    .filter((member) => present[member.logicalId] === undefined)
    .map((member) => removal(comparison, member));
  const nameOf = (each: JsonObject): string =>
    jsonText((each['ResourceChange'] as JsonObject)['LogicalResourceId']);
  return [...brought, ...removed].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
};
