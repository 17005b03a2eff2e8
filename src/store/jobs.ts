/** A queue of jobs; a job carries ids, and a word of a webhook: no text and no secret. */
export interface Queue {
  /**
   * Queues a job; the same `id` twice is one job. Jobs of one `key` run one after the other, and so
   * do all jobs about one issue that stand in its line, whichever queues they are for.
   */
  readonly send: (
    name: string,
    job: JobData,
    options?: { id?: string; key?: string },
  ) => Promise<void>;
  /** Works on a queue until `stop`. A handler that throws is tried again, with a growing delay. */
  readonly work: (name: string, run: Work['run']) => Promise<void>;
  /** The same for several queues, by name. Those of the line must come together. */
  readonly workOn: (works: Readonly<Record<string, Work>>) => Promise<void>;
  /** Registers a cron schedule in UTC; doing it twice is one. */
  readonly schedule: (name: string, cron: string) => Promise<void>;
  /** Runs every queued job until nothing is left. For tests, the demo and the command line. */
  readonly drain: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export type JobData = Readonly<Record<string, string | number>>;

/** Which try of a job this is. `isLast`: when it throws now, it is not tried again. */
export interface JobAttempt {
  /** The same at every try. */
  readonly jobId: string;
  readonly isLast: boolean;
}

/** What a worker does with the jobs of one queue. */
export interface Work {
  readonly run: (job: JobData, attempt: JobAttempt) => Promise<void>;
  /** Told of a job whose workers died too often; it is not run again. May be told twice. */
  readonly onLost?: (
    job: JobData,
    lost: { readonly jobId: string; readonly error: unknown },
  ) => Promise<void>;
}
