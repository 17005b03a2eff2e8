/** The value below which a share of the samples lies, by the nearest rank. */
export const quantile = (samples: readonly number[], share: number): number => {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
};

/** Milliseconds, with as many digits as matter. */
export const ms = (value: number): string =>
  `${value >= 100 ? Math.round(value) : value.toFixed(value >= 10 ? 1 : 2)} ms`;

/** How many times the baseline. */
export const ratio = (value: number, baseline: number): string =>
  `${(value / baseline).toFixed(2)}x`;

/** Milliseconds that some work took. */
export const timed = async (work: () => unknown): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

/** The times of several runs, after one that is not counted. */
export const repeat = async (times: number, work: () => unknown): Promise<readonly number[]> => {
  await work();
  const samples: number[] = [];
  for (let n = 0; n < times; n += 1) samples.push(await timed(work));
  return samples;
};
