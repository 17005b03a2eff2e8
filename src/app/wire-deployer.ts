import type { AwsOptions } from '../aws/aws-options.ts';
import { createDeployerSide } from '../aws/deployer-side.ts';
import { openReleaseGitHub } from '../github/release-client.ts';
import type { Waiting } from '../github/request.ts';
import type { DeployerDeps } from './deployer-deps.ts';
import type { WorkerDeps } from './deps.ts';
import { onExecute } from './on-execute.ts';
import { onRemoveEmpty } from './on-remove-empty.ts';
import type { Handlers } from './work.ts';

/** Where the deployer looks at GitHub: from its own configuration, never from a row. */
export interface ReleaseSource {
  readonly baseUrl: string;
  /** Numeric id of the GitHub App; the key stays with the orchestrator. */
  readonly appId: number;
  readonly waiting: Waiting;
  readonly fetch?: typeof fetch;
}

/** Builds the deployer worker: the door for approved plans, and no key of the GitHub App. */
export const wireDeployer = (
  deps: WorkerDeps,
  options: AwsOptions,
  source: ReleaseSource,
): { readonly handlers: Handlers; readonly close: () => void } => {
  const side = createDeployerSide(options);
  const deployer: DeployerDeps = {
    ...deps,
    door: side.door,
    appId: source.appId,
    openReleaseGitHub: (token) => openReleaseGitHub({ ...source, token }),
  };
  return {
    close: side.close,
    handlers: {
      execute: (job) => onExecute(deployer, job),
      'remove-empty': (job) => onRemoveEmpty(deployer, side.openRemover, job),
    },
  };
};
