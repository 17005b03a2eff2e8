/** The workers of the application; each may run as its own process with its own database role. */
export const WORKERS = ['orchestrator', 'reader', 'deployer', 'model'] as const;
export type WorkerRole = (typeof WORKERS)[number];

export interface QueueSpec {
  readonly worker: WorkerRole;
  /** Who may queue jobs here, beside the worker itself. */
  readonly from: readonly WorkerRole[];
  /** True: its jobs stand in the line of their issue, behind the jobs of other such queues. */
  readonly inLine: boolean;
  /** How often a job that threw is tried again; after that it is told as a fault and left. */
  readonly retries: number;
  /** Seconds before the first retry; doubles, up to five minutes. */
  readonly retryDelaySeconds: number;
  /** Seconds after which a job that does not end is taken away and tried again. */
  readonly expireSeconds: number;
  /** Jobs of different keys that one process runs side by side; those of the line share its own. */
  readonly concurrency: number;
}

const quick = {
  from: [],
  inLine: false,
  retries: 5,
  retryDelaySeconds: 2,
  expireSeconds: 300,
  concurrency: 4,
} as const;

/** About one issue, by the orchestrator, which alone writes its state. */
const ofIssue = { ...quick, worker: 'orchestrator', inLine: true } as const;

/** Asked for by the orchestrator. */
const reading = { ...quick, worker: 'reader', from: ['orchestrator'], expireSeconds: 900 } as const;

/** An execution lives as long as a session, and a little for the read-back. */
const long = { retries: 8, retryDelaySeconds: 5, expireSeconds: 7200, concurrency: 8 } as const;

const rare = {
  ...quick,
  worker: 'orchestrator',
  retries: 2,
  retryDelaySeconds: 30,
  expireSeconds: 900,
  concurrency: 1,
} as const;

/**
 * Every queue, which worker serves it, and who may send to it. All are strictly first in,
 * first out by key: pg-boss's `groupConcurrency` was measured not to be mutual exclusion, its
 * policy `key_strict_fifo` is.
 */
export const QUEUES = {
  delivery: ofIssue,
  intake: { ...ofIssue, from: ['reader'] },
  accounts: reading,
  prepare: reading,
  prepared: { ...ofIssue, from: ['reader'] },
  discover: reading,
  discovered: { ...ofIssue, from: ['reader'] },
  propose: ofIssue,
  release: { ...ofIssue, from: ['deployer'] },
  execute: { ...quick, ...long, worker: 'deployer', from: ['orchestrator'] },
  // Late news is no news, and must not hold up a `/cancel` behind it.
  progress: { ...ofIssue, from: ['deployer', 'reader'], retries: 1 },
  outcome: { ...ofIssue, from: ['deployer'] },
  'ask-model': { ...quick, worker: 'model', from: ['orchestrator'], retries: 2 },
  'model-answered': { ...ofIssue, from: ['model'] },
  'model-due': rare,
  reports: rare,
  costs: reading,
  'health-due': rare,
  health: reading,
  // The next minute is the next try.
  'health-issues': { ...rare, retries: 0 },
  'drift-due': { ...rare, from: ['reader'] },
  drift: { ...reading, concurrency: 1 },
  // A detection takes minutes, most of them AWS's own, and an account may have many stacks.
  'drift-account': { ...reading, retries: 1, expireSeconds: 3600, concurrency: 8 },
  // The next minute is the next try.
  'drift-issues': { ...rare, retries: 0 },
  'anomalies-due': rare,
  anomalies: reading,
  'anomalies-seen': { ...rare, from: ['reader'], retries: 5 },
  'receipts-due': rare,
  receipts: reading,
  'receipts-seen': { ...rare, from: ['reader'], retries: 5 },
  costed: { ...quick, worker: 'orchestrator', from: ['reader'] },
  proposal: ofIssue,
  deployment: ofIssue,
  'hide-plan': ofIssue,
  'expire-plan': ofIssue,
  discard: { ...reading, expireSeconds: 300 },
  leftover: { ...reading, expireSeconds: 300 },
  'remove-empty': { ...quick, worker: 'deployer', from: ['orchestrator', 'reader'] },
  reply: { ...rare, ...quick, retries: 8 },
  sweep: rare,
  expire: rare,
  incident: { ...ofIssue, from: ['reader', 'deployer', 'model'] },
} as const satisfies Record<string, QueueSpec>;

export type QueueName = keyof typeof QUEUES;

/** True for the name of a queue of the table. */
export const isQueueName = (name: string): name is QueueName => Object.hasOwn(QUEUES, name);
