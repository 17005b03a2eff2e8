import type { ReadSeries } from '../series.ts';

const byDay = (
  all: readonly ReadSeries[],
  join: (values: readonly (number | null)[]) => number | null,
): ReadSeries => {
  if (all.length === 0 || all.includes('unread')) return 'unread';
  const series = all.filter((one) => one !== 'unread');
  return (series[0] ?? []).map((_, day) => join(series.map((one) => one[day] ?? null)));
};

const sum = (values: readonly (number | null)[]): number =>
  values.reduce<number>((total, one) => total + (one ?? 0), 0);

/** Day by day together; a day on which one has no value has none. */
export const sumOfAll = (all: readonly ReadSeries[]): ReadSeries =>
  byDay(all, (values) => (values.includes(null) ? null : sum(values)));

/** Day by day together; a day has a value when one of them has. */
export const sumOfAny = (all: readonly ReadSeries[]): ReadSeries =>
  byDay(all, (values) => (values.every((one) => one === null) ? null : sum(values)));
