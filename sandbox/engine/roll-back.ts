import {
  changeMember,
  modelFor,
  reasonText,
  secondsOf,
  setMember,
  setStatus,
  unmakeMember,
  type StackWork,
} from './members.ts';
import type { StackResource, Undo } from './stack.ts';
import type { Steps } from './timeline.ts';

const memberOf = (work: StackWork, undo: Undo): StackResource => {
  const current = work.stack.resources.get(undo.logicalId);
  if (current !== undefined && current.physicalId === undo.physicalId) return current;
  return {
    logicalId: undo.logicalId,
    type: undo.type,
    physicalId: undo.physicalId,
    status: '',
    reason: '',
    at: work.state.now,
    properties: current?.properties ?? {},
    deletionPolicy: 'Delete',
    metadata: null,
  };
};

/** Deletes one thing an operation made; false when it can not. */
async function* undoDelete(work: StackWork, undo: Undo): AsyncGenerator<number, boolean, void> {
  const member = memberOf(work, undo);
  const model = modelFor(undo.type);
  if (member.deletionPolicy === 'Retain') {
    setMember(work, member, { status: 'DELETE_SKIPPED' });
    return true;
  }
  setMember(work, member, { status: 'DELETE_IN_PROGRESS' });
  yield secondsOf(work.state, model, 'delete');
  const made = await unmakeMember(work, undo);
  if (!made.ok) {
    const reason = reasonText(work.state, model, made.problem);
    setMember(work, member, { status: 'DELETE_FAILED', reason });
    return false;
  }
  setMember(work, member, { status: 'DELETE_COMPLETE' });
  if (undo.previous !== undefined) work.stack.resources.set(undo.logicalId, undo.previous);
  return true;
}

/** Gives one member its former properties; false when it can not. */
async function* undoRestore(work: StackWork, undo: Undo): AsyncGenerator<number, boolean, void> {
  const member = work.stack.resources.get(undo.logicalId);
  const { previous } = undo;
  if (member === undefined || previous === undefined) return true;
  const model = modelFor(undo.type);
  setMember(work, member, { status: 'UPDATE_IN_PROGRESS' });
  yield secondsOf(work.state, model, 'update');
  const made = await changeMember(work, member, {
    properties: undo.actual ?? previous.properties,
    tags: undo.previousTags ?? {},
  });
  if (!made.ok) {
    const reason = reasonText(work.state, model, made.problem);
    setMember(work, member, { status: 'UPDATE_FAILED', reason });
    return false;
  }
  member.properties = previous.properties;
  setMember(work, member, { status: 'UPDATE_COMPLETE' });
  return true;
}

/** Undoes newest first; names what could not be undone and keeps it for another try. */
export async function* undoAll(work: StackWork): AsyncGenerator<number, readonly string[], void> {
  const failed: Undo[] = [];
  for (const undo of work.stack.undo.toReversed()) {
    const done =
      undo.kind === 'delete' ? yield* undoDelete(work, undo) : yield* undoRestore(work, undo);
    if (!done) failed.unshift(undo);
  }
  work.stack.undo = failed;
  return failed.map((undo) => undo.logicalId);
}

/** After a failed create: back to nothing, or what the option on failure says. */
export async function* rollBackCreate(work: StackWork, failedId: string): Steps {
  const { stack } = work;
  const what = `The following resource(s) failed to create: [${failedId}]. `;
  if (stack.disableRollback) {
    setStatus(work, 'CREATE_FAILED', what);
    return;
  }
  setStatus(work, 'ROLLBACK_IN_PROGRESS', `${what}Rollback requested by user.`);
  yield 1;
  const failed = yield* undoAll(work);
  if (failed.length > 0) {
    setStatus(
      work,
      'ROLLBACK_FAILED',
      `The following resource(s) failed to delete: [${failed.join(', ')}]. `,
    );
    return;
  }
  setStatus(work, 'ROLLBACK_COMPLETE');
}

/** After a failed update, and again when a rollback is continued: back to the former stack. */
export async function* rollBackUpdate(work: StackWork): Steps {
  const { stack } = work;
  yield 1;
  const failed = yield* undoAll(work);
  if (failed.length > 0) {
    setStatus(
      work,
      'UPDATE_ROLLBACK_FAILED',
      `The following resource(s) failed to update: [${failed.join(', ')}]. `,
    );
    return;
  }
  setStatus(work, 'UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS');
  for (const [logicalId, member] of stack.resources) {
    if (member.status === 'CREATE_FAILED' || member.status === 'DELETE_COMPLETE') {
      stack.resources.delete(logicalId);
    }
  }
  yield 1;
  setStatus(work, 'UPDATE_ROLLBACK_COMPLETE');
}
