import type { SessionDoor } from '../execute/ports.ts';
import type { ReleaseGitHub } from '../github/github.ts';
import type { WorkerDeps } from './deps.ts';

/**
 * What the deployer worker has on top of every worker: the door to AWS for approved plans, and a
 * way to look at GitHub with a release's token. It holds no key of the GitHub App.
 */
export interface DeployerDeps extends WorkerDeps {
  readonly door: SessionDoor;
  /** Numeric id of the GitHub App: whose comments show plans. No secret. */
  readonly appId: number;
  readonly openReleaseGitHub: (token: string) => ReleaseGitHub;
}
