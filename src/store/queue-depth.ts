import { queueSchema } from './boss.ts';
import type { Database } from './database.ts';
import { LINE, placeOf, priorityOf } from './line.ts';
import { isQueueName, type QueueName } from './queues.ts';
import { integer, text } from './rows.ts';

/** How many jobs of a queue wait, are retried, run, or failed for good. */
export interface QueueDepth {
  readonly queue: QueueName;
  readonly state: string;
  readonly jobs: number;
}

/** Counts what is not done, by queue and state. */
export const readQueueDepth = async (db: Database): Promise<readonly QueueDepth[]> => {
  const rows = await db.query(
    `SELECT CASE name WHEN $1 THEN data ->> 'to' ELSE name END AS queue, state::text AS state,
       count(*) AS jobs FROM "${queueSchema(db.schema)}".job
     WHERE state::text IN ('created', 'retry', 'active', 'failed') GROUP BY 1, 2`,
    [LINE],
  );
  return rows.flatMap((row) => {
    const queue = String(row['queue']);
    const counted = { state: text(row, 'state'), jobs: integer(row, 'jobs') };
    return isQueueName(queue) ? [{ queue, ...counted }] : [];
  });
};

/** Where jobs wait to be run, run, or have failed for good and hold a key. */
export interface Waiting {
  /** Where pg-boss keeps them. */
  readonly place: string;
  readonly priority: number;
  readonly state: 'waits' | 'runs' | 'failed';
}

const STATES: Readonly<Record<string, Waiting['state']>> = { active: 'runs', failed: 'failed' };

/** One row for each place, priority and state with something to do. */
export const readWaiting = async (db: Database): Promise<readonly Waiting[]> => {
  const rows = await db.query(
    `SELECT DISTINCT name, priority, state::text AS state FROM "${queueSchema(db.schema)}".job
     WHERE state::text IN ('created', 'retry', 'active', 'failed')`,
  );
  return rows.map((row) => ({
    place: text(row, 'name'),
    priority: integer(row, 'priority'),
    state: STATES[text(row, 'state')] ?? 'waits',
  }));
};

const isFor = (name: QueueName, { place, priority }: Waiting): boolean =>
  place === placeOf(name) && (place !== LINE || priority === priorityOf(name));

/** True when a job of one of these queues may be in one of these states. */
export const isAt = (
  names: readonly QueueName[],
  waiting: readonly Waiting[],
  states: readonly Waiting['state'][],
): boolean =>
  waiting.some((at) => states.includes(at.state) && names.some((name) => isFor(name, at)));
