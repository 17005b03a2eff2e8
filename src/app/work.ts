import type { JobAttempt, JobData, Queue } from '../store/store.ts';

/** A handler of one queue's jobs. */
export type JobHandler = (job: JobData) => Promise<void>;

/** The queues one worker serves, with what it does for each. */
export type Handlers = Readonly<Record<string, JobHandler>>;

/** A job that broke on its last try. */
export interface BrokenJob {
  readonly queue: string;
  readonly job: JobData;
  readonly error: unknown;
}

/** Told of a job that is given up. */
export type OnBroken = (broken: BrokenJob) => Promise<void>;

/** The one catch: what breaks is tried again by the queue, and told when that is over. */
const guard =
  (queue: string, handler: JobHandler, onBroken: OnBroken) =>
  async (job: JobData, attempt: JobAttempt): Promise<void> => {
    try {
      await handler(job);
    } catch (error) {
      if (attempt.isLast) await onBroken({ queue, job, error });
      throw error;
    }
  };

/** Starts to work on every queue of a worker. */
export const workOn = async (
  queue: Queue,
  handlers: Handlers,
  onBroken: OnBroken,
): Promise<void> => {
  for (const [name, handler] of Object.entries(handlers)) {
    await queue.work(name, guard(name, handler, onBroken));
  }
};
