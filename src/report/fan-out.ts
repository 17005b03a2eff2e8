/** Parts that are worked on at the same time; what each asks is held to the quotas beneath. */
export const LANES = 100;

/** Works on every part, so many side by side, begun in their order; the first break ends it. */
export const fanOut = async <P>(
  parts: Iterable<P>,
  lanes: number,
  work: (part: P, at: number) => Promise<void>,
): Promise<void> => {
  const waiting = parts[Symbol.iterator]();
  let at = 0;
  const lane = async (): Promise<void> => {
    for (let next = waiting.next(); next.done !== true; next = waiting.next()) {
      const now = at;
      at += 1;
      await work(next.value, now);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
};

/** Lets so many in at the same time, in the order in which they came. */
export interface Gate {
  readonly through: <T>(work: () => Promise<T>) => Promise<T>;
}

/** A gate for all that runs side by side, however deep: what is held in memory is bounded by it. */
export const createGate = (most: number): Gate => {
  let free = most;
  const queue: (() => void)[] = [];
  const enter = (): Promise<void> | undefined => {
    if (free === 0) return new Promise((resolve) => queue.push(resolve));
    free -= 1;
    return undefined;
  };
  const leave = (): void => {
    const next = queue.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    through: async (work) => {
      await enter();
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
};
