/** What was measured at one moment: one sample, or several as PutMetricData takes them. */
export type Measured =
  | number
  | {
      readonly sum: number;
      readonly minimum: number;
      readonly maximum: number;
      readonly count: number;
    };

/** The same value again and again for some hours, counted back from the world's beginning. */
export interface Stretch {
  /** Inclusive. Below zero is the future of the world: what it will measure. */
  readonly fromHoursAgo: number;
  /** Exclusive; 0 is the world's beginning. */
  readonly toHoursAgo: number;
  readonly value: Measured;
  /** Seconds from one sample to the next. */
  readonly period: number;
}

/** The samples of a metric, in the form that is shortest for them. */
export type MetricValues =
  /** Always the same, by default every 300 seconds. */
  | { readonly constant: Measured; readonly period?: number }
  | { readonly stretches: readonly Stretch[] }
  /** One value for each whole UTC day, the last for yesterday; null for a day without samples. */
  | { readonly daily: readonly (Measured | null)[]; readonly period?: number };

/** One metric of one resource. Two of the same name and dimensions are added up. */
export interface MetricSpec {
  readonly account: string;
  readonly region: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly unit?: string;
  readonly values: MetricValues;
}

/** Samples at each multiple of a period between two moments. */
interface Run {
  readonly fromMs: number;
  readonly toMs: number;
  readonly periodMs: number;
  readonly value: Measured;
}

/** What CloudWatch keeps of a bucket of samples: every statistic comes from it. */
export interface StatisticSet {
  readonly sum: number;
  readonly minimum: number;
  readonly maximum: number;
  readonly count: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

const setOf = (value: Measured): StatisticSet =>
  typeof value === 'number' ? { sum: value, minimum: value, maximum: value, count: 1 } : value;

const periodMsOf = (seconds: number): number => {
  if (seconds >= 1) return seconds * 1000;
  throw new Error(`a metric of the world has a period of ${seconds} seconds`);
};

const dailyRuns = (
  days: readonly (Measured | null)[],
  periodMs: number,
  beganMs: number,
): readonly Run[] => {
  const today = Math.floor(beganMs / DAY_MS) * DAY_MS;
  return days.flatMap((value, at) => {
    const fromMs = today - (days.length - at) * DAY_MS;
    return value === null ? [] : [{ fromMs, toMs: fromMs + DAY_MS, periodMs, value }];
  });
};

const runsOf = (values: MetricValues, beganMs: number): readonly Run[] => {
  if ('constant' in values) {
    const periodMs = periodMsOf(values.period ?? 300);
    return [{ fromMs: -Infinity, toMs: Infinity, periodMs, value: values.constant }];
  }
  if ('daily' in values) {
    return dailyRuns(values.daily, periodMsOf(values.period ?? 86_400), beganMs);
  }
  return values.stretches.map(({ fromHoursAgo, toHoursAgo, value, period }) => ({
    fromMs: beganMs - fromHoursAgo * HOUR_MS,
    toMs: beganMs - toHoursAgo * HOUR_MS,
    periodMs: periodMsOf(period),
    value,
  }));
};

/** Multiples of the period from one moment up to, not including, another. */
const samplesIn = ({ periodMs }: Run, fromMs: number, toMs: number): number =>
  Math.max(0, Math.ceil(toMs / periodMs) - Math.ceil(fromMs / periodMs));

const together = (a: StatisticSet, b: StatisticSet): StatisticSet => ({
  sum: a.sum + b.sum,
  minimum: Math.min(a.minimum, b.minimum),
  maximum: Math.max(a.maximum, b.maximum),
  count: a.count + b.count,
});

/** The samples of a run between two moments, none materialised; undefined when there is none. */
const partOf = (run: Run, fromMs: number, toMs: number): StatisticSet | undefined => {
  const samples = samplesIn(run, Math.max(fromMs, run.fromMs), Math.min(toMs, run.toMs));
  if (samples === 0) return undefined;
  const { sum, minimum, maximum, count } = setOf(run.value);
  return { sum: sum * samples, minimum, maximum, count: count * samples };
};

/** The data points of some metrics together: one for each period in which anything was measured. */
export const dataPoints = (
  specs: readonly MetricSpec[],
  window: {
    readonly fromMs: number;
    readonly toMs: number;
    readonly periodMs: number;
    readonly beganMs: number;
  },
): readonly { readonly atMs: number; readonly set: StatisticSet }[] => {
  const runs = specs.flatMap(({ values }) => runsOf(values, window.beganMs));
  const points: { atMs: number; set: StatisticSet }[] = [];
  for (let atMs = window.fromMs; atMs < window.toMs; atMs += window.periodMs) {
    const end = Math.min(atMs + window.periodMs, window.toMs);
    const parts = runs.flatMap((run) => partOf(run, atMs, end) ?? []);
    if (parts.length > 0) points.push({ atMs, set: parts.reduce(together) });
  }
  return points;
};
