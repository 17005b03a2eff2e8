/** The workers of the application; each may run as its own process with its own database role. */
export const WORKERS = ['orchestrator', 'reader', 'deployer'] as const;
export type WorkerRole = (typeof WORKERS)[number];

export interface QueueSpec {
  readonly worker: WorkerRole;
  /** How often a job that threw is tried again; after that it is told as a fault and left. */
  readonly retries: number;
  /** Seconds before the first retry; doubles, up to five minutes. */
  readonly retryDelaySeconds: number;
  /** Seconds after which a job that does not end is taken away and tried again. */
  readonly expireSeconds: number;
  /** Jobs of different keys that one process runs side by side. */
  readonly concurrency: number;
}

const quick = { retries: 5, retryDelaySeconds: 2, expireSeconds: 300, concurrency: 4 } as const;

/** An execution lives as long as a session, and a little for the read-back. */
const long = { retries: 8, retryDelaySeconds: 5, expireSeconds: 7200, concurrency: 8 } as const;

const rare = { retries: 2, retryDelaySeconds: 30, expireSeconds: 900, concurrency: 1 } as const;

/**
 * Every queue, and which worker serves it. Jobs carry ids only. All queues are strictly first in,
 * first out by key: pg-boss's `groupConcurrency` was measured not to be mutual exclusion, its
 * policy `key_strict_fifo` is.
 */
export const QUEUES = {
  delivery: { worker: 'orchestrator', ...quick },
  intake: { worker: 'orchestrator', ...quick },
  accounts: { worker: 'reader', ...quick, expireSeconds: 900 },
  prepare: { worker: 'reader', ...quick, expireSeconds: 900 },
  prepared: { worker: 'orchestrator', ...quick },
  discover: { worker: 'reader', ...quick, expireSeconds: 900 },
  discovered: { worker: 'orchestrator', ...quick },
  propose: { worker: 'orchestrator', ...quick },
  release: { worker: 'orchestrator', ...quick },
  execute: { worker: 'deployer', ...long },
  progress: { worker: 'orchestrator', ...quick },
  outcome: { worker: 'orchestrator', ...quick },
  reports: { worker: 'orchestrator', ...rare },
  costs: { worker: 'reader', ...quick, expireSeconds: 900 },
  costed: { worker: 'orchestrator', ...quick },
  discard: { worker: 'reader', ...quick },
  'remove-empty': { worker: 'deployer', ...quick },
  reply: { worker: 'orchestrator', ...quick, retries: 8 },
  sweep: { worker: 'orchestrator', ...rare },
  expire: { worker: 'orchestrator', ...rare },
  incident: { worker: 'orchestrator', ...quick },
} as const satisfies Record<string, QueueSpec>;

export type QueueName = keyof typeof QUEUES;

/** True for the name of a queue of the table. */
export const isQueueName = (name: string): name is QueueName => Object.hasOwn(QUEUES, name);
