import type { TellProgress } from '../report/look.ts';
import type { ReaderDeps } from './reader-deps.ts';

/** Nothing is told of what is over soon, and nothing more often than a person reads. */
const EVERY_MS = 30_000;

/**
 * Tells the orchestrator how far a look is, now and then. Late news is no news: what can not be
 * told is left untold.
 */
export const createTeller = (
  { clock, queue }: Pick<ReaderDeps, 'clock' | 'queue'>,
  job: Readonly<Record<string, string | number>>,
): TellProgress => {
  const beganMs = clock.now().getTime();
  let toldMs = beganMs;
  return ({ done, all, at }) => {
    const nowMs = clock.now().getTime();
    if (nowMs - toldMs < EVERY_MS) return;
    toldMs = nowMs;
    const spentSeconds = Math.round((nowMs - beganMs) / 1000);
    const id = `look-${job['workId'] ?? ''}-${nowMs}`;
    queue.send('progress', { ...job, done, all, at, spentSeconds }, { id }).catch(() => undefined);
  };
};
