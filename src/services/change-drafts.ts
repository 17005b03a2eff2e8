import { createHash } from 'node:crypto';
import { ownerOf } from '../agents/roster.ts';
import type { ActionNeed } from '../plan/action-need.ts';
import type { PlannedChange } from '../plan/change.ts';
import { expiresSooner } from '../plan/data-expiry.ts';
import { isOfNames } from '../plan/sensitive.ts';
import type { ChangeDraft, Inverse } from '../plan/step.ts';
import { canonicalJson, type JsonObject } from '../task/json.ts';
import { accepted, refused, type Decided } from '../task/refusal.ts';
import { asDirect } from './needs.ts';
import type { DraftContext, TypeTable } from './service.ts';
import { changedNames, patchOf } from './template-edit.ts';
import { mergeNeeds } from './type-table.ts';

/** One existing resource that no stack owns, as Cloud Control read it. */
export interface LooseResource {
  readonly table: TypeTable;
  readonly identifier: string;
  readonly properties: JsonObject;
}

/** sha256 of the canonical properties: what must still be true before the call. */
const propertiesHash = (properties: JsonObject): string =>
  createHash('sha256').update(canonicalJson(properties)).digest('hex');

const own = (action: string, purpose: ActionNeed['purpose']): ActionNeed => ({
  action,
  resources: ['*'],
  purpose,
  via: 'direct',
});

/** Cloud Control's own actions take no resource; the handlers' writes name it exactly. */
const needsOfChange = (
  context: DraftContext,
  loose: LooseResource,
  change: PlannedChange,
): readonly ActionNeed[] => {
  const verb = change.action === 'delete' ? 'DeleteResource' : 'UpdateResource';
  const handlers = loose.table.needs({
    type: loose.table.type,
    logicalId: change.logicalId,
    action: change.action,
    properties: loose.properties,
    changedProperties: change.properties.map((property) => property.path),
    physicalId: loose.identifier,
    account: context.account,
    region: context.region,
    stackName: context.stackName,
  });
  return mergeNeeds([
    own(`cloudformation:${verb}`, 'forward'),
    own('cloudformation:GetResource', 'read'),
    own('cloudformation:GetResourceRequestStatus', 'read'),
    ...asDirect(handlers),
  ]);
};

const plannedChange = (
  loose: LooseResource,
  action: 'change' | 'delete',
  after: JsonObject,
): PlannedChange => {
  const names = action === 'delete' ? [] : changedNames(loose.properties, after);
  const sensitive = loose.table.sensitiveProperties;
  const { type } = loose.table;
  const properties = names.map((name) => ({
    path: `/Properties/${name}`,
    ...(loose.properties[name] === undefined ? {} : { before: loose.properties[name] }),
    ...(after[name] === undefined ? {} : { after: after[name] }),
    recreation: 'Never' as const,
  }));
  const isLost = action === 'delete' && loose.table.isStateful;
  return {
    action,
    logicalId: loose.identifier,
    type,
    physicalId: loose.identifier,
    ownerAgent: ownerOf(type),
    properties,
    losesData: isLost || expiresSooner({ action, type, properties }),
    isSensitive:
      sensitive.includes('*') || properties.some((property) => isOfNames(property, sensitive)),
    isConditional: false,
  };
};

const draftOf = (
  context: DraftContext,
  loose: LooseResource,
  rest: Pick<ChangeDraft, 'action' | 'patch' | 'inverse' | 'summary'> & {
    readonly change: PlannedChange;
  },
): ChangeDraft => {
  const { change, ...words } = rest;
  const isLossy = rest.action === 'delete' || change.losesData;
  const plain = isLossy ? 'destructive' : 'non-destructive';
  return {
    kind: 'change',
    taskIds: [context.task.id],
    accountId: context.account.id,
    region: context.region,
    ownerAgent: context.task.assignedAgent,
    operationClass: change.isSensitive ? 'sensitive' : plain,
    needs: needsOfChange(context, loose, change),
    slowestMinutes: loose.table.slowestMinutes,
    typeName: loose.table.type,
    identifier: loose.identifier,
    propertiesHash: propertiesHash(loose.properties),
    changes: [change],
    ...words,
  };
};

/** An update through Cloud Control; undefined when nothing differs; create-only is refused. */
export const changeResource = (
  context: DraftContext,
  loose: LooseResource,
  after: JsonObject,
): Decided<ChangeDraft | undefined> => {
  const names = changedNames(loose.properties, after);
  if (names.length === 0) return accepted(undefined);
  const fixed = names.find((name) => loose.table.createOnly?.includes(name));
  if (fixed !== undefined)
    return refused({
      code: 'replaces-named-resource',
      because: `${fixed} of ${loose.identifier} can be set only at creation.`,
      next: 'Ask for a new resource under another name, move the data, then delete this one.',
    });
  return accepted(
    draftOf(context, loose, {
      action: 'update',
      patch: patchOf(loose.properties, after),
      change: plannedChange(loose, 'change', after),
      summary: `change ${names.join(', ')} of ${loose.identifier}`,
      inverse: {
        reversibility: 'reversible',
        summary: `set ${names.join(', ')} of ${loose.identifier} back to what was read in planning`,
      },
    }),
  );
};

/** A delete through Cloud Control. */
export const deleteResource = (
  context: DraftContext,
  loose: LooseResource,
  inverse: Inverse,
): ChangeDraft =>
  draftOf(context, loose, {
    action: 'delete',
    patch: [],
    change: plannedChange(loose, 'delete', {}),
    summary: `delete ${loose.identifier}`,
    inverse,
  });
