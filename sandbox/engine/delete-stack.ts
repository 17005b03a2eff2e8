import {
  modelFor,
  reasonText,
  secondsOf,
  setMember,
  setStatus,
  unmakeMember,
  type StackWork,
} from './members.ts';
import { creationOrder } from './order.ts';
import type { StackResource } from './stack.ts';
import type { Steps } from './timeline.ts';

async function* dropMember(
  work: StackWork,
  member: StackResource,
): AsyncGenerator<number, boolean, void> {
  const model = modelFor(member.type);
  if (member.deletionPolicy.startsWith('Retain')) {
    setMember(work, member, { status: 'DELETE_SKIPPED' });
    return true;
  }
  setMember(work, member, { status: 'DELETE_IN_PROGRESS' });
  yield secondsOf(work.state, model, 'delete');
  const made = await unmakeMember(work, member);
  if (!made.ok) {
    const reason = reasonText(work.state, model, made.problem);
    setMember(work, member, { status: 'DELETE_FAILED', reason });
    return false;
  }
  setMember(work, member, { status: 'DELETE_COMPLETE' });
  return true;
}

/** What nothing else of the stack needs any more goes first, newest first. */
const inOrderOfDeletion = ({ stack, desired }: StackWork): readonly StackResource[] => {
  const order = creationOrder(desired.template.Resources);
  return [...stack.resources.values()]
    .toSorted((a, b) => order.indexOf(a.logicalId) - order.indexOf(b.logicalId))
    .toReversed();
};

/** Deletes a stack, newest member first; what is retained is skipped. */
export async function* deleteStack(work: StackWork): Steps {
  const { stack, state } = work;
  setStatus(work, 'DELETE_IN_PROGRESS', 'User Initiated');
  yield 1;
  const failed: string[] = [];
  for (const member of inOrderOfDeletion(work)) {
    const isMade = member.physicalId !== '' && member.status !== 'DELETE_COMPLETE';
    const gone = !isMade || (yield* dropMember(work, member));
    if (gone) stack.resources.delete(member.logicalId);
    else failed.push(member.logicalId);
  }
  if (failed.length > 0) {
    setStatus(
      work,
      'DELETE_FAILED',
      `The following resource(s) failed to delete: [${failed.join(', ')}]. `,
    );
    return;
  }
  stack.deletedAt = state.now;
  stack.outputs = {};
  setStatus(work, 'DELETE_COMPLETE');
}
