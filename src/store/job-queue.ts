import type { JobWithMetadata, PgBoss } from 'pg-boss';
import { Fault } from '../task/fault.ts';
import type { JsonObject } from '../task/json.ts';
import type { Sql } from './database.ts';
import { LINE, LINE_WORKERS, placeOf, priorityOf, unwrapJob, type Addressed } from './line.ts';
import { isAt, type Waiting } from './queue-depth.ts';
import { isQueueName, QUEUES, type QueueName, type WorkerRole } from './queues.ts';
import { sendJob, type SendOptions } from './send-job.ts';
import type { JobData, Queue, Work } from './jobs.ts';

type BossJob = Pick<JobWithMetadata<JsonObject>, 'id' | 'data' | 'retryCount' | 'retryLimit'>;

/** A job that threw. `isLast`: it will not be tried again. */
export interface JobFault {
  readonly queue: QueueName;
  readonly job: JobData;
  readonly error: unknown;
  readonly isLast: boolean;
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
  /** Frees keys that a job holds which failed for good, and tells of each. Answers how many. */
  readonly releaseKeys: () => Promise<number>;
}

export interface JobQueueOptions {
  readonly boss: PgBoss;
  readonly role: WorkerRole | 'all';
  readonly polls: boolean;
  /** Where there is something to do, so that `drain` asks pg-boss for nothing else. */
  readonly readWaiting: () => Promise<readonly Waiting[]>;
  readonly onFault: (fault: JobFault) => void;
  /** Told of each run, for the metrics. */
  readonly onRun?: (queue: QueueName, seconds: number) => void;
}

const known = (name: string): QueueName => {
  if (isQueueName(name)) return name;
  throw new Fault('broken-promise', `there is no queue ${name}`);
};

/** What may be kept of an error in the queue's own table: its kind, never its text. */
const kindOf = (error: unknown): string => (error instanceof Fault ? error.kind : 'unexpected');

/** Queue of jobs on pg-boss. Without `polls` nothing runs until `drain` is called. */
export class BossQueue implements JobQueue {
  readonly #options: JobQueueOptions;
  readonly #works = new Map<QueueName, Work>();
  readonly #polled = new Set<string>();
  readonly #running = new Set<Promise<void>>();
  #sweeper: NodeJS.Timeout | undefined;

  constructor(options: JobQueueOptions) {
    this.#options = options;
    if (!options.polls) return;
    const sweep = (): void => void this.releaseKeys().catch(() => undefined);
    this.#sweeper = setInterval(sweep, 5_000).unref();
  }

  readonly send: Queue['send'] = async (name, job, options = {}) => {
    const to = this.#sendable(name);
    await sendJob(this.#options.boss, { to, job }, { options });
  };

  readonly sendWithin: JobQueue['sendWithin'] = async (sql, name, { job, options }) => {
    await sendJob(this.#options.boss, { to: this.#sendable(name), job }, { options, sql });
  };

  readonly work: Queue['work'] = (queue, run) => this.workOn({ [queue]: { run } });

  readonly workOn: Queue['workOn'] = async (works) => {
    const { role, polls } = this.#options;
    const names = Object.keys(works).map(known);
    for (const name of names) {
      const { worker } = QUEUES[name];
      if (role !== 'all' && role !== worker) {
        throw new Fault('broken-promise', `queue ${name} belongs to the ${worker}, not ${role}`);
      }
    }
    // All of them first: the line must not hand a job to a queue that nobody serves yet.
    for (const [name, work] of Object.entries(works)) this.#works.set(known(name), work);
    if (polls) for (const name of names) await this.#pollPlace(name);
  };

  readonly schedule: Queue['schedule'] = async (name, cron) => {
    await this.#options.boss.schedule(known(name), cron, {}, { tz: 'UTC', singletonKey: name });
  };

  readonly drain: JobQueue['drain'] = async (options = {}) => {
    const names = [...this.#works.keys()].filter((name) => (options.only ?? name) === name);
    for (let isIdle = false; !isIdle;) {
      const waiting = await this.#options.readWaiting();
      // A poller may have taken a job and not begun it, or be about to: all is waited for.
      const isUnderWay = this.#options.polls && isAt(names, waiting, ['runs', 'waits']);
      let ran = this.#running.size;
      for (const name of names.filter((one) => isAt([one], waiting, ['waits']))) {
        ran += await this.#drainQueue(name, options);
      }
      await Promise.all(this.#running);
      if (waiting.some(({ state }) => state === 'failed')) ran += await this.releaseKeys();
      isIdle = ran === 0 && !isUnderWay;
    }
  };

  readonly releaseKeys = async (): Promise<number> => {
    const { boss } = this.#options;
    let freed = 0;
    for (const place of new Set([...this.#works.keys()].map(placeOf))) {
      for (const key of await boss.getBlockedKeys(place)) {
        const jobs = await boss.findJobs<JsonObject>(place, { key });
        for (const job of jobs.filter(({ state }) => state === 'failed')) {
          await this.#tellLost(unwrapJob(place, job.data), job.id);
          await boss.deleteJob(place, job.id);
          freed += 1;
        }
      }
    }
    return freed;
  };

  readonly stop = async (): Promise<void> => {
    clearInterval(this.#sweeper);
    await this.#options.boss.stop({ graceful: this.#options.polls, timeout: 20_000 });
  };

  /** The name of a queue in which this worker may queue jobs. */
  #sendable(queue: string): QueueName {
    const name = known(queue);
    const { role } = this.#options;
    const { worker, from } = QUEUES[name];
    if (role === 'all' || role === worker || from.some((one) => one === role)) return name;
    throw new Fault('broken-promise', `the ${role} queues no jobs in ${name}`);
  }

  async #pollPlace(name: QueueName): Promise<void> {
    const place = placeOf(name);
    if (this.#polled.has(place)) return;
    this.#polled.add(place);
    const own = [{ concurrency: QUEUES[name].concurrency, fetch: {} }];
    for (const { concurrency, fetch } of place === LINE ? LINE_WORKERS : own) {
      for (let n = 0; n < concurrency; n += 1) await this.#poll(place, fetch);
    }
  }

  /** Wakes itself after each job, so that a backlog is worked off without waiting for a poll. */
  async #poll(place: string, fetch: { readonly maxPriority?: number }): Promise<void> {
    const { boss } = this.#options;
    let id = '';
    const intervals = { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 2 };
    id = await boss.work(
      place,
      { includeMetadata: true, ...intervals, ...fetch },
      async (jobs: readonly JobWithMetadata<JsonObject>[]) => {
        for (const job of jobs) await this.#run(place, job);
        boss.notifyWorker(id);
      },
    );
  }

  async #drainQueue(name: QueueName, { onlyReady = false }: DrainOptions): Promise<number> {
    const { boss } = this.#options;
    const place = placeOf(name);
    const priority = priorityOf(name);
    const alone = place === LINE ? { minPriority: priority, maxPriority: priority } : {};
    const options = { includeMetadata: true as const, ignoreStartAfter: !onlyReady, ...alone };
    for (let ran = 0; ; ran += 1) {
      // To ask what waits costs a third of asking pg-boss for a job that is not there.
      if (ran > 0 && !isAt([name], await this.#options.readWaiting(), ['waits'])) return ran;
      const [job] = await boss.fetch<JsonObject>(place, options);
      if (job === undefined) return ran;
      await this.#settle(place, job);
    }
  }

  async #settle(place: string, job: BossJob): Promise<void> {
    const { boss } = this.#options;
    try {
      await this.#run(place, job);
      await boss.complete(place, job.id);
    } catch (error) {
      await boss.fail(place, job.id, { kind: kindOf(error) });
    }
  }

  /**
   * Runs one job. What throws for the last time is told and then counts as done: a failed job would
   * hold its key for ever.
   */
  async #run(place: string, job: BossJob): Promise<void> {
    const addressed = unwrapJob(place, job.data);
    if (addressed === undefined) {
      // Perhaps of a newer version, whose process may take it; a forged one is left in the end.
      if (job.retryCount < job.retryLimit) throw new Fault('broken-promise', 'a job for nobody');
      return;
    }
    const run = this.#attempt(addressed, job);
    const settled = run.catch(() => undefined);
    this.#running.add(settled);
    try {
      await run;
    } finally {
      this.#running.delete(settled);
    }
  }

  async #attempt({ to, job }: Addressed, kept: BossJob): Promise<void> {
    const started = performance.now();
    const isLast = kept.retryCount >= kept.retryLimit;
    try {
      const work = this.#works.get(to);
      if (work === undefined) throw new Fault('broken-promise', `nobody serves ${to} here`);
      await work.run(job, { jobId: kept.id, isLast });
    } catch (error) {
      this.#options.onFault({ queue: to, job, error, isLast });
      if (!isLast) throw error instanceof Fault ? new Fault(error.kind, error.kind) : new Error(to);
    } finally {
      this.#options.onRun?.(to, (performance.now() - started) / 1000);
    }
  }

  async #tellLost(addressed: Addressed | undefined, jobId: string): Promise<void> {
    if (addressed === undefined) return;
    const { to, job } = addressed;
    const error = new Fault('timeout', 'a job was lost too often with its worker');
    this.#options.onFault({ queue: to, job, error, isLast: true });
    await this.#works.get(to)?.onLost?.(job, { jobId, error });
  }
}
