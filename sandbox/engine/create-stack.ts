import type { HandlerProblem } from '../resources/model.ts';
import {
  lookAtMember,
  makeMember,
  modelFor,
  newMember,
  reasonText,
  secondsOf,
  setMember,
  setStatus,
  type StackWork,
} from './members.ts';
import { creationOrder } from './order.ts';
import { outputsOf } from './outputs.ts';
import { readTargets } from './read-targets.ts';
import { rollBackCreate } from './roll-back.ts';
import { presentResources, scopeOf } from './scope.ts';
import type { Steps } from './timeline.ts';

/** What stopped an operation; undefined when nothing did. */
export type Stop = { readonly logicalId: string; readonly problem: HandlerProblem } | undefined;

/** Makes one member in virtual time. */
export async function* addMember(
  work: StackWork,
  logicalId: string,
): AsyncGenerator<number, Stop, void> {
  const declared = work.desired.template.Resources[logicalId];
  if (declared === undefined) return undefined;
  const member = newMember(work, logicalId, declared);
  const model = modelFor(member.type);
  work.stack.resources.set(logicalId, member);
  setMember(work, member, { status: 'CREATE_IN_PROGRESS' });
  const seconds = secondsOf(work.state, model, 'create');
  yield seconds / 2;
  const made = await makeMember(work, member);
  const read =
    made.ok && readTargets(work.desired.template).has(logicalId)
      ? await lookAtMember(work, member)
      : made;
  if (made.ok) {
    work.stack.undo.push({
      kind: 'delete',
      logicalId,
      physicalId: member.physicalId,
      type: member.type,
    });
    setMember(work, member, {
      status: 'CREATE_IN_PROGRESS',
      reason: 'Resource creation Initiated',
    });
  }
  if (!read.ok) {
    setMember(work, member, {
      status: 'CREATE_FAILED',
      reason: reasonText(work.state, model, read.problem),
    });
    return { logicalId, problem: read.problem };
  }
  yield seconds / 2;
  setMember(work, member, { status: 'CREATE_COMPLETE' });
  return undefined;
}

/** Creates a stack; a failure rolls it back unless the change set says otherwise. */
export async function* createStack(work: StackWork): Steps {
  const { stack, state, desired } = work;
  stack.desired = desired;
  setStatus(work, 'CREATE_IN_PROGRESS', 'User Initiated');
  yield 1;
  const present = presentResources(desired, scopeOf(state, stack, { desired, later: new Set() }));
  for (const logicalId of creationOrder(present)) {
    const stop = yield* addMember(work, logicalId);
    if (stop !== undefined) {
      yield* rollBackCreate(work, stop.logicalId);
      return;
    }
  }
  stack.outputs = outputsOf(work);
  stack.undo = [];
  yield 1;
  setStatus(work, 'CREATE_COMPLETE');
}
