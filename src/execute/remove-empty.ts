import type { PreviewHandle } from '../plan/preview.ts';
import { hasOurName } from '../services/owner.ts';
import { stepId } from '../task/ids.ts';
import type { Person } from '../task/issue.ts';
import { refused, accepted, type Decided } from '../task/refusal.ts';
import type { Tier } from '../task/tier.ts';
import { stackObstacle, stale, wrongAccount } from './execution-refusals.ts';
import { isStackIdOf } from './handle-of.ts';
import type { Journal, RemoverSession } from './ports.ts';

/** One empty stack to remove, and whoever rejected, replaced or let expire the plan it is of. */
export interface RemovalOrder {
  readonly handle: PreviewHandle;
  readonly tier: Tier;
  readonly person: Person;
}

export type OpenRemover = (order: RemovalOrder) => Promise<Decided<RemoverSession>>;

export interface RemovePorts {
  readonly openRemover: OpenRemover;
  readonly journal: Journal;
}

const DELETE = 'cloudformation:DeleteStack';

const isStillEmpty = async (
  session: RemoverSession,
  { region, stackId, stackName }: PreviewHandle,
): Promise<Decided<boolean>> => {
  const account = await session.callerAccount(region);
  if (account !== session.accountId) return refused(wrongAccount(account, session.accountId));
  const stack = await session.readStack(region, stackId);
  if (stack === undefined || /^DELETE_(COMPLETE|IN_PROGRESS)$/.test(stack.status)) {
    return accepted(false);
  }
  const isThis = stack.stackId === stackId && stack.stackName === stackName;
  const obstacle = isThis ? stackObstacle(stack) : stale('It is another stack.');
  if (obstacle !== undefined) return refused(obstacle);
  if (stack.status !== 'REVIEW_IN_PROGRESS') return refused(stale(`It is ${stack.status}.`));
  const resources = await session.listStackResources(region, stackId);
  return resources.length === 0 ? accepted(true) : refused(stale('It holds resources.'));
};

const remove = async (
  session: RemoverSession,
  { handle }: RemovalOrder,
  journal: Journal,
): Promise<void> => {
  const { planId, stackId, region } = handle;
  const line = { planId, stepId: stepId(0), what: DELETE, detail: { stackId } };
  await journal.append({ ...line, kind: 'intent' });
  const requestId = await session.deleteStack(region, stackId, `cw-empty-${planId}`);
  await journal.append({ ...line, kind: 'receipt', requestId });
};

/**
 * Removes the empty stack that a create preview left: only in REVIEW_IN_PROGRESS, without resources
 * and without a role. True when it was removed, false when it was gone already; a stack that is
 * anything else is refused and stays. Does not wait: an empty stack goes at once.
 */
export const removeEmpty = async (
  order: RemovalOrder,
  ports: RemovePorts,
): Promise<Decided<boolean>> => {
  const { handle } = order;
  if (handle.changeSetType !== 'CREATE') return accepted(false);
  if (!hasOurName(handle.stackName) || !isStackIdOf(handle, handle.stackId)) {
    return refused(stale('It is no stack that a preview of ours left.'));
  }
  const opened = await ports.openRemover(order);
  if (!opened.ok) return opened;
  const empty = await isStillEmpty(opened.value, handle);
  if (!empty.ok || !empty.value) return empty;
  await remove(opened.value, order, ports.journal);
  return accepted(true);
};
