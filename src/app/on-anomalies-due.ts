import { anomalyLookId } from './anomaly-look.ts';
import type { OrchestratorDeps } from './deps.ts';
import { findReportPlace } from './report-place.ts';

/**
 * Has anomalies of the bill looked for, once a day. Runs every quarter of an hour; two nodes ask
 * for one look, and a day that nobody was running in is caught up with by the next.
 */
export const onAnomaliesDue = async (deps: OrchestratorDeps): Promise<void> => {
  const { repository, anomalies } = deps.config.reports.costReport;
  if (!anomalies.enabled || repository === undefined) return;
  const day = (await deps.store.now()).toISOString().slice(0, 10);
  const workId = anomalyLookId(day);
  if ((await deps.store.readWork(workId)) === undefined) {
    // Nothing is paid for that could not be posted.
    if ((await findReportPlace(deps, repository, 'a cost anomaly')) === undefined) return;
    await deps.store.insertWork(workId, { day });
  }
  return deps.queue.send('anomalies', { workId }, { id: workId, key: 'anomalies' });
};
