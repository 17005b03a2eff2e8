import type { Outcome } from '../execute/outcome.ts';
import { isJsonObject } from '../task/json.ts';
import type { PlanId } from '../task/ids.ts';
import type { Store } from '../store/store.ts';
import { outcomeKey } from './outcome-key.ts';

/** How the execution of a plan ended; undefined when it was never executed or has not ended. */
export const lastOutcome = async (
  store: Pick<Store, 'readRedemption' | 'readWork'>,
  planId: PlanId,
): Promise<Outcome | undefined> => {
  const redemption = await store.readRedemption(planId);
  if (redemption === undefined) return undefined;
  const work = await store.readWork(outcomeKey(redemption.releaseId));
  const outcome = work?.output?.['outcome'];
  return isJsonObject(outcome) ? (outcome as unknown as Outcome) : undefined;
};
