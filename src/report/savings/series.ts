/** One value for each whole UTC day of a window, the oldest first; null where there is none. */
export type Series = readonly (number | null)[];

/** A series that CloudWatch did not tell: not the same as one without data. */
export type ReadSeries = Series | 'unread';

const DAY_MS = 86_400_000;

/** The days that are looked at: `count` whole UTC days before the day of `now`. */
export interface Days {
  readonly count: number;
  /** ISO instants of the first day's midnight and of the midnight after the last. */
  readonly from: string;
  readonly until: string;
}

/** The last whole days before an instant; today is not whole yet. */
export const daysBefore = (now: Date, count: number): Days => {
  const untilMs = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const at = (ms: number): string => new Date(ms).toISOString();
  return { count, from: at(untilMs - count * DAY_MS), until: at(untilMs) };
};

/** Which day of a window an instant lies in; undefined outside it. */
export const dayOf = (days: Days, iso: string): number | undefined => {
  const at = Math.floor((Date.parse(iso) - Date.parse(days.from)) / DAY_MS);
  return at >= 0 && at < days.count ? at : undefined;
};

/** Days between two instants, with their fraction; NaN when one is no instant. */
export const ageDays = (iso: string, now: Date): number =>
  (now.getTime() - Date.parse(iso)) / DAY_MS;

/** The values that are there. */
export const present = (series: Series): readonly number[] =>
  series.filter((value): value is number => value !== null);

/** True when each day has its value. */
export const isWhole = (series: Series): boolean => series.every((value) => value !== null);

/** True when no day has a value. */
export const isEmpty = (series: Series): boolean => series.every((value) => value === null);

/** The last days of a series. */
export const lastDays = (series: Series, count: number): Series => series.slice(-count);

/** The mean of some numbers; NaN of none. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
