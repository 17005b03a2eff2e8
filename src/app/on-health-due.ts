import type { OrchestratorDeps } from './deps.ts';
import { lookId, watchedBy } from './health-look.ts';
import { findReportPlace } from './report-place.ts';

/** The minute of a moment: one job in each, however many nodes ask. */
const minuteOf = (now: Date): number => Math.floor(now.getTime() / 60_000);

/**
 * Has a look at health made when its hours have passed, and while there is one, has the issues
 * brought in line with it. Runs every minute; two nodes ask for one look, and a look that nobody
 * was running for is caught up with.
 */
export const onHealthDue = async (deps: OrchestratorDeps): Promise<void> => {
  const { health } = deps.config.reports;
  if (!health.enabled || health.repository === undefined) return;
  const now = await deps.store.now();
  const workId = lookId(health, now);
  const work = await deps.store.readWork(workId);
  if (work?.output !== undefined) {
    const id = `${workId}-${minuteOf(now)}`;
    return deps.queue.send('health-issues', { workId }, { id, key: 'health-issues' });
  }
  if (work === undefined) {
    // Nothing is read in AWS for issues that could not be posted.
    const place = await findReportPlace(deps, health.repository, 'health');
    if (place === undefined) return;
    const issues = await deps.store.listHealthIssues(place.repository.repositoryId);
    const agents = await deps.store.listServiceAgents();
    const asked = { now: now.toISOString(), watched: watchedBy(issues, agents) };
    await deps.store.insertWork(workId, asked);
  }
  return deps.queue.send('health', { workId }, { id: workId, key: 'health' });
};
