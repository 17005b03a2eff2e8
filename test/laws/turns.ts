import { AsyncLocalStorage } from 'node:async_hooks';

/** Several runs that go on one call of GitHub at a time, in an order that a test chooses. */
export interface Turns {
  /** Put it between the application and GitHub. Outside of `race` nothing is held up. */
  readonly hold: (send: typeof fetch) => typeof fetch;
  /**
   * Runs all to their end. Whenever each of them waits at a call or is over, the next choice says
   * which one makes its call; without a choice it is the first.
   */
  readonly race: (
    runs: readonly (() => Promise<void>)[],
    choices: readonly number[],
  ) => Promise<void>;
  /** How often there was a choice in the last race. */
  readonly choicesMade: () => number;
}

interface Waiting {
  readonly run: number;
  readonly goOn: () => void;
}

/** Turns for the runs of one test, one race after the other. */
export const createTurns = (): Turns => {
  const current = new AsyncLocalStorage<number>();
  const waiting: Waiting[] = [];
  const going = new Set<number>();
  const left: number[] = [];
  let made = 0;

  const next = (): void => {
    const held = [...new Set(waiting.map(({ run }) => run))].toSorted((a, b) => a - b);
    if (held.length === 0 || [...going].some((run) => !held.includes(run))) return;
    if (held.length > 1) made += 1;
    const chosen = held.length === 1 ? held[0] : held[(left.shift() ?? 0) % held.length];
    const index = waiting.findIndex(({ run }) => run === chosen);
    waiting.splice(index, 1)[0]?.goOn();
  };

  const untilTurn = (run: number): Promise<void> =>
    new Promise((resolve) => {
      waiting.push({ run, goOn: resolve });
      next();
    });

  return {
    hold:
      (send) =>
      async (...call) => {
        const run = current.getStore();
        // Two processes share no token, but two applications in one process wait for one request.
        const isToken = typeof call[0] === 'string' && call[0].endsWith('/access_tokens');
        if (run !== undefined && going.has(run) && !isToken) await untilTurn(run);
        return send(...call);
      },
    race: async (runs, choices) => {
      left.splice(0, left.length, ...choices);
      made = 0;
      runs.forEach((_, index) => going.add(index));
      const end = (index: number): void => {
        going.delete(index);
        next();
      };
      await Promise.all(
        runs.map((run, index) => current.run(index, () => run().finally(() => end(index)))),
      );
    },
    choicesMade: () => made,
  };
};
