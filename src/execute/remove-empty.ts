import { leavesStack } from '../plan/imports.ts';
import type { PreviewHandle } from '../plan/preview.ts';
import { hasOurName } from '../services/owner.ts';
import { stepId, type PlanId } from '../task/ids.ts';
import type { Person } from '../task/issue.ts';
import { refused, accepted, type Decided } from '../task/refusal.ts';
import type { Tier } from '../task/tier.ts';
import { CallRefused } from './call-refused.ts';
import { EXECUTE } from './deploy-step.ts';
import { callRefusal, stackObstacle, stale, wrongAccount } from './execution-refusals.ts';
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
  /** Its change set was executed and has ended: only the shell of a failed import is removed. */
  readonly wasExecuted?: boolean;
}

export type OpenRemover = (order: RemovalOrder) => Promise<Decided<RemoverSession>>;

export interface RemovePorts {
  readonly openRemover: OpenRemover;
  readonly journal: Journal;
}

const DELETE = 'cloudformation:DeleteStack';

/** An import that fails lets go of all that it took in, and leaves the stack that it made. */
const FAILED_IMPORT = 'IMPORT_ROLLBACK_COMPLETE';

/** The handle is a row's: it must be that of the order's plan, and its stack one of that issue. */
const isOfOrder = ({ handle, planId, issueNumber }: RemovalOrder): boolean =>
  isPreviewOf(handle, planId) &&
  hasOurName(handle.stackName) &&
  handle.stackName.startsWith(`aws-coworker-${issueNumber}-`);

/** The deployer's own memory says that it executed this very change set, in this very stack. */
const isJournalled = async ({ handle }: RemovalOrder, journal: Journal): Promise<boolean> =>
  (await journal.read(handle.planId)).some(
    ({ kind, what, detail }) =>
      kind === 'intent' &&
      what === EXECUTE &&
      detail['changeSet'] === handle.changeSetArn &&
      detail['stackId'] === handle.stackId,
  );

const isLeftBy = async (order: RemovalOrder, journal: Journal): Promise<boolean> => {
  if (!isOfOrder(order)) return false;
  if (order.wasExecuted !== true) return true;
  return order.handle.changeSetType === 'IMPORT' && (await isJournalled(order, journal));
};

/** Tags come with the execution; where there are some already, they must be ours. */
const isTaggedByOthers = ({ tags }: StackState): boolean =>
  Object.keys(tags).length > 0 && tags['CoworkerManaged'] !== 'true';

const isStillEmpty = async (
  session: RemoverSession,
  { handle, wasExecuted }: RemovalOrder,
): Promise<Decided<boolean>> => {
  const { region, stackId, stackName } = handle;
  const empty = wasExecuted === true ? FAILED_IMPORT : 'REVIEW_IN_PROGRESS';
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
  if (stack.status !== empty) return refused(stale(`It is ${stack.status}.`));
  const resources = await session.listStackResources(region, stackId);
  return resources.length === 0 ? accepted(true) : refused(stale('It holds resources.'));
};

/** A no of AWS is not asked again at once: the next plan of the issue has it tried anew. */
const remove = async (
  session: RemoverSession,
  { handle }: RemovalOrder,
  journal: Journal,
): Promise<Decided<boolean>> => {
  const { planId, stackId, region } = handle;
  const line = { planId, stepId: stepId(0), what: DELETE, detail: { stackId } };
  await journal.append({ ...line, kind: 'intent' });
  try {
    const requestId = await session.deleteStack(region, stackId, `cw-empty-${planId}`);
    await journal.append({ ...line, kind: 'receipt', requestId });
    return accepted(true);
  } catch (thrown) {
    if (!(thrown instanceof CallRefused)) throw thrown;
    await journal.append({ ...line, kind: 'outcome', detail: { stackId, refused: thrown.code } });
    return refused(callRefusal(thrown));
  }
};

/**
 * Removes the empty stack that a create preview of this very plan left, or an import of it that
 * has failed: by its own reads only in REVIEW_IN_PROGRESS, or in IMPORT_ROLLBACK_COMPLETE, without
 * resources, a role and anybody else's tags. True when it was removed, false when it was gone
 * already; a stack that is anything else is refused and stays. Does not wait: an empty stack goes
 * at once.
 */
export const removeEmpty = async (
  order: RemovalOrder,
  ports: RemovePorts,
): Promise<Decided<boolean>> => {
  const { handle } = order;
  if (!leavesStack(handle)) return accepted(false);
  if (!(await isLeftBy(order, ports.journal))) {
    return refused(stale('It is no stack that a preview of ours left.'));
  }
  const opened = await ports.openRemover(order);
  if (!opened.ok) return opened;
  const empty = await isStillEmpty(opened.value, order);
  if (!empty.ok || !empty.value) return empty;
  return remove(opened.value, order, ports.journal);
};
