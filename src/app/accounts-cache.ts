import type { Store } from '../store/store.ts';
import type { JsonObject } from '../task/json.ts';

/** Key of the cached organization: the reader writes it, the orchestrator reads it. */
export const ACCOUNTS_KEY = 'accounts';

/** Seconds for which the list of accounts is good enough to plan with. */
export const ACCOUNTS_MAX_AGE_SECONDS = 900;

/** Seconds for which a listing that failed answers those who ask: a new try is soon worth it. */
const REFUSAL_MAX_AGE_SECONDS = 60;

/** The list of accounts, or why there is none; undefined when it has to be listed. */
export const readAccountsCache = async (
  store: Pick<Store, 'readCache'>,
): Promise<JsonObject | undefined> => {
  const cached = await store.readCache(ACCOUNTS_KEY, ACCOUNTS_MAX_AGE_SECONDS);
  if (cached?.['refusal'] === undefined) return cached;
  return store.readCache(ACCOUNTS_KEY, REFUSAL_MAX_AGE_SECONDS);
};
