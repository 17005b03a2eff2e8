import type { FoundRepository, RepositoryName } from '../github/find-repository.ts';
import type { OrchestratorDeps } from './deps.ts';

type Find = OrchestratorDeps['findRepository'];

/** Standing looks ask every minute; a repository changes its installation about never. */
const KEPT_MS = 5 * 60_000;

/**
 * Keeps for five minutes where a repository was found. One that was not found is looked for again
 * at once. Whether it may be written to is not kept: that is decided anew each time.
 */
export const keepFound = (find: Find, clock: Pick<OrchestratorDeps['clock'], 'now'>): Find => {
  const kept = new Map<string, { readonly found: FoundRepository; readonly untilMs: number }>();
  return async (name: RepositoryName) => {
    const key = `${name.owner}/${name.repo}`;
    const nowMs = clock.now().getTime();
    const known = kept.get(key);
    if (known !== undefined && nowMs < known.untilMs) return known.found;
    const found = await find(name);
    if (found === undefined) kept.delete(key);
    else kept.set(key, { found, untilMs: nowMs + KEPT_MS });
    return found;
  };
};
