import { ACCOUNTS_KEY, ACCOUNTS_MAX_AGE_SECONDS } from './accounts-cache.ts';
import { explainFault } from './explain-fault.ts';
import type { ReaderDeps } from './reader-deps.ts';
import { refused } from '../task/refusal.ts';

/** Lists the organization, keeps it for a while, and lets the issue that asked go on. */
export const onAccounts = async (
  deps: ReaderDeps,
  job: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const cached = await deps.store.readCache(ACCOUNTS_KEY, ACCOUNTS_MAX_AGE_SECONDS);
  if (cached === undefined || cached['refusal'] !== undefined) {
    const listed = await deps.aws
      .listAccounts()
      .catch((error: unknown) => refused(explainFault(deps, error, ACCOUNTS_KEY)));
    await deps.store.writeCache(
      ACCOUNTS_KEY,
      listed.ok
        ? { accounts: listed.value.map((account) => ({ ...account })) }
        : { refusal: { ...listed.refusal } },
    );
  }
  await deps.queue.send('intake', job);
};
