import { isJsonObject, type Json, type JsonObject } from '../task/json.ts';
import { valueOf } from './change-value.ts';
import type { StackPreview } from './preview.ts';

/** The mode in which a change set compares with what is there. */
export const DRIFT_AWARE = 'REVERT_DRIFT';

/** One property that somebody changed outside the stack; `undefined` where AWS shows no value. */
export interface DriftedProperty {
  readonly path: string;
  /** What is there. */
  readonly actual?: Json;
  /** What the stack last deployed. */
  readonly deployed?: Json;
  /** What will be there. */
  readonly after?: Json;
}

/** One resource of the change set that is otherwise than its stack left it. */
export interface ResourceDrift {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId?: string;
  readonly status: 'MODIFIED' | 'DELETED';
  readonly properties: readonly DriftedProperty[];
}

/** Drift of a stack that is updated. `UNKNOWN` where nobody compared, or not everything. */
export interface StackDrift {
  readonly status: 'IN_SYNC' | 'DRIFTED' | 'UNKNOWN';
  readonly resources: readonly ResourceDrift[];
  /** Resources, and properties as `Resource.Property`, that AWS did not compare. */
  readonly unknown: readonly string[];
}

const STACK_STATUSES = new Set(['DRIFTED', 'IN_SYNC', 'NOT_CHECKED', 'UNKNOWN']);
const UNTOLD = new Set(['NOT_CHECKED', 'UNKNOWN', 'UNSUPPORTED']);
const RESOURCE_STATUSES = new Set(['DELETED', 'IN_SYNC', 'MODIFIED', ...UNTOLD]);

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

const listOf = (value: Json | undefined): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isJsonObject) : [];

const resourcesOf = ({ changes }: Pick<StackPreview, 'changes'>): readonly JsonObject[] =>
  changes.map((change) => change['ResourceChange']).filter(isJsonObject);

const statusOf = (resource: JsonObject): string => text(resource['ResourceDriftStatus']);

/** Statuses of drift that nobody here has heard of: what they mean is not guessed. */
export const strangeDrift = (preview: StackPreview): readonly string[] => {
  const { driftStatus } = preview;
  const stack = driftStatus === undefined || STACK_STATUSES.has(driftStatus) ? [] : [driftStatus];
  const members = resourcesOf(preview)
    .map(statusOf)
    .filter((status) => status !== '' && !RESOURCE_STATUSES.has(status));
  return [...stack, ...members];
};

const some = (name: keyof DriftedProperty, value: Json | undefined): JsonObject =>
  value === undefined ? {} : { [name]: value };

const propertyOf = (detail: JsonObject): readonly DriftedProperty[] => {
  const target = detail['Target'];
  const drift = isJsonObject(target) ? target['Drift'] : undefined;
  if (!isJsonObject(target) || !isJsonObject(drift)) return [];
  const path = text(target['Path']) || `/${text(target['Attribute'])}/${text(target['Name'])}`;
  return [
    {
      path,
      ...some('actual', valueOf(drift['ActualValue'])),
      ...some('deployed', valueOf(drift['PreviousValue'])),
      ...some('after', valueOf(target['AfterValue'])),
    },
  ];
};

const resourceDrift = (resource: JsonObject): readonly ResourceDrift[] => {
  const status = statusOf(resource);
  if (status !== 'MODIFIED' && status !== 'DELETED') return [];
  const physicalId = text(resource['PhysicalResourceId']);
  const rows = listOf(resource['Details']).flatMap(propertyOf);
  return [
    {
      logicalId: text(resource['LogicalResourceId']),
      type: text(resource['ResourceType']),
      ...(physicalId === '' ? {} : { physicalId }),
      status,
      properties: [...new Map(rows.map((row) => [row.path, row])).values()],
    },
  ];
};

const dotted = (path: string): string =>
  path.replace(/^\/?(?:Properties\/)?/, '').replaceAll('/', '.');

/** A whole resource, or the properties that AWS left out: write-only, managed or secret ones. */
const unknownOf = (resource: JsonObject): readonly string[] => {
  const name = text(resource['LogicalResourceId']);
  if (UNTOLD.has(statusOf(resource))) return [name];
  const ignored = listOf(resource['ResourceDriftIgnoredAttributes']);
  return ignored.map((one) => `${name}.${dotted(text(one['Path']))}`);
};

/** True where the change set was made by comparing with what is there. */
const isCompared = ({ deploymentMode }: StackPreview): boolean => deploymentMode === DRIFT_AWARE;

/** What an existing resource's change tells nothing of was not looked at either. */
const isSilent = (resource: JsonObject): boolean =>
  text(resource['Action']) !== 'Add' && statusOf(resource) === '';

const statusFor = (
  preview: StackPreview,
  resources: readonly JsonObject[],
): StackDrift['status'] => {
  const statuses = new Set(resources.map(statusOf));
  if (preview.driftStatus === 'DRIFTED') return 'DRIFTED';
  if (statuses.has('MODIFIED') || statuses.has('DELETED')) return 'DRIFTED';
  const isWhole =
    isCompared(preview) &&
    preview.driftStatus === 'IN_SYNC' &&
    !resources.some((one) => isSilent(one) || UNTOLD.has(statusOf(one)));
  return isWhole ? 'IN_SYNC' : 'UNKNOWN';
};

/**
 * The drift that an update meets, as its change set tells it; undefined for a new stack, which can
 * not have drifted, and for an import, which compares nothing. Pure. It promises nothing of
 * resources that the change set does not touch.
 */
export const driftOf = (preview: StackPreview): StackDrift | undefined => {
  if (preview.changeSetType !== 'UPDATE') return undefined;
  const resources = resourcesOf(preview);
  return {
    status: statusFor(preview, resources),
    resources: resources.flatMap(resourceDrift),
    unknown: resources.flatMap(unknownOf),
  };
};
