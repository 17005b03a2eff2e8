import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '../execute/ports.ts';

/** The machine's own time. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (ms) => {
    await wait(ms);
  },
};
