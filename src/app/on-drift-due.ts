import type { OrchestratorDeps } from './deps.ts';
import { driftLookId, watchedStacks } from './drift-look.ts';
import { findReportPlace } from './report-place.ts';

/** The minute of a moment: one job in each, however many nodes ask. */
const minuteOf = (now: Date): number => Math.floor(now.getTime() / 60_000);

/**
 * Has a look at drift made once a day, and while there is one, has the issues brought in line with
 * it. Runs every minute; two nodes ask for one look, and a look that nobody was running for is
 * caught up with.
 */
export const onDriftDue = async (deps: OrchestratorDeps): Promise<void> => {
  const { drift } = deps.config.reports;
  if (!drift.enabled || drift.repository === undefined) return;
  const now = await deps.store.now();
  const workId = driftLookId(drift, now);
  const work = await deps.store.readWork(workId);
  if (work?.output !== undefined) {
    const id = `${workId}-${minuteOf(now)}`;
    return deps.queue.send('drift-issues', { workId }, { id, key: 'drift-issues' });
  }
  if (work === undefined) {
    // Nothing is read in AWS for issues that could not be posted.
    const place = await findReportPlace(deps, drift.repository, 'drift');
    if (place === undefined) return;
    const issues = await deps.store.listDriftIssues(place.repository.repositoryId);
    await deps.store.insertWork(workId, { now: now.toISOString(), watched: watchedStacks(issues) });
  }
  return deps.queue.send('drift', { workId }, { id: workId, key: 'drift' });
};
