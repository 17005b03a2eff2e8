import type { JobData, Queue, Work } from '../store/jobs.ts';

/** A handler of one queue's jobs. */
export type JobHandler = (job: JobData) => Promise<void>;

/** The queues one worker serves, with what it does for each. */
export type Handlers = Readonly<Record<string, JobHandler>>;

/** A job that broke on its last try, or was lost with its worker too often. */
export interface BrokenJob {
  readonly queue: string;
  readonly job: JobData;
  readonly jobId: string;
  readonly error: unknown;
}

/** Told of a job that is given up. */
export type OnBroken = (broken: BrokenJob) => Promise<void>;

/** The one catch: what breaks is tried again by the queue, and told when that is over. */
const guard = (queue: string, handler: JobHandler, onBroken: OnBroken): Work => ({
  run: async (job, { jobId, isLast }) => {
    try {
      await handler(job);
    } catch (error) {
      if (isLast) await onBroken({ queue, job, jobId, error });
      throw error;
    }
  },
  onLost: (job, { jobId, error }) => onBroken({ queue, job, jobId, error }),
});

/** Starts to work on every queue of a worker. */
export const workOn = (queue: Queue, handlers: Handlers, onBroken: OnBroken): Promise<void> =>
  queue.workOn(
    Object.fromEntries(
      Object.entries(handlers).map(([name, handler]) => [name, guard(name, handler, onBroken)]),
    ),
  );
