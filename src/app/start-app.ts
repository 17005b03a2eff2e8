import type { Logger } from 'pino';
import type { AwsOptions } from '../aws/aws-options.ts';
import type { Config } from '../config/config.ts';
import type { Clock } from '../execute/ports.ts';
import type { GitHubApp, GitHubAppOptions } from '../github/app-auth.ts';
import type { OpenedStore } from '../store/open-store.ts';
import type { WorkerDeps } from './deps.ts';
import type { Role } from './environment.ts';
import type { Knowledge } from './knowledge.ts';
import type { Metrics } from './metrics.ts';
import type { ModelPort } from '../claude/prompt.ts';
import { wireModel } from './wire-model.ts';
import { wireDeployer, type ReleaseSource } from './wire-deployer.ts';
import { wireOrchestrator, type RegisterApp } from './wire-orchestrator.ts';
import { wireReader } from './wire-reader.ts';
import { tellBroken } from './tell-broken.ts';
import { workOn, type Handlers } from './work.ts';

/**
 * What a process is started from. Each role uses its own part, and builds nothing of the others.
 */
export interface AppOptions {
  readonly role: Role;
  readonly opened: OpenedStore;
  readonly config: Config;
  readonly knowledge: Knowledge;
  readonly clock: Clock;
  readonly log: Logger;
  readonly newId: () => string;
  /** For the orchestrator. */
  readonly github?: GitHubAppOptions;
  /** For the deployer. */
  readonly release?: ReleaseSource;
  /** For the reader and the deployer. */
  readonly aws?: AwsOptions;
  /** For the model worker; where everything runs in one process, the orchestrator asks it. */
  readonly model?: ModelPort;
  readonly registerApp: RegisterApp;
  readonly metrics?: Metrics;
}

export interface StartedApp {
  readonly handlers: Handlers;
  readonly github?: GitHubApp;
  readonly close: () => Promise<void>;
}

const depsOf = (options: AppOptions): WorkerDeps => ({
  store: options.opened.store,
  queue: options.opened.queue,
  clock: options.clock,
  config: options.config,
  knowledge: options.knowledge,
  log: options.log,
  newId: options.newId,
  ...(options.metrics === undefined ? {} : { metrics: options.metrics }),
});

const isAsked = (role: Role, one: Exclude<Role, 'all'>): boolean => role === 'all' || role === one;

/** Whether somebody answers: here, or in a process of its own, which configuration says. */
const hasModel = ({ role, model, config }: AppOptions): boolean =>
  role === 'all' || role === 'model'
    ? model !== undefined && config.model.enabled !== false
    : config.model.enabled === true;

interface Part {
  readonly handlers: Handlers;
  readonly github?: GitHubApp;
  readonly close?: () => void;
}

const partsOf = (options: AppOptions): readonly Part[] => {
  const deps = depsOf(options);
  const { role, github, aws, release, model, registerApp } = options;
  const parts: Part[] = [];
  if (isAsked(role, 'orchestrator') && github !== undefined) {
    parts.push(wireOrchestrator(deps, github, { registerApp, hasModel: hasModel(options) }));
  }
  if (isAsked(role, 'reader') && aws !== undefined) parts.push(wireReader(deps, aws));
  if (isAsked(role, 'deployer') && aws !== undefined && release !== undefined) {
    parts.push(wireDeployer(deps, aws, release));
  }
  if (isAsked(role, 'model') && model !== undefined && hasModel(options)) {
    parts.push(wireModel(deps, model));
  }
  return parts;
};

/** What the orchestrator does by the clock, in UTC. Doing it twice is one. */
const SCHEDULES = {
  sweep: '*/10 * * * *',
  expire: '*/5 * * * *',
  reply: '* * * * *',
  reports: '*/15 * * * *',
  'model-due': '* * * * *',
  'health-due': '* * * * *',
  'drift-due': '* * * * *',
  'receipts-due': '*/15 * * * *',
  'anomalies-due': '*/15 * * * *',
} as const;

const schedule = async ({ opened, role }: AppOptions): Promise<void> => {
  if (!isAsked(role, 'orchestrator')) return;
  for (const [name, cron] of Object.entries(SCHEDULES)) await opened.queue.schedule(name, cron);
};

/** Wires the workers of a role and starts to work on their queues. */
export const startApp = async (options: AppOptions): Promise<StartedApp> => {
  const parts = partsOf(options);
  const handlers: Handlers = Object.assign({}, ...parts.map((part) => part.handlers));
  await workOn(options.opened.queue, handlers, tellBroken(depsOf(options)));
  await schedule(options);
  const github = parts.find((part) => part.github !== undefined)?.github;
  return {
    handlers,
    ...(github === undefined ? {} : { github }),
    close: async () => {
      await options.opened.close();
      for (const part of parts) part.close?.();
    },
  };
};
