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
import { findResource, nextHex, type Resource } from '../state.ts';
import type { StackResource } from './stack.ts';
import type { Steps } from './timeline.ts';

/** What a deletion policy of `Snapshot` leaves behind, under a name that CloudFormation makes. */
const finalSnapshotOf = (work: StackWork, member: StackResource): Resource | undefined => {
  if (member.deletionPolicy !== 'Snapshot') return undefined;
  const { stack, state } = work;
  const { accountId } = stack;
  const where = { type: member.type, accountId, region: stack.region };
  const resource = findResource(state, where, member.physicalId);
  if (resource === undefined) return undefined;
  const name = `${stack.name}-snapshot-${member.logicalId}-${nextHex(state, 12)}`.toLowerCase();
  return modelFor(member.type).finalSnapshot?.({ ...resource, createdAt: state.now }, name);
};

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
  const left = finalSnapshotOf(work, member);
  const made = await unmakeMember(work, member);
  if (!made.ok) {
    const reason = reasonText(work.state, model, made.problem);
    setMember(work, member, { status: 'DELETE_FAILED', reason });
    return false;
  }
  if (left !== undefined) work.state.resources.push(left);
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
