import type { HealthConfig } from '../config/config.ts';
import type { OrchestratorDeps } from './deps.ts';
import { lookId, watchedBy } from './health-look.ts';

/** The minute of a moment: one job in each, however many nodes ask. */
const minuteOf = (now: Date): number => Math.floor(now.getTime() / 60_000);

/** Where the issues belong; undefined, and said, where none could be posted. */
const placeOf = async (
  deps: OrchestratorDeps,
  name: NonNullable<HealthConfig['repository']>,
): Promise<number | undefined> => {
  const place = await deps.findRepository(name);
  const repositoryId = place?.repository.repositoryId;
  if (repositoryId !== undefined && !(await deps.store.isPublic(repositoryId))) return repositoryId;
  deps.log.error(name, 'health is not looked at: its repository is public, or not served');
  return undefined;
};

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
    const repositoryId = await placeOf(deps, health.repository);
    if (repositoryId === undefined) return;
    const issues = await deps.store.listHealthIssues(repositoryId);
    const agents = await deps.store.listServiceAgents();
    const asked = { now: now.toISOString(), watched: watchedBy(issues, agents) };
    await deps.store.insertWork(workId, asked);
  }
  return deps.queue.send('health', { workId }, { id: workId, key: 'health' });
};
