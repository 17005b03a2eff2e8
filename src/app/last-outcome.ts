import type { Outcome } from '../execute/outcome.ts';
import { isJsonObject } from '../task/json.ts';
import type { PlanId } from '../task/ids.ts';
import type { Store } from '../store/store.ts';

/** How the execution of a plan ended; undefined when it was never executed or has not ended. */
export const lastOutcome = async (
  store: Pick<Store, 'readRedemption' | 'readOutcome'>,
  planId: PlanId,
): Promise<Outcome | undefined> => {
  const redemption = await store.readRedemption(planId);
  if (redemption === undefined) return undefined;
  const told = await store.readOutcome(redemption.releaseId);
  const outcome = told?.['outcome'];
  return isJsonObject(outcome) ? (outcome as unknown as Outcome) : undefined;
};
