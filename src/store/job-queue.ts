import type { JobWithMetadata, PgBoss } from 'pg-boss';
import { Fault } from '../task/fault.ts';
import { bossDb } from './boss.ts';
import type { Sql } from './database.ts';
import { namedJobId, nextJobId } from './job-id.ts';
import { isQueueName, QUEUES, type QueueName, type WorkerRole } from './queues.ts';
import type { JobAttempt, JobData, Queue } from './store.ts';

type Handler = (job: JobData, attempt: JobAttempt) => Promise<void>;
type BossJob = Pick<JobWithMetadata<JobData>, 'id' | 'data' | 'retryCount' | 'retryLimit'>;

/** A job that threw. `isLast`: it will not be tried again. */
export interface JobFault {
  readonly queue: QueueName;
  readonly job: JobData;
  readonly error: unknown;
  readonly isLast: boolean;
}

export interface SendOptions {
  readonly id?: string;
  readonly key?: string;
}

export interface DrainOptions {
  /** Leaves retries whose delay is not over; without it `drain` runs them at once. */
  readonly onlyReady?: boolean;
  /** Runs the jobs of this queue alone, to look at what lies between two of them. */
  readonly only?: QueueName;
}

/** The queue, with what the store and the operator need beyond the contract. */
export interface JobQueue extends Queue {
  /** Queues a job inside a transaction of ours: both are there, or neither. */
  readonly sendWithin: (
    sql: Sql,
    name: QueueName,
    message: { readonly job: JobData; readonly options: SendOptions },
  ) => Promise<void>;
  readonly drain: (options?: DrainOptions) => Promise<void>;
  /** Frees keys that a job holds which failed for good, and tells of each. */
  readonly releaseKeys: () => Promise<void>;
}

export interface JobQueueOptions {
  readonly boss: PgBoss;
  readonly role: WorkerRole | 'all';
  readonly polls: boolean;
  readonly onFault: (fault: JobFault) => void;
  /** Told of each run, for the metrics. */
  readonly onRun?: (queue: QueueName, seconds: number) => void;
}

const known = (name: string): QueueName => {
  if (isQueueName(name)) return name;
  throw new Fault('broken-promise', `there is no queue ${name}`);
};

const send = async (
  boss: PgBoss,
  name: QueueName,
  message: { readonly job: JobData; readonly options: SendOptions; readonly sql?: Sql },
): Promise<void> => {
  const { id, key } = message.options;
  const jobId = id === undefined ? nextJobId(Date.now()) : namedJobId(name, id);
  await boss.send(name, message.job, {
    id: jobId,
    singletonKey: key ?? jobId,
    ...(message.sql === undefined ? {} : { db: bossDb(message.sql) }),
  });
};

/** What may be kept of an error in the queue's own table: its kind, never its text. */
const kindOf = (error: unknown): string => (error instanceof Fault ? error.kind : 'unexpected');

/** Queue of jobs on pg-boss. Without `polls` nothing runs until `drain` is called. */
export class BossQueue implements JobQueue {
  readonly #options: JobQueueOptions;
  readonly #handlers = new Map<QueueName, Handler>();
  readonly #running = new Set<Promise<void>>();
  #sweeper: NodeJS.Timeout | undefined;

  constructor(options: JobQueueOptions) {
    this.#options = options;
    if (!options.polls) return;
    const sweep = (): void => void this.releaseKeys().catch(() => undefined);
    this.#sweeper = setInterval(sweep, 5_000).unref();
  }

  readonly send: Queue['send'] = async (name, job, options = {}) => {
    await send(this.#options.boss, known(name), { job, options });
  };

  readonly sendWithin: JobQueue['sendWithin'] = async (sql, name, message) => {
    await send(this.#options.boss, name, { ...message, sql });
  };

  readonly work: Queue['work'] = async (queue, handler) => {
    const name = known(queue);
    const { role, polls, boss } = this.#options;
    const { worker, concurrency } = QUEUES[name];
    if (role !== 'all' && role !== worker) {
      throw new Fault('broken-promise', `queue ${name} belongs to the ${worker}, not ${role}`);
    }
    this.#handlers.set(name, handler);
    if (!polls) return;
    for (let n = 0; n < concurrency; n += 1) await this.#poll(boss, name);
  };

  readonly schedule: Queue['schedule'] = async (name, cron) => {
    await this.#options.boss.schedule(known(name), cron, {}, { tz: 'UTC', singletonKey: name });
  };

  readonly drain: JobQueue['drain'] = async (options = {}) => {
    // A poller may have taken a job and not begun it, so it is done when twice nothing was there.
    const enough = this.#options.polls ? 2 : 1;
    for (let idle = 0; idle < enough;) {
      let ran = this.#running.size;
      for (const name of this.#handlers.keys()) {
        if ((options.only ?? name) === name) ran += await this.#drainOne(name, options);
      }
      await Promise.all(this.#running);
      await this.releaseKeys();
      idle = ran === 0 ? idle + 1 : 0;
    }
  };

  readonly releaseKeys = async (): Promise<void> => {
    const { boss, onFault } = this.#options;
    for (const name of this.#handlers.keys()) {
      for (const key of await boss.getBlockedKeys(name)) {
        const jobs = await boss.findJobs<JobData>(name, { key });
        const failed = jobs.filter((job) => job.state === 'failed');
        for (const { data } of failed) {
          const error = new Fault('timeout', 'a job was lost too often with its worker');
          onFault({ queue: name, job: data, error, isLast: true });
        }
        if (failed.length > 0)
          await boss.deleteJob(
            name,
            failed.map(({ id }) => id),
          );
      }
    }
  };

  readonly stop = async (): Promise<void> => {
    clearInterval(this.#sweeper);
    await this.#options.boss.stop({ graceful: this.#options.polls, timeout: 20_000 });
  };

  /** Wakes itself after each job, so that a backlog is worked off without waiting for a poll. */
  async #poll(boss: PgBoss, name: QueueName): Promise<void> {
    let id = '';
    const intervals = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 2 };
    id = await boss.work(
      name,
      { includeMetadata: true, ...intervals },
      async (jobs: readonly JobWithMetadata<JobData>[]) => {
        for (const job of jobs) await this.#run(name, job);
        boss.notifyWorker(id);
      },
    );
  }

  async #drainOne(name: QueueName, { onlyReady = false }: DrainOptions): Promise<number> {
    const { boss } = this.#options;
    for (let ran = 0; ; ran += 1) {
      const [job] = await boss.fetch<JobData>(name, {
        includeMetadata: true,
        ignoreStartAfter: !onlyReady,
      });
      if (job === undefined) return ran;
      try {
        await this.#run(name, job);
        await boss.complete(name, job.id);
      } catch (error) {
        await boss.fail(name, job.id, { kind: kindOf(error) });
      }
    }
  }

  /**
   * Runs one job. What throws for the last time is told and then counts as done: a failed job would
   * hold its key for ever.
   */
  async #run(name: QueueName, job: BossJob): Promise<void> {
    const run = this.#attempt(name, job);
    const settled = run.catch(() => undefined);
    this.#running.add(settled);
    try {
      await run;
    } finally {
      this.#running.delete(settled);
    }
  }

  async #attempt(name: QueueName, job: BossJob): Promise<void> {
    const started = performance.now();
    const isLast = job.retryCount >= job.retryLimit;
    try {
      await this.#handlers.get(name)?.(job.data, { isLast });
    } catch (error) {
      this.#options.onFault({ queue: name, job: job.data, error, isLast });
      if (!isLast)
        throw error instanceof Fault ? new Fault(error.kind, error.kind) : new Error(name);
    } finally {
      this.#options.onRun?.(name, (performance.now() - started) / 1000);
    }
  }
}
