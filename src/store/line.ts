import type { JsonObject } from '../task/json.ts';
import { isQueueName, QUEUES, type QueueName } from './queues.ts';
import type { JobData } from './jobs.ts';

/**
 * The one pg-boss queue of all jobs that are about an issue and may write its state. By the key of
 * the issue it runs them one after the other, whichever of the table's queues they are for.
 */
export const LINE = 'issue';

/** Where pg-boss keeps the jobs of a queue. */
export const placeOf = (name: QueueName): string => (QUEUES[name].inLine ? LINE : name);

/** The queues whose jobs stand in the line. */
export const IN_LINE: readonly QueueName[] = (Object.keys(QUEUES) as QueueName[]).filter(
  (name) => QUEUES[name].inLine,
);

/** The key of an issue, by which its jobs wait for each other. */
export const issueKey = (ref: { readonly repositoryId: number; readonly number: number }): string =>
  `issue-${ref.repositoryId}-${ref.number}`;

/** The key of the issue that a job names, whoever sent it; undefined when it names none. */
export const keyOfJob = ({ repositoryId, number }: JobData): string | undefined =>
  typeof repositoryId === 'number' && typeof number === 'number'
    ? issueKey({ repositoryId, number })
    : undefined;

/** A job and the queue it is for. */
export interface Addressed {
  readonly to: QueueName;
  readonly job: JobData;
}

/** How a job is kept at its place. */
export const wrapJob = ({ to, job }: Addressed): object => (QUEUES[to].inLine ? { to, job } : job);

/** Reads a kept job back; undefined for one that this program would never have written. */
export const unwrapJob = (place: string, data: JsonObject): Addressed | undefined => {
  const to = place === LINE ? data['to'] : place;
  if (typeof to !== 'string' || !isQueueName(to) || placeOf(to) !== place) return undefined;
  const job = place === LINE ? data['job'] : data;
  return typeof job === 'object' && job !== null ? { to, job: job as JobData } : undefined;
};

/**
 * What is nearer to its end goes first, and what is new, a webhook, comes last: 0. Every queue of
 * the line has a number of its own, by which its jobs can be taken alone.
 */
export const priorityOf = (name: QueueName): number => IN_LINE.indexOf(name);

/** Who works on the line side by side: some for what is new alone, so that it never starves. */
export const LINE_WORKERS = [
  { concurrency: 4, fetch: { maxPriority: 0 } },
  { concurrency: 8, fetch: {} },
] as const;
