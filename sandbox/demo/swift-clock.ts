import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../../src/execute/ports.ts';

/**
 * Time that runs `factor` times as fast as the machine's from a common start, for AWS and for
 * whoever waits for AWS: a stack that takes a minute is there in a second, and everything stays in
 * order.
 */
export const createSwiftClock = (factor: number): Clock => {
  const startMs = Date.now();
  return {
    now: () => new Date(startMs + (Date.now() - startMs) * factor),
    sleep: async (ms) => {
      await wait(ms / factor);
    },
  };
};
