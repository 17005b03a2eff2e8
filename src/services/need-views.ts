import type { PlannedChange } from '../plan/change.ts';
import type { DeployDraft } from '../plan/step.ts';
import type { AwsAccount } from '../task/account.ts';
import type { Json } from '../task/json.ts';
import { resolveProperties, type Known } from './resolve.ts';
import { generatedName } from './type-table.ts';
import { typeTableOf } from './type-tables.ts';

/** What of a deploy step its needs are made of. */
export type NeededDraft = Pick<
  DeployDraft,
  'template' | 'leaving' | 'leavesFrom' | 'parameters' | 'tags' | 'region' | 'stackName' | 'stackId'
>;

/** A deploy step with the account it runs in. */
export interface NeedScope {
  readonly draft: NeededDraft;
  readonly account: AwsAccount;
  readonly changes: readonly PlannedChange[];
}

/**
 * A step as one template tells of it: the one that is sent, or the one that stands now, with the
 * parameters of each. What leaves is told by the latter alone, and was made with its values.
 */
export interface View extends NeedScope {
  /** Those of all changes that are of this template. */
  readonly own: readonly PlannedChange[];
  /** True for what stands now: there a reference means the id that is known. */
  readonly isPast: boolean;
}

/** The step as the template that is sent tells of it, and then as the one of what leaves does. */
export const viewsOf = (scope: NeedScope): readonly View[] => {
  const { leaving = {}, leavesFrom } = scope.draft;
  const leaves = ({ logicalId }: PlannedChange): boolean => Object.hasOwn(leaving, logicalId);
  const own = scope.changes.filter((change) => !leaves(change));
  const present: View = { ...scope, own, isPast: false };
  if (leavesFrom === undefined) return [present];
  const draft = { ...scope.draft, ...leavesFrom };
  return [present, { ...scope, draft, own: scope.changes.filter(leaves), isPast: true }];
};

/** A literal that would widen an ARN, or break out of one. */
const UNSAFE = /[*?${}\s"'\\]/;

/** True for a name that stands for itself in a pattern, and is known. */
export const isScopedName = (name: Json | undefined): name is string =>
  typeof name === 'string' && !UNSAFE.test(name);

const nameIn = (view: View, logicalId: string, known: Known): string | undefined => {
  const resource = view.draft.template.Resources[logicalId];
  const property = typeTableOf(resource?.Type ?? '')?.nameProperty;
  const given = property === undefined ? undefined : resource?.Properties?.[property];
  if (given === undefined) return undefined;
  const resolved = resolveProperties({ name: given }, known)['name'];
  return isScopedName(resolved) ? resolved : undefined;
};

/** What stands now and stays: of what is replaced, the new one is meant, whose id is not known. */
const standingId = (view: View, change: PlannedChange | undefined): string | undefined => {
  const isNew = change?.action === 'replace' && !change.isConditional && !view.isPast;
  return isNew ? undefined : change?.physicalId;
};

/** `Arn` by the reviewed table of the type, a pattern where the name is generated. */
const attributesOf =
  (view: View, known: Known): NonNullable<Known['attributeOf']> =>
  (logicalId, attribute) => {
    const { draft, account, changes } = view;
    const resource = draft.template.Resources[logicalId];
    if (attribute !== 'Arn' || resource === undefined) return undefined;
    const change = changes.find((one) => one.logicalId === logicalId);
    const physicalId = standingId(view, change);
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

/** What can be known of the template of a view before anything runs. */
export const knownOf = (view: View): Known => {
  const { draft, account, changes } = view;
  const ids = new Map(changes.map((change) => [change.logicalId, standingId(view, change)]));
  const bare: Known = {
    template: draft.template,
    parameters: draft.parameters,
    accountId: account.id,
    region: draft.region,
    stackName: draft.stackName,
    refOf: () => undefined,
  };
  const refOf = (logicalId: string): string => {
    const [id, name] = [ids.get(logicalId), nameIn(view, logicalId, bare)];
    const { stackName } = draft;
    return (view.isPast ? (id ?? name) : (name ?? id)) ?? generatedName({ stackName, logicalId });
  };
  return { ...bare, refOf, attributeOf: attributesOf(view, { ...bare, refOf }) };
};
