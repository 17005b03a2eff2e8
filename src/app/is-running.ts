import type { IssueState, Store } from '../store/store.ts';

const ENDED: ReadonlySet<string> = new Set(['Completed', 'Failed', 'Cancelled', 'RolledBack']);

/** True from the moment the deployer used up an issue's plan until its end was told. */
export const isRunning = async (
  store: Pick<Store, 'isRedeemed'>,
  { planId, endedPlanId, status }: Pick<IssueState, 'planId' | 'endedPlanId' | 'status'>,
): Promise<boolean> => {
  if (planId === undefined || planId === endedPlanId || ENDED.has(status)) return false;
  return store.isRedeemed(planId);
};
