import { dueAt } from '../report/cost/due.ts';
import { windowAt } from '../report/cost/window.ts';
import { costReportKey } from './cost-report-key.ts';
import type { OrchestratorDeps } from './deps.ts';
import { askReceiptBill } from './receipt-bill.ts';

/** Savings that were carried out stand in reports until their last judgement was in one. */
export const SHOWN_DAYS = 37;

/** Asks the reader for the report of the last week. The same `workId` twice is one. */
export const askForCosts = async (
  deps: Pick<OrchestratorDeps, 'store' | 'queue'>,
  workId: string,
  now: Date,
): Promise<void> => {
  const receipts = await deps.store.listReceipts(SHOWN_DAYS);
  const asked = { now: now.toISOString(), ...askReceiptBill(receipts, now) };
  await deps.store.insertWork(workId, asked);
  await deps.queue.send('costs', { workId }, { id: workId, key: 'costs' });
};

/**
 * Looks whether the week's cost report is due and not posted, and has it made. A week that nobody
 * was running in is caught up with as soon as somebody is; two nodes ask for one.
 */
export const onReports = async (deps: OrchestratorDeps): Promise<void> => {
  const { costReport } = deps.config.reports;
  if (costReport.repository === undefined) return;
  const now = await deps.store.now();
  const window = windowAt(now);
  if (now.getTime() < dueAt(window, costReport).getTime()) return;
  const key = costReportKey(costReport, window.week);
  if ((await deps.store.readReport(key)) !== undefined) return;
  await askForCosts(deps, key.replaceAll(' ', '-'), now);
};
