import type { Refusal } from '../task/refusal.ts';
import type { WorkerDeps } from './deps.ts';

/** Key of the note that a repository became public while the application served it. */
export const publicKey = (repositoryId: number): string => `public-${repositoryId}`;

const FOREVER_SECONDS = 10 * 365 * 24 * 3600;

/**
 * The answer to everything in a repository that became public: plans and outcomes name accounts and
 * resources, so nothing is planned, approved or told there.
 */
export const refusePublic = async (
  deps: Pick<WorkerDeps, 'store'>,
  repositoryId: number,
): Promise<Refusal | undefined> => {
  const note = await deps.store.readCache(publicKey(repositoryId), FOREVER_SECONDS);
  if (note?.['isPublic'] !== true) return undefined;
  return {
    code: 'repository-public',
    because: 'This repository became public; no details are posted in it.',
    next: 'Make it private again, then `/plan`.',
  };
};
