import type { Measured, MetricSpec } from '../metrics.ts';
import type { ResourceSpec } from '../world-spec.ts';
import type { Draw } from './draw.ts';

/** One account and region that is sown. */
export interface Field {
  readonly account: string;
  readonly region: string;
  /** From which ages are counted back. */
  readonly now: Date;
}

/** What is true of one resource, whatever anybody finds. */
export interface Truth {
  readonly kind: string;
  readonly account: string;
  readonly region: string;
  readonly id: string;
  /** Saved in a month; null where nobody outside AWS could know it. */
  readonly monthlyUsd: number | null;
}

/** One resource with what was measured of it, what it costs, and whether it is waste. */
export interface Sown {
  /** What was meant, such as `seasonal`. */
  readonly as: string;
  readonly resources: readonly ResourceSpec[];
  readonly metrics: readonly MetricSpec[];
  readonly spendUsd: number;
  /** Of waste only. */
  readonly truth?: Truth;
}

/** Sows one resource. */
export type Sower = (draw: Draw, field: Field) => Sown;

const DAY_MS = 86_400_000;

/** An instant some days ago. */
export const daysAgo = (field: Field, days: number): string =>
  new Date(field.now.getTime() - days * DAY_MS).toISOString();

/** As many days as asked for, each drawn by itself. */
export const eachDay = <T>(
  days: number,
  drawDay: (at: number) => T | null,
): readonly (T | null)[] => Array.from({ length: days }, (_, at) => drawDay(at));

/** A day of samples every five minutes with this average and this peak. */
export const dayOfSamples = (average: number, peak: number): Measured => ({
  sum: average * 288,
  minimum: Math.min(average, peak) / 2,
  maximum: peak,
  count: 288,
});

/** The metric of one resource by whole days, the last for yesterday. */
export const dailyMetric = (
  { account, region }: Field,
  named: readonly [namespace: string, metric: string],
  given: {
    readonly dimensions: Readonly<Record<string, string>>;
    readonly daily: readonly (Measured | null)[];
  },
): MetricSpec => ({
  account,
  region,
  namespace: named[0],
  metric: named[1],
  dimensions: given.dimensions,
  values: { daily: given.daily },
});

/** Tags of an owner who wants to keep what nobody seems to use. */
export const KEEP = { 'aws-coworker:keep': 'true' } as const;
