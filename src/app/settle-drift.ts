import type { IssueState } from '../store/store.ts';
import type { WorkerDeps } from './deps.ts';

/**
 * Remembers that a plan set a drifted stack back, so that the look of the day does not open its
 * issue again, and the next one that finds drift does.
 */
export const settleDrift = async (
  { store }: Pick<WorkerDeps, 'store'>,
  { ref, isAboutDrift }: Pick<IssueState, 'ref' | 'isAboutDrift'>,
): Promise<void> => {
  if (isAboutDrift !== true) return;
  const issues = await store.listDriftIssues(ref.repositoryId);
  const issue = issues.find(({ number }) => number === ref.number);
  if (issue === undefined) return;
  await store.saveDriftIssue({ ...issue, settledAt: (await store.now()).toISOString() });
};
