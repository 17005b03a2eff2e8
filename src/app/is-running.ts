import type { IssueState, Store } from '../store/store.ts';

const ENDED: ReadonlySet<string> = new Set(['Completed', 'Failed', 'Cancelled', 'RolledBack']);

/**
 * True from the moment the deployer used up an issue's plan, or some items of it, until the end was
 * told.
 */
export const isRunning = async (
  store: Pick<Store, 'isRedeemed' | 'listUsedItems'>,
  { planId, endedPlanId, status }: Pick<IssueState, 'planId' | 'endedPlanId' | 'status'>,
): Promise<boolean> => {
  if (planId === undefined || planId === endedPlanId || ENDED.has(status)) return false;
  if (await store.isRedeemed(planId)) return true;
  return (await store.listUsedItems(planId)).some(({ hasEnded }) => !hasEnded);
};

/** True once items of an issue's plan of savings were carried out, while others still wait. */
export const isPlanBegun = async (
  store: Pick<Store, 'listUsedItems'>,
  { planId }: Pick<IssueState, 'planId'>,
): Promise<boolean> => planId !== undefined && (await store.listUsedItems(planId)).length > 0;
