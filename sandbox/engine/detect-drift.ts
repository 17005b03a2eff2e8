import { isJsonObject, type Json, type JsonObject } from '../../src/task/json.ts';
import type { Caller } from '../iam/authorize.ts';
import { modelOf } from '../resources/registry.ts';
import type { WorldState } from '../state.ts';
import { driftOf, isSame, standingOf, type Difference } from './drift.ts';
import { readResource } from './handlers.ts';
import { resourceOf } from './scope.ts';
import type { DriftDetection, FoundDrift, PropertyDifference, Stack } from './stack.ts';
import type { StackResource } from './stack.ts';
import type { Steps } from './timeline.ts';

/** One detection: on which stack, and with whose rights every member is read. */
export interface DetectionWork {
  readonly state: WorldState;
  readonly stack: Stack;
  readonly caller: Caller;
}

const SECONDS_A_MEMBER = 2;

/** True for a type that drift detection does not support: such a member stays unchecked. */
export const isUnsupported = (state: WorldState, type: string): boolean =>
  modelOf(type) === undefined || state.spec.driftUnsupported?.includes(type) === true;

const leaf = (path: string, expected?: Json, actual?: Json): PropertyDifference => ({
  path,
  type: actual === undefined ? 'REMOVE' : expected === undefined ? 'ADD' : 'NOT_EQUAL',
  ...(expected === undefined ? {} : { expected }),
  ...(actual === undefined ? {} : { actual }),
});

/** Differences as AWS writes them: of each value, and of each member of a list. */
const leavesOf = (path: string, expected?: Json, actual?: Json): readonly PropertyDifference[] => {
  if (isSame(expected, actual)) return [];
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const most = Math.max(expected.length, actual.length);
    return Array.from({ length: most }, (_, at) => at).flatMap((at) =>
      leavesOf(`${path}/${at}`, expected[at], actual[at]),
    );
  }
  if (!isJsonObject(expected ?? null) || !isJsonObject(actual ?? null)) {
    return [leaf(path, expected, actual)];
  }
  const [was, is] = [expected as JsonObject, actual as JsonObject];
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].flatMap((key) =>
    leavesOf(`${path}/${key}`, was[key], is[key]),
  );
};

/** Tags are told as the list that a template holds. */
const tagsOf = (value: Json | undefined): Json =>
  Object.entries((value ?? {}) as JsonObject).map(([Key, Value]) => ({ Key, Value }));

const differencesOf = ({ name, previous, actual }: Difference): readonly PropertyDifference[] =>
  name === 'Tags'
    ? leavesOf('/Tags', tagsOf(previous), tagsOf(actual))
    : leavesOf(`/${name}`, previous, actual);

/** Why a member could not be read: every handler reads with the rights of who asked. */
const denial = async (work: DetectionWork, member: StackResource): Promise<string> => {
  const model = modelOf(member.type);
  if (model === undefined || resourceOf(work.state, work.stack, member) === undefined) return '';
  const { accountId } = work.stack;
  const context = { ...work, model, accountId, logicalId: member.logicalId };
  const read = await readResource(context, member.physicalId);
  return read.ok ? '' : read.problem.message;
};

const compare = async (work: DetectionWork, member: StackResource): Promise<FoundDrift> => {
  const { state, stack } = work;
  const { logicalId, physicalId, type } = member;
  const base = { logicalId, physicalId, type, at: state.now, reason: '', differences: [] };
  if (isUnsupported(state, type)) return { ...base, status: 'NOT_CHECKED' };
  const reason = await denial(work, member);
  if (reason !== '') return { ...base, status: 'UNKNOWN', reason };
  const { status, differences } = driftOf(state, stack, member);
  if (status === 'UNKNOWN') return { ...base, status, reason: `${type} can not be compared` };
  if (status === 'DELETED') return { ...base, status };
  const actual = standingOf(state, stack, member)?.properties;
  return {
    ...base,
    status,
    expected: member.properties,
    ...(actual === undefined ? {} : { actual }),
    differences: differences.flatMap(differencesOf),
  };
};

const isDrifted = ({ status }: FoundDrift): boolean =>
  status === 'MODIFIED' || status === 'DELETED';

const stackStatus = (found: readonly FoundDrift[]): string => {
  if (found.some(isDrifted)) return 'DRIFTED';
  return found.some(({ status }) => status === 'UNKNOWN') ? 'UNKNOWN' : 'IN_SYNC';
};

/** Compares member after member, in virtual time; each is read with the caller's rights. */
export async function* detectDrift(work: DetectionWork, detection: DriftDetection): Steps {
  const { stack, state } = work;
  const found: FoundDrift[] = [];
  for (const member of stack.resources.values()) {
    yield SECONDS_A_MEMBER;
    found.push(await compare(work, member));
  }
  const denied = found.find(({ reason }) => reason !== '');
  detection.status = denied === undefined ? 'DETECTION_COMPLETE' : 'DETECTION_FAILED';
  detection.reason =
    denied === undefined ? '' : `Failed to detect drift on [${denied.logicalId}]: ${denied.reason}`;
  detection.stackStatus = stackStatus(found);
  detection.driftedCount = found.filter(isDrifted).length;
  stack.drifts = found;
  stack.drift = { status: detection.stackStatus, at: state.now };
}
