import { isJsonObject, type Json, type JsonObject } from '../task/json.ts';
import type { ChangeAction, PlannedChange, PropertyChange } from './change.ts';
import { valueOf } from './change-value.ts';
import { expiresSooner } from './data-expiry.ts';
import type { PlanKnowledge } from './drafted.ts';
import { isOnlyRecorded } from './only-recorded.ts';
import { isOfNames } from './sensitive.ts';
import type { ChangeSetChange } from './preview.ts';
import type { DeployDraft } from './step.ts';

type Known = Pick<PlanKnowledge, 'ownerOf' | 'isStateful' | 'sensitiveProperties'>;

/** Types whose every change is sensitive, creation included. Source: governance, section 1. */
const ALWAYS_SENSITIVE = /^AWS::(IAM|Organizations)::|^AWS::EC2::SecurityGroup/;

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** What AWS can not tell yet, and what nobody has heard of, may be the worst. */
const isUntold = (change: JsonObject): boolean =>
  !['Add', 'Remove', 'Import', 'Modify', 'SyncWithActual'].includes(text(change['Action']));

/** What its template retains stays where it is when it leaves the stack. */
const keeps = (change: JsonObject): boolean => text(change['PolicyAction']).startsWith('Retain');

const actionOf = (change: JsonObject): ChangeAction => {
  const action = text(change['Action']);
  if (action === 'Add') return 'create';
  if (action === 'Remove') return keeps(change) ? 'release' : 'delete';
  if (action === 'Import') return 'import';
  if (isUntold(change)) return 'replace';
  return ['True', 'Conditional'].includes(text(change['Replacement'])) ? 'replace' : 'change';
};

const RECREATION = new Set(['Never', 'Conditionally', 'Always']);

/** AWS leaves a value out where there is none, and where it does not show it: this tells which. */
const UNSET: Readonly<Record<string, PropertyChange['unset']>> = { Add: 'before', Remove: 'after' };

const unsetOf = (target: JsonObject, change: PropertyChange): Pick<PropertyChange, 'unset'> => {
  const unset = UNSET[text(target['AttributeChangeType'])];
  return unset === undefined || change[unset] !== undefined ? {} : { unset };
};

const propertyOf = (detail: Json): readonly PropertyChange[] => {
  const target = isJsonObject(detail) ? detail['Target'] : undefined;
  if (!isJsonObject(target)) return [];
  const path = text(target['Path']) || `/${text(target['Attribute'])}/${text(target['Name'])}`;
  const before = valueOf(target['BeforeValue']);
  const after = valueOf(target['AfterValue']);
  const recreation = text(target['RequiresRecreation']);
  const values = {
    path,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
  return [
    {
      ...values,
      ...unsetOf(target, values),
      ...(RECREATION.has(recreation)
        ? { recreation: recreation as 'Never' | 'Conditionally' | 'Always' }
        : {}),
    },
  ];
};

/** One row a property: CloudFormation repeats a detail for each cause. */
const distinct = (rows: readonly PropertyChange[]): readonly PropertyChange[] => [
  ...new Map(rows.map((row) => [row.path, row])).values(),
];

/** What decides whether a resource outlives its stack or its replacement. */
const KEEPING = ['DeletionPolicy', 'UpdateReplacePolicy'];

/** A change of such a policy, which AWS may tell by the scope of the change alone. */
const keepingOf = (change: JsonObject): readonly PropertyChange[] => {
  const scope = Array.isArray(change['Scope']) ? (change['Scope'] as readonly Json[]) : [];
  return KEEPING.filter((name) => scope.includes(name)).map((name) => ({ path: `/${name}` }));
};

const isKeeping = ({ path }: PropertyChange): boolean =>
  KEEPING.some((name) => path === `/${name}` || path.startsWith(`/${name}/`));

const touchesSensitive = (
  change: Pick<PlannedChange, 'action' | 'type' | 'properties'>,
  known: Known,
): boolean => {
  if (ALWAYS_SENSITIVE.test(change.type)) return true;
  if (change.action === 'create') return false;
  if (change.properties.some(isKeeping)) return true;
  const names = known.sensitiveProperties(change.type);
  if (names.includes('*')) return true;
  return change.properties.some((property) => isOfNames(property, names));
};

/** Reads one member of a change set. What it does not know of is undefined, never guessed. */
const parseChange = (raw: ChangeSetChange, known: Known): PlannedChange | undefined => {
  const change = isJsonObject(raw['ResourceChange']) ? raw['ResourceChange'] : undefined;
  if (change === undefined) return undefined;
  const type = text(change['ResourceType']);
  const action = actionOf(change);
  const details = Array.isArray(change['Details']) ? (change['Details'] as readonly Json[]) : [];
  const told = details.flatMap(propertyOf);
  const properties = distinct([...told, ...(told.some(isKeeping) ? [] : keepingOf(change))]);
  const isLost = action === 'delete' || action === 'replace';
  // Of what is made again, AWS tells the id that is gone.
  const physicalId = action === 'create' ? '' : text(change['PhysicalResourceId']);
  const isRecorded = isOnlyRecorded(change);
  return {
    action,
    logicalId: text(change['LogicalResourceId']),
    type,
    ...(physicalId === '' ? {} : { physicalId }),
    ownerAgent: known.ownerOf(type),
    properties,
    losesData:
      (isLost && !keeps(change) && !isRecorded && known.isStateful(type)) ||
      expiresSooner({ action, type, properties }),
    isSensitive: touchesSensitive({ action, type, properties }, known),
    isConditional: text(change['Replacement']) === 'Conditional' || isUntold(change),
    ...(isRecorded ? { isOnlyRecorded: true } : {}),
  };
};

/** What a change set does, resource by resource, in the order of AWS. */
export const changesOfPreview = (
  changes: readonly ChangeSetChange[],
  known: Known,
): readonly PlannedChange[] =>
  changes.map((raw) => parseChange(raw, known)).filter((change) => change !== undefined);

/** What a new stack creates, read from its template: for tiers without a change set. */
export const changesOfTemplate = (
  draft: Pick<DeployDraft, 'template'>,
  known: Known & Pick<PlanKnowledge, 'nameProperty'>,
): readonly PlannedChange[] =>
  Object.entries(draft.template.Resources).map(([logicalId, resource]) => {
    const name = resource.Properties?.[known.nameProperty(resource.Type) ?? ''];
    return {
      action: 'create',
      logicalId,
      type: resource.Type,
      ...(typeof name === 'string' ? { physicalId: name } : {}),
      ownerAgent: known.ownerOf(resource.Type),
      properties: [],
      losesData: false,
      isSensitive: ALWAYS_SENSITIVE.test(resource.Type),
      isConditional: false,
    };
  });
