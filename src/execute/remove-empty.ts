import { leavesStack } from '../plan/imports.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import { hasOurName } from '../services/owner.ts';
import { stepId, type PlanId } from '../task/ids.ts';
import type { Person } from '../task/issue.ts';
import { refused, accepted, type Decided } from '../task/refusal.ts';
import type { Tier } from '../task/tier.ts';
import { stackObstacle, stale, wrongAccount } from './execution-refusals.ts';
import { isPreviewOf } from './handle-of.ts';
import type { Journal, RemoverSession, StackState } from './ports.ts';

/** One empty stack to remove, and whoever rejected, replaced or let expire the plan it is of. */
export interface RemovalOrder {
  readonly planId: PlanId;
  readonly issueNumber: number;
  /** As the reader's row tells it: believed where it fits the plan, and AWS says the same. */
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

/** The handle is a row's: it must be that of the order's plan, and its stack one of that issue. */
const isOfOrder = ({ handle, planId, issueNumber }: RemovalOrder): boolean =>
  isPreviewOf(handle, planId) &&
  hasOurName(handle.stackName) &&
  handle.stackName.startsWith(`aws-coworker-${issueNumber}-`);

/** Tags come with the execution; where there are some already, they must be ours. */
const isTaggedByOthers = ({ tags }: StackState): boolean =>
  Object.keys(tags).length > 0 && tags['CoworkerManaged'] !== 'true';

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
  if (isTaggedByOthers(stack)) return refused(stale('Its tags are not ours.'));
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
 * Removes the empty stack that a create preview of this very plan left: by its own reads only in
 * REVIEW_IN_PROGRESS, without resources, a role and anybody else's tags. True when it was removed,
 * false when it was gone already; a stack that is anything else is refused and stays. Does not
 * wait: an empty stack goes at once.
 */
export const removeEmpty = async (
  order: RemovalOrder,
  ports: RemovePorts,
): Promise<Decided<boolean>> => {
  const { handle } = order;
  if (!leavesStack(handle)) return accepted(false);
  if (!isOfOrder(order)) {
    return refused(stale('It is no stack that a preview of ours left.'));
  }
  const opened = await ports.openRemover(order);
  if (!opened.ok) return opened;
  const empty = await isStillEmpty(opened.value, handle);
  if (!empty.ok || !empty.value) return empty;
  await remove(opened.value, order, ports.journal);
  return accepted(true);
};
