import { leavesStack } from '../plan/imports.ts';
import type { Outcome } from '../execute/outcome.ts';
import type { PlanRow, IssueState } from '../store/store.ts';
import type { WorkerDeps } from './deps.ts';

type Queues = Pick<WorkerDeps, 'queue' | 'store'>;

/** Who cancels a plan that is withdrawn: a release of it may be on its way to the deployer. */
export const APPLICATION = { id: 0, login: 'aws-coworker' };

/**
 * Withdraws an issue's current plan: the deployer begins nothing of it any more, and the reader is
 * asked to delete its change sets. With `keepsStacks` the empty stacks of create previews stay,
 * because the plan that follows previews on the same ones; without, the deployer removes them. Does
 * nothing where nothing was planned, or where it was executed.
 */
export const discardPlan = async (
  deps: Queues,
  state: Pick<IssueState, 'planId'>,
  options: { readonly keepsStacks?: boolean } = {},
): Promise<void> => {
  if (state.planId === undefined) return;
  if (await deps.store.isRedeemed(state.planId)) return;
  await deps.store.requestCancel(state.planId, APPLICATION);
  const keeps = options.keepsStacks === true;
  const id = `discard-${state.planId}-${keeps ? 'keep' : 'all'}`;
  await deps.queue.send('discard', { planId: state.planId, keep: keeps ? 1 : 0 }, { id });
};

/**
 * Removes the empty stacks of earlier plans of an issue that its newest plan does not use. Each
 * plan asks anew: what could not be removed for the one before is tried again. The reader looks
 * first whether anything is left.
 */
export const removeLeftovers = async (
  deps: Queues,
  newest: Pick<PlanRow, 'ref' | 'planId' | 'handles'>,
): Promise<void> => {
  const inUse = new Set(newest.handles.map((handle) => handle.stackId));
  for (const row of await deps.store.listPlans(newest.ref)) {
    if (row.planId === newest.planId) continue;
    for (const handle of row.handles) {
      const { stackId, stackName } = handle;
      if (!leavesStack(handle) || inUse.has(stackId)) continue;
      const job = { planId: row.planId, stackName, newest: newest.planId };
      const id = `leftover-${row.planId}-${stackName}-for-${newest.planId}`;
      await deps.queue.send('leftover', job, { id });
    }
  }
};

const FAILED_IMPORT = 'IMPORT_ROLLBACK_COMPLETE';

/** Has the deployer remove the stacks that failed imports made: nothing is in them any more. */
export const removeFailedImports = async (
  deps: Pick<WorkerDeps, 'queue'>,
  { planId, handles }: Pick<PlanRow, 'planId' | 'handles'>,
  { steps }: Pick<Outcome, 'steps'>,
): Promise<void> => {
  const failed = new Set(
    steps.flatMap((step) =>
      step.kind === 'failed' && step.state === FAILED_IMPORT ? [step.stackId] : [],
    ),
  );
  for (const { isNewStack, stackId, stackName } of handles) {
    if (isNewStack !== true || !failed.has(stackId)) continue;
    const id = `failed-${planId}-${stackName}`;
    await deps.queue.send('remove-empty', { planId, stackName }, { id });
  }
};
