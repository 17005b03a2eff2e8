import type { JobData, Queue } from '../store/store.ts';

/** A handler of one queue's jobs. */
export type JobHandler = (job: JobData) => Promise<void>;

/** The queues one worker serves, with what it does for each. */
export type Handlers = Readonly<Record<string, JobHandler>>;

/** Starts to work on every queue of a worker. */
export const workOn = async (queue: Queue, handlers: Handlers): Promise<void> => {
  for (const [name, handler] of Object.entries(handlers)) await queue.work(name, handler);
};
