import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import type { ModelConfig } from '../config/model-config.ts';
import type { Clock } from '../execute/ports.ts';
import type { FoundRepository, RepositoryName } from '../github/find-repository.ts';
import type { GitHubRepository } from '../github/github.ts';
import type { Queue } from '../store/jobs.ts';
import type { OperatedStore } from '../store/store.ts';
import type { Knowledge } from './knowledge.ts';
import type { Metrics } from './metrics.ts';

/** What every worker has. */
export interface WorkerDeps {
  readonly store: OperatedStore;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly config: Config;
  readonly knowledge: Knowledge;
  readonly log: Logger;
  /** A new name that nobody can guess: letters, digits and hyphens, at most 32. */
  readonly newId: () => string;
  /** Where plans and executions are counted; nowhere when absent. */
  readonly metrics?: Pick<Metrics, 'countPlan' | 'countExecution' | 'countModel'>;
}

/** What the orchestrator has on top: GitHub through the application, and no AWS at all. */
export interface OrchestratorDeps extends WorkerDeps {
  readonly github: (installationId: number) => Promise<GitHubRepository>;
  /** Where a repository of a served owner is, and through which installation; else undefined. */
  readonly findRepository: (name: RepositoryName) => Promise<FoundRepository | undefined>;
  /** Present where a model worker answers; everything works without one. */
  readonly model?: ModelConfig;
  /** Numeric id of the GitHub App, to know its own comments and pull requests. */
  readonly appId: number;
}
