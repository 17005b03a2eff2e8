import { Fault } from '../task/fault.ts';
import type { JsonObject } from '../task/json.ts';
import type { ReaderDeps } from './reader-deps.ts';

/** One piece of work, the job that asks for it, and the queue that is told of its answer. */
export interface WorkOrder {
  readonly workId: string;
  readonly job: Readonly<Record<string, string | number>>;
  readonly told: 'prepared' | 'discovered' | 'costed' | 'receipts-seen' | 'anomalies-seen';
  /** The key of the job that tells it, where those of one key must wait for each other. */
  readonly key?: string;
}

/** Answers a piece of work and keeps the answer; a job that comes twice finds it there. */
export const keepAnswer = async (
  { store }: Pick<ReaderDeps, 'store'>,
  workId: string,
  answer: (asked: JsonObject) => Promise<unknown>,
): Promise<void> => {
  const work = await store.readWork(workId);
  if (work === undefined) throw new Fault('broken-promise', 'a job names work that is not');
  if (work.output !== undefined) return;
  const output = JSON.parse(JSON.stringify(await answer(work.input))) as JsonObject;
  await store.finishWork(workId, output);
};

/**
 * Answers a piece of work once, keeps the answer, and tells the orchestrator that there is one. A
 * job that comes twice finds the answer and only tells it again.
 */
export const answerWork = async (
  deps: Pick<ReaderDeps, 'store' | 'queue'>,
  { workId, job, told, key }: WorkOrder,
  answer: (asked: JsonObject) => Promise<unknown>,
): Promise<void> => {
  await keepAnswer(deps, workId, answer);
  const id = `${told}-${workId}`;
  await deps.queue.send(told, job, key === undefined ? { id } : { id, key });
};
