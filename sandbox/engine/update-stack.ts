import type { JsonObject } from '../../src/task/json.ts';
import { problem, textProperty } from '../resources/model.ts';
import { addMember, type Stop } from './create-stack.ts';
import { standingOf, type Standing } from './drift.ts';
import { changedNames } from './handlers.ts';
import {
  changeMember,
  makeMember,
  modelFor,
  propertiesNow,
  reasonText,
  secondsOf,
  setMember,
  setStatus,
  unmakeMember,
  type StackWork,
} from './members.ts';
import { creationOrder } from './order.ts';
import { outputsOf } from './outputs.ts';
import { rollBackUpdate } from './roll-back.ts';
import { presentResources, resourceOf, scopeOf, tagsFor } from './scope.ts';
import type { Desired, StackResource } from './stack.ts';
import type { Steps } from './timeline.ts';

/** A resource that an update leaves behind. */
interface Leftover {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly policy: string;
  readonly properties: JsonObject;
}

const leftoverOf = (member: StackResource, policy: string): Leftover => ({ ...member, policy });

const failMember = (
  work: StackWork,
  member: StackResource,
  found: ReturnType<typeof problem>,
): Stop => {
  const reason = reasonText(work.state, modelFor(member.type), found);
  setMember(work, member, { status: 'UPDATE_FAILED', reason });
  return { logicalId: member.logicalId, problem: found };
};

/** Makes the replacement; the former resource stays until the clean-up. */
async function* replaceMember(
  work: StackWork,
  next: { readonly member: StackResource; readonly leftovers: Leftover[] },
): AsyncGenerator<number, Stop, void> {
  const { member, leftovers } = next;
  const previous = work.stack.resources.get(member.logicalId);
  if (previous === undefined) return undefined;
  const model = modelFor(member.type);
  const named = model.nameProperty;
  setMember(work, member, {
    status: 'UPDATE_IN_PROGRESS',
    reason:
      'Requested update requires the creation of a new physical resource; hence creating one.',
  });
  const custom = named === undefined ? '' : textProperty(member.properties, named);
  if (named !== undefined && custom !== '' && custom === textProperty(previous.properties, named)) {
    return failMember(
      work,
      previous,
      problem(
        'InvalidRequest',
        400,
        'CloudFormation cannot update a stack when a custom-named resource requires replacing. ' +
          `Rename ${custom} and update the stack again.`,
      ),
    );
  }
  yield secondsOf(work.state, model, 'create');
  const made = await makeMember(work, member);
  if (!made.ok) return failMember(work, previous, made.problem);
  work.stack.undo.push({
    kind: 'delete',
    logicalId: member.logicalId,
    physicalId: member.physicalId,
    type: member.type,
    previous,
  });
  work.stack.resources.set(member.logicalId, member);
  leftovers.push(leftoverOf(previous, 'Delete'));
  setMember(work, member, { status: 'UPDATE_COMPLETE' });
  return undefined;
}

/** Changes a member in place. */
async function* alterMember(
  work: StackWork,
  member: StackResource,
  properties: JsonObject,
): AsyncGenerator<number, Stop, void> {
  const live = resourceOf(work.state, work.stack, member);
  // Copied now: the change writes to the resource itself.
  const before = { properties: live?.properties ?? {}, tags: { ...live?.tags } };
  const previous = { ...member };
  setMember(work, member, { status: 'UPDATE_IN_PROGRESS' });
  yield secondsOf(work.state, modelFor(member.type), 'update');
  const tags = tagsFor(work.stack, work.desired, { ...member, properties });
  const made = await changeMember(work, member, { properties, tags });
  if (!made.ok) return failMember(work, member, made.problem);
  work.stack.undo.push({
    kind: 'restore',
    logicalId: member.logicalId,
    physicalId: member.physicalId,
    type: member.type,
    previous,
    previousTags: before.tags,
    ...(work.revertsDrift === true ? { actual: before.properties } : {}),
  });
  member.properties = properties;
  setMember(work, member, { status: 'UPDATE_COMPLETE' });
  return undefined;
}

const tagsBefore = (work: StackWork, member: StackResource): Readonly<Record<string, string>> => {
  const former: Desired = work.stack.desired ?? work.desired;
  return tagsFor(work.stack, former, member);
};

/** What a member is compared with; undefined when it is gone and drift is looked at. */
const standingIn = (work: StackWork, member: StackResource): Standing | undefined =>
  work.revertsDrift === true
    ? standingOf(work.state, work.stack, member)
    : { properties: member.properties, tags: tagsBefore(work, member) };

async function* bringMember(
  work: StackWork,
  logicalId: string,
  leftovers: Leftover[],
): AsyncGenerator<number, Stop, void> {
  const declared = work.desired.template.Resources[logicalId];
  const member = work.stack.resources.get(logicalId);
  if (declared === undefined) return undefined;
  const before = member === undefined ? undefined : standingIn(work, member);
  if (member === undefined || before === undefined) return yield* addMember(work, logicalId);
  const properties = propertiesNow(work, declared);
  const tags = tagsFor(work.stack, work.desired, { ...member, properties });
  const changed = changedNames(before, { properties, tags });
  member.deletionPolicy = declared.DeletionPolicy;
  if (changed.length === 0) {
    member.properties = properties;
    return undefined;
  }
  const replaces = changed.some((name) => modelFor(member.type).replaceOn.includes(name));
  if (!replaces) return yield* alterMember(work, member, properties);
  const next = { ...member, properties };
  return yield* replaceMember(work, { member: next, leftovers });
}

async function* cleanUp(work: StackWork, leftovers: readonly Leftover[]): Steps {
  for (const left of leftovers) {
    const member: StackResource = {
      ...left,
      status: '',
      reason: '',
      at: work.state.now,
      deletionPolicy: left.policy,
      metadata: null,
    };
    if (left.policy.startsWith('Retain')) {
      setMember(work, member, { status: 'DELETE_SKIPPED' });
    } else {
      setMember(work, member, { status: 'DELETE_IN_PROGRESS' });
      yield secondsOf(work.state, modelFor(left.type), 'delete');
      const made = await unmakeMember(work, left);
      setMember(
        work,
        member,
        made.ok
          ? { status: 'DELETE_COMPLETE' }
          : {
              status: 'DELETE_FAILED',
              reason: reasonText(work.state, modelFor(left.type), made.problem),
            },
      );
    }
  }
}

const takeRemoved = (work: StackWork, present: ReadonlySet<string>): readonly Leftover[] => {
  const removed = [...work.stack.resources.values()].filter((each) => !present.has(each.logicalId));
  for (const each of removed) work.stack.resources.delete(each.logicalId);
  return removed.toReversed().map((each) => leftoverOf(each, each.deletionPolicy));
};

/** Brings a stack to another template; a failure brings it back. */
export async function* updateStack(work: StackWork): Steps {
  const { stack, state, desired } = work;
  const leftovers: Leftover[] = [];
  stack.updatedAt = state.now;
  stack.undo = [];
  setStatus(work, 'UPDATE_IN_PROGRESS', 'User Initiated');
  yield 1;
  const present = presentResources(desired, scopeOf(state, stack, { desired, later: new Set() }));
  for (const logicalId of creationOrder(present)) {
    const stop = yield* bringMember(work, logicalId, leftovers);
    if (stop !== undefined) {
      const reason = `The following resource(s) failed to update: [${stop.logicalId}]. `;
      setStatus(work, 'UPDATE_ROLLBACK_IN_PROGRESS', reason);
      yield* rollBackUpdate(work);
      return;
    }
  }
  leftovers.push(...takeRemoved(work, new Set(Object.keys(present))));
  stack.desired = desired;
  stack.outputs = outputsOf(work);
  stack.undo = [];
  setStatus(work, 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS');
  yield 1;
  yield* cleanUp(work, leftovers);
  setStatus(work, 'UPDATE_COMPLETE');
}
