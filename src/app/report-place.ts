import type { FoundRepository, RepositoryName } from '../github/find-repository.ts';
import type { OrchestratorDeps } from './deps.ts';
import { refusePublic } from './public-repository.ts';

/**
 * Where the issues of a standing look belong. Undefined where none is configured, and, said in the
 * log, where the application is not installed or everybody could read them.
 */
export const findReportPlace = async (
  deps: OrchestratorDeps,
  name: RepositoryName | undefined,
  what: string,
): Promise<FoundRepository | undefined> => {
  if (name === undefined) return undefined;
  const place = await deps.findRepository(name);
  const isShut =
    place === undefined || (await refusePublic(deps, place.repository.repositoryId)) !== undefined;
  if (!isShut) return place;
  deps.log.error({ ...name }, `${what} is not posted: its repository is public, or not served`);
  return undefined;
};
