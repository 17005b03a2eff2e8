import { isDue } from '../report/receipts/due.ts';
import type { OrchestratorDeps } from './deps.ts';

/** Days for which receipts are listed: those of a saving that is looked at, and the day itself. */
export const FOLLOWED_DAYS = 32;

/** Looks of one day. Each is one call of AWS. */
const MOST_A_DAY = 1000;

/**
 * Has the resources of savings that were carried out looked at, once a day. Runs every quarter of
 * an hour; two nodes ask for one look.
 */
export const onReceiptsDue = async (
  deps: Pick<OrchestratorDeps, 'store' | 'queue'>,
): Promise<void> => {
  const day = (await deps.store.now()).toISOString().slice(0, 10);
  const workId = `receipts-${day}`;
  if ((await deps.store.readWork(workId)) === undefined) {
    const all = await deps.store.listReceipts(FOLLOWED_DAYS);
    const due = all.filter((one) => isDue(one, day)).slice(0, MOST_A_DAY);
    if (due.length === 0) return;
    const receipts = due.map(({ planId, claim }) => ({ planId, claim }));
    await deps.store.insertWork(workId, { day, receipts });
  }
  return deps.queue.send('receipts', { workId }, { id: workId, key: 'receipts' });
};
