import type { ActionNeed, Conditions, NeedPurpose } from '../plan/action-need.ts';
import type { Json } from '../task/json.ts';
import type { NeedInput, TypeTable } from './service.ts';

/** One action of a row; a bare string means: on the resource itself, without conditions. */
export type Act =
  | string
  | {
      readonly action: string;
      readonly resources?: (input: NeedInput) => readonly string[];
      readonly conditions?: (input: NeedInput) => Conditions;
      /** Left out when it says no; sees the resolved properties. */
      readonly when?: (input: NeedInput) => boolean;
    };

/** What a property needs: `set` when it is given, and `unset` too when an update changes it. */
export interface PropertyActs {
  readonly set: readonly Act[];
  readonly unset?: readonly Act[];
}

/**
 * The reviewed permissions of one type as data. Provider schemas are documentation, not truth, so
 * each row is the schema cut with IAM's own list of actions and then corrected by hand.
 */
export interface TypeRow extends Omit<TypeTable, 'needs' | 'arnOf'> {
  /** The ARNs (or patterns) of the resource, from its names; see `namesOf`. */
  readonly arns: (input: NeedInput) => readonly string[];
  readonly create: readonly Act[];
  /** Also what rolls a create back. */
  readonly remove: readonly Act[];
  readonly read: readonly Act[];
  /** By top-level property. Properties that are not named need nothing beyond `create`. */
  readonly properties: Readonly<Record<string, PropertyActs>>;
  /** For an update whatever changes. */
  readonly change?: readonly Act[];
}

/** `BucketName` of `/Properties/BucketName/0`, `Properties.BucketName` or `BucketName.Sub`. */
export const topProperty = (path: string): string =>
  path
    .replace(/^\/?Properties[./]/, '')
    .replace(/^\//, '')
    .split(/[./[]/)[0] ?? '';

/** The start of a name that CloudFormation generates; long parts are cut as it cuts them. */
export const generatedName = (input: Pick<NeedInput, 'stackName' | 'logicalId'>): string => {
  const fits = input.stackName.length + input.logicalId.length <= 48;
  return fits ? `${input.stackName}-${input.logicalId}-*` : `${input.stackName.slice(0, 20)}*`;
};

const isCreating = (input: NeedInput): boolean =>
  input.action === 'create' || input.action === 'replace';

/** Names the step may touch: the present one, and what a create will be called. */
export const namesOf = (input: NeedInput, property: string): readonly string[] => {
  const explicit = input.properties[property];
  const next = typeof explicit === 'string' ? explicit : generatedName(input);
  const present = input.physicalId === undefined ? [] : [input.physicalId];
  return isCreating(input) || present.length === 0 ? [...new Set([...present, next])] : present;
};

const needOf = (
  act: Act,
  given: { readonly row: TypeRow; readonly input: NeedInput; readonly purpose: NeedPurpose },
): readonly ActionNeed[] => {
  const base = { purpose: given.purpose, via: 'cloudformation' } as const;
  const own = given.row.arns(given.input);
  if (typeof act === 'string') return [{ action: act, resources: own, ...base }];
  if (act.when !== undefined && !act.when(given.input)) return [];
  const conditions = act.conditions?.(given.input);
  const resources = act.resources?.(given.input) ?? own;
  return [
    { action: act.action, resources, ...(conditions === undefined ? {} : { conditions }), ...base },
  ];
};

const isSet = (value: Json | undefined): boolean => value !== undefined && value !== null;

/** Properties the table looks at: changed ones for an update, all set ones otherwise. */
const touched = (input: NeedInput): readonly string[] => {
  const set = Object.keys(input.properties).filter((name) => isSet(input.properties[name]));
  if (input.action !== 'change' || input.changedProperties.length === 0) return set;
  return [...new Set(input.changedProperties.map(topProperty))];
};

const setActs = (row: TypeRow, input: NeedInput): readonly Act[] =>
  touched(input).flatMap((name) => row.properties[name]?.set ?? []);

const unsetActs = (row: TypeRow, input: NeedInput): readonly Act[] =>
  touched(input).flatMap((name) => row.properties[name]?.unset ?? []);

/** Names that another one covers, by a star at its end, say nothing more. */
const withoutCovered = (resources: readonly string[]): readonly string[] => {
  const stems = resources.filter((one) => one.endsWith('*')).map((one) => one.slice(0, -1));
  return resources.filter(
    (one) => !stems.some((stem) => one !== `${stem}*` && one.startsWith(stem)),
  );
};

/** A replacement makes a resource as if there were none, and then deletes the one there is. */
const needsOfReplacement = (row: TypeRow, input: NeedInput): readonly ActionNeed[] => {
  const { physicalId: _, ...unborn } = input;
  return mergeNeeds([
    ...needsOfRow(row, { ...unborn, action: 'create' }),
    ...needsOfRow(row, { ...input, action: 'delete' }),
  ]).map((need) => ({ ...need, resources: withoutCovered(need.resources) }));
};

/** An import runs the update handler for CloudFormation's own tags, and for nothing else. */
const needsOfRow = (row: TypeRow, input: NeedInput): readonly ActionNeed[] => {
  const as = (purpose: NeedPurpose, acts: readonly Act[]): readonly ActionNeed[] =>
    acts.flatMap((act) => needOf(act, { row, input, purpose }));
  const reads = as('read', row.read);
  if (input.action === 'delete') return [...as('forward', row.remove), ...reads];
  if (input.action === 'release') return reads;
  if (input.action === 'import')
    return [...as('forward', row.properties['Tags']?.set ?? []), ...reads];
  if (input.action === 'change') {
    const acts = [...(row.change ?? []), ...setActs(row, input), ...unsetActs(row, input)];
    return [...as('forward', acts), ...reads];
  }
  if (input.action === 'replace') return needsOfReplacement(row, input);
  const forward = as('forward', [...row.create, ...setActs(row, input)]);
  return [...forward, ...as('rollback', row.remove), ...reads];
};

/** Makes the table of a type from its reviewed row. */
export const tableOf = (row: TypeRow): TypeTable => ({
  type: row.type,
  slowestMinutes: row.slowestMinutes,
  isStateful: row.isStateful,
  ...(row.nameProperty === undefined ? {} : { nameProperty: row.nameProperty }),
  ...(row.createOnly === undefined ? {} : { createOnly: row.createOnly }),
  ...(row.changesOnly === undefined ? {} : { changesOnly: row.changesOnly }),
  sensitiveProperties: row.sensitiveProperties,
  tabledProperties: Object.keys(row.properties),
  needs: (input) => mergeNeeds(needsOfRow(row, input)),
  arnOf: (input) => row.arns(input)[0],
});

const PURPOSES: readonly NeedPurpose[] = ['forward', 'rollback', 'read'];

const keyOf = (need: ActionNeed): string =>
  JSON.stringify([need.action, need.via, need.conditions ?? null]);

const merge = (a: ActionNeed, b: ActionNeed): ActionNeed => ({
  ...a,
  resources: [...new Set([...a.resources, ...b.resources])].sort(),
  purpose: PURPOSES.find((purpose) => purpose === a.purpose || purpose === b.purpose) ?? a.purpose,
});

/** One need for each action and condition, resources joined; the strongest purpose stays. */
export const mergeNeeds = (needs: readonly ActionNeed[]): readonly ActionNeed[] => {
  const merged = new Map<string, ActionNeed>();
  for (const need of needs) {
    const found = merged.get(keyOf(need));
    merged.set(keyOf(need), merge(found ?? need, need));
  }
  return [...merged.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, need]) => need);
};
