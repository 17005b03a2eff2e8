import { markMember, unmark } from './mark-imported.ts';
import {
  lookAtMember,
  modelFor,
  newMember,
  reasonText,
  setMember,
  setStatus,
  type StackWork,
} from './members.ts';
import type { ImportRow, StackResource } from './stack.ts';
import type { Steps } from './timeline.ts';

/** What was taken in is let go again, without the marks that it got. */
async function* letGo(work: StackWork, taken: readonly StackResource[]): Steps {
  setStatus(work, 'IMPORT_ROLLBACK_IN_PROGRESS', 'The import has failed.');
  yield 1;
  for (const member of taken.toReversed()) {
    unmark(work, member);
    setMember(work, member, { status: 'IMPORT_ROLLBACK_COMPLETE' });
    work.stack.resources.delete(member.logicalId);
  }
  setStatus(work, 'IMPORT_ROLLBACK_COMPLETE');
}

/** Reads and marks what is there, by the session that executes; true where it is in the stack. */
async function* takeIn(
  work: StackWork,
  row: ImportRow,
  taken: StackResource[],
): AsyncGenerator<number, boolean, void> {
  const declared = work.desired.template.Resources[row.logicalId];
  if (declared === undefined) return true;
  const member = newMember(work, row.logicalId, declared);
  member.physicalId = row.physicalId;
  work.stack.resources.set(row.logicalId, member);
  taken.push(member);
  setMember(work, member, { status: 'IMPORT_IN_PROGRESS', reason: 'Resource import started.' });
  yield 2;
  const read = await lookAtMember(work, member);
  const marked = read.ok ? await markMember(work, member) : read;
  if (!marked.ok) {
    const reason = reasonText(work.state, modelFor(member.type), marked.problem);
    setMember(work, member, { status: 'IMPORT_FAILED', reason });
    return false;
  }
  setMember(work, member, { status: 'IMPORT_COMPLETE', reason: 'Resource import completed.' });
  return true;
}

/** Takes what is there into a stack: it is read and gets the marks of CloudFormation, no more. */
export async function* importStack(work: StackWork, rows: readonly ImportRow[]): Steps {
  const { stack, state, desired } = work;
  stack.updatedAt = state.now;
  setStatus(work, 'IMPORT_IN_PROGRESS', 'User Initiated');
  yield 1;
  const taken: StackResource[] = [];
  for (const row of rows) {
    const isIn = yield* takeIn(work, row, taken);
    if (!isIn) {
      yield* letGo(work, taken);
      return;
    }
  }
  stack.desired = desired;
  stack.undo = [];
  setStatus(work, 'IMPORT_COMPLETE');
}
