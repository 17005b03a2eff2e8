import { leavesStack } from '../plan/imports.ts';
import { parsePlanId } from '../task/ids.ts';
import { Fault } from '../task/fault.ts';
import { parseHandles } from './handles.ts';
import type { ReaderDeps } from './reader-deps.ts';

/**
 * Deletes the change sets of a plan that will not run, and asks the deployer to remove the empty
 * stacks that create previews left. A plan that was redeemed is left alone.
 */
export const onDiscard = async (
  deps: ReaderDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const planId = parsePlanId(String(job['planId']));
  if (planId === undefined) throw new Fault('broken-promise', 'a job names no plan');
  if (await deps.store.isRedeemed(planId)) return;
  const work = await deps.store.readWork(planId);
  for (const handle of parseHandles(work?.output)) {
    await deps.aws.deletePreview(handle);
    if (leavesStack(handle) && job['keep'] !== 1) {
      const id = `remove-${planId}-${handle.stackName}`;
      await deps.queue.send('remove-empty', { planId, stackName: handle.stackName }, { id });
    }
  }
};
