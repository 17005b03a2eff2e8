import type { PgBoss } from 'pg-boss';
import { bossDb } from './boss.ts';
import type { Sql } from './database.ts';
import { namedJobId, nextJobId } from './job-id.ts';
import { keyOfJob, placeOf, priorityOf, wrapJob, type Addressed } from './line.ts';
import { QUEUES, type QueueName } from './queues.ts';

export interface SendOptions {
  /** A name: the same one twice is one job. */
  readonly id?: string;
  /** Jobs of one key run one after the other. In the line the issue of a job comes before it. */
  readonly key?: string;
}

/** The line is one queue to pg-boss, so what is particular to a job goes with the job. */
const particularsOf = (name: QueueName, { key }: SendOptions, { job }: Addressed): object => {
  const { inLine, retries, retryDelaySeconds, expireSeconds } = QUEUES[name];
  if (!inLine) return key === undefined ? {} : { singletonKey: key };
  const singletonKey = keyOfJob(job) ?? key;
  return {
    priority: priorityOf(name),
    retryLimit: retries,
    retryDelay: retryDelaySeconds,
    expireInSeconds: expireSeconds,
    ...(singletonKey === undefined ? {} : { singletonKey }),
  };
};

/** Hands a job to pg-boss, inside a transaction of ours where one is given. */
export const sendJob = async (
  boss: PgBoss,
  addressed: Addressed,
  message: { readonly options: SendOptions; readonly sql?: Sql },
): Promise<void> => {
  const { to } = addressed;
  const { id } = message.options;
  const jobId = id === undefined ? nextJobId(Date.now()) : namedJobId(to, id);
  await boss.send(placeOf(to), wrapJob(addressed), {
    id: jobId,
    singletonKey: jobId,
    ...particularsOf(to, message.options, addressed),
    ...(message.sql === undefined ? {} : { db: bossDb(message.sql) }),
  });
};
