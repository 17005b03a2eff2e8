import type { AccountId, Region } from '../../task/ids.ts';
import { isJsonObject, type Json, type JsonObject } from '../../task/json.ts';

/** One difference as DescribeStackResourceDrifts tells it; structures are JSON in a text. */
export interface DifferenceSeen {
  readonly path: string;
  readonly expected: string;
  readonly actual: string;
  readonly type: string;
}

/** One resource as a detection found it. */
export interface ResourceSeen {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  /** JSON; empty where AWS does not tell it. */
  readonly expected: string;
  readonly actual: string;
  readonly differences: readonly DifferenceSeen[];
}

/** Where a stack is. */
export interface StackAt {
  readonly stackId: string;
  readonly stackName: string;
  readonly accountId: AccountId;
  readonly region: Region;
}

/** What was read of one stack: how its detection ended, or why there was none. */
export interface StackSeen extends StackAt {
  readonly detection:
    | { readonly status: string; readonly stackStatus: string; readonly reason: string }
    | { readonly because: string };
  readonly drifts: readonly ResourceSeen[];
  /** Everything that is in the stack, compared or not. */
  readonly members: readonly { readonly logicalId: string; readonly type: string }[];
}

/** A property that is otherwise than its stack says; a side that is not there is absent. */
export interface PropertyDrift {
  readonly path: string;
  /** Names beside the value, as in lists of names and values; absent where nobody could tell. */
  readonly names?: readonly string[];
  readonly expected?: Json;
  readonly actual?: Json;
}

/** A resource that somebody changed or deleted outside its stack. */
export interface DriftedResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: 'MODIFIED' | 'DELETED';
  readonly properties: readonly PropertyDrift[];
}

/** A resource of which nobody knows whether it has drifted. */
export interface UntoldResource {
  readonly logicalId: string;
  readonly type: string;
  readonly because: string;
}

/** A stack, judged. `because` says why a status is UNKNOWN. */
export interface JudgedStack extends StackAt {
  readonly status: 'IN_SYNC' | 'DRIFTED' | 'UNKNOWN';
  readonly resources: readonly DriftedResource[];
  readonly untold: readonly UntoldResource[];
  readonly because: string;
}

const parsed = (text: string): Json | undefined => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
};

/** Structures come as JSON; everything else is shown as the text that it is. */
const valueOf = (text: string): Json => (/^[[{]/.test(text) ? (parsed(text) ?? text) : text);

const namesAlong = (tree: Json | undefined, segments: readonly string[]): readonly string[] => {
  if (tree === undefined || typeof tree !== 'object' || tree === null) return [];
  const own = isJsonObject(tree) ? [tree['Name'], tree['Key']] : [];
  const names = own.filter((name) => typeof name === 'string');
  const [first, ...rest] = segments;
  if (first === undefined) return names;
  return [...names, ...namesAlong((tree as JsonObject)[first], rest)];
};

/**
 * The names in the objects that a path leads through. AWS tells a leaf by its place in a list,
 * which does not say that the value belongs to a password; where a list can not be looked at,
 * nothing is known of what stands in it.
 */
const namesOf = (seen: ResourceSeen, path: string): readonly string[] | undefined => {
  const segments = path.split('/').filter((one) => one !== '');
  const sides = [parsed(seen.expected), parsed(seen.actual)];
  const isKnown = sides.some((side) => isJsonObject(side ?? null));
  if (!isKnown && segments.some((one) => /^\d+$/.test(one))) return undefined;
  return [...new Set(sides.flatMap((side) => namesAlong(side, segments)))];
};

const propertyOf = (seen: ResourceSeen, difference: DifferenceSeen): PropertyDrift => {
  const { path, expected, actual, type } = difference;
  const names = namesOf(seen, path);
  return {
    path,
    ...(names === undefined ? {} : { names }),
    ...(type === 'ADD' ? {} : { expected: valueOf(expected) }),
    ...(type === 'REMOVE' ? {} : { actual: valueOf(actual) }),
  };
};

const driftedOf = (seen: ResourceSeen): readonly DriftedResource[] => {
  const { logicalId, physicalId, type, status } = seen;
  if (status !== 'MODIFIED' && status !== 'DELETED') return [];
  const properties = seen.differences.map((one) => propertyOf(seen, one));
  return [{ logicalId, physicalId, type, status, properties }];
};

const UNSUPPORTED = 'CloudFormation does not compare this type';
const TOLD = new Set(['IN_SYNC', 'MODIFIED', 'DELETED']);

/** Statuses that say that the type is the reason; any other means that the comparison failed. */
const UNCOMPARED = new Set(['NOT_CHECKED', 'UNSUPPORTED']);

/** Why a detection can not be relied on as a whole; empty where it came to its end. */
export const unendedOf = ({ detection }: StackSeen): string => {
  if ('because' in detection) return detection.because;
  const { status, reason } = detection;
  return status === 'DETECTION_COMPLETE' ? '' : reason || `the detection ended as ${status}`;
};

/** A type is the reason only where the detection came to its end without a word of it. */
const whyUntold = (found: ResourceSeen | undefined, unended: string): string => {
  if (found === undefined) return unended || UNSUPPORTED;
  if (UNCOMPARED.has(found.status)) return UNSUPPORTED;
  return found.reason || 'AWS could not read it';
};

const untoldOf = (seen: StackSeen): readonly UntoldResource[] =>
  seen.members.flatMap(({ logicalId, type }) => {
    const found = seen.drifts.find((one) => one.logicalId === logicalId);
    if (found !== undefined && TOLD.has(found.status)) return [];
    return [{ logicalId, type, because: whyUntold(found, unendedOf(seen)) }];
  });

const failed = ({ drifts }: StackSeen): ResourceSeen | undefined =>
  drifts.find(({ status }) => !TOLD.has(status) && !UNCOMPARED.has(status));

/** Why nobody may say that a stack is in sync; empty where somebody may. */
const doubtOf = (seen: StackSeen): string => {
  const { detection, drifts } = seen;
  const unended = unendedOf(seen);
  if (unended !== '' || 'because' in detection) return unended;
  const one = failed(seen);
  if (one !== undefined) return `${one.logicalId}: ${one.reason || 'AWS could not read it'}`;
  if (!drifts.some((each) => each.status === 'IN_SYNC')) return 'nothing in it was compared';
  const { stackStatus } = detection;
  return stackStatus === 'IN_SYNC' ? '' : `CloudFormation calls the stack ${stackStatus}`;
};

/**
 * Judges one stack from what was read of it. Drifted where one resource is; in sync only where
 * CloudFormation came to its end and compared something; anything else is unknown, with its reason.
 * Types that it does not compare are named and make no stack unknown: no look would ever tell more.
 */
export const judgeStack = (seen: StackSeen): JudgedStack => {
  const { stackId, stackName, accountId, region } = seen;
  const resources = seen.drifts.flatMap(driftedOf);
  const because = resources.length > 0 ? '' : doubtOf(seen);
  const told = because === '' ? 'IN_SYNC' : 'UNKNOWN';
  return {
    stackId,
    stackName,
    accountId,
    region,
    status: resources.length > 0 ? 'DRIFTED' : told,
    resources,
    untold: untoldOf(seen),
    because,
  };
};
