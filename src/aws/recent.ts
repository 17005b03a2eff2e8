/** Remembers what was used last, and lets go of what was used longest ago. */
export interface Recent<T> {
  /** Notes a use; `letGo` is called once for it, when there are too many that were used since. */
  readonly use: (one: T, letGo: () => void) => void;
}

/** Keeps `most` things, those that were used last. */
export const createRecent = <T>(most: number): Recent<T> => {
  const kept = new Map<T, () => void>();
  return {
    use: (one, letGo) => {
      kept.delete(one);
      kept.set(one, letGo);
      const [oldest] = kept;
      if (kept.size <= most || oldest === undefined) return;
      kept.delete(oldest[0]);
      oldest[1]();
    },
  };
};
