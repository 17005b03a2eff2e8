import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../src/execute/ports.ts';

/** A clock that can leave time out, for what comes hours later. */
export interface SwiftClock extends Clock {
  readonly skip: (ms: number) => void;
}

/**
 * Time that runs `factor` times as fast as the machine's from a common start, for AWS and for
 * whoever waits for AWS: a stack that takes a minute is there in a second, and everything stays in
 * order.
 */
export const createSwiftClock = (factor: number): SwiftClock => {
  const startMs = Date.now();
  let skippedMs = 0;
  return {
    now: () => new Date(startMs + (Date.now() - startMs) * factor + skippedMs),
    skip: (ms) => {
      skippedMs += ms;
    },
    sleep: async (ms) => {
      await wait(ms / factor);
    },
  };
};
