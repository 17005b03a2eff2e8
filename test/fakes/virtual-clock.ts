import type { Clock } from '../../src/execute/ports.ts';

/** A clock that stands still until somebody sleeps or `pass` is called. */
export interface VirtualClock extends Clock {
  readonly pass: (ms: number) => void;
}

/** Starts at a fixed instant; `sleep` moves it forward at once. */
export const createVirtualClock = (start = '2026-11-20T17:00:00Z'): VirtualClock => {
  let nowMs = Date.parse(start);
  const pass = (ms: number): void => {
    nowMs += ms;
  };
  return {
    now: () => new Date(nowMs),
    sleep: (ms) => {
      pass(ms);
      return Promise.resolve();
    },
    pass,
  };
};
