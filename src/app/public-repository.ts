import type { Refusal } from '../task/refusal.ts';
import type { WorkerDeps } from './deps.ts';

/**
 * The answer to everything in a repository that became public: plans and outcomes name accounts and
 * resources, so nothing is planned, approved or told there.
 */
export const refusePublic = async (
  deps: Pick<WorkerDeps, 'store'>,
  repositoryId: number,
): Promise<Refusal | undefined> => {
  if (!(await deps.store.isPublic(repositoryId))) return undefined;
  return {
    code: 'repository-public',
    because: 'This repository became public; no details are posted in it.',
    next: 'Make it private again, then `/plan`.',
  };
};
