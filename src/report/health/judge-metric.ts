import type { HealthTarget, Measure, MetricRule } from '../../services/health-rule.ts';
import { questionKey, questionsFor, type Point, type SeriesByKey } from './metric-questions.ts';

/** What was measured of one resource, and when. */
export interface Measured {
  readonly target: HealthTarget;
  /** Absent where CloudWatch could not be asked. */
  readonly series: SeriesByKey | undefined;
  readonly nowMs: number;
}

/** What one rule found: the newest value beside its limit, or that nothing can be said. */
export type MetricVerdict = { readonly isBroken: boolean; readonly value: number } | 'unknown';

/** Points of all series of some measures, added up period by period, newest first. */
const addedUp = (
  measures: readonly Measure[],
  rule: MetricRule,
  measured: Measured,
): readonly Point[] => {
  const sums = new Map<number, number>();
  for (const question of questionsFor(measures, rule, measured)) {
    for (const { atMs, value } of measured.series?.get(questionKey(question)) ?? []) {
      sums.set(atMs, (sums.get(atMs) ?? 0) + value);
    }
  }
  return [...sums].map(([atMs, value]) => ({ atMs, value })).sort((a, b) => b.atMs - a.atMs);
};

const total = (points: readonly Point[]): number =>
  points.reduce((sum, { value }) => sum + value, 0);

/** What the periods of a window come to as one. */
const combined = (points: readonly Point[], { statistic }: Measure): number => {
  const values = points.map(({ value }) => value);
  if (statistic === 'Maximum') return Math.max(...values);
  if (statistic === 'Minimum') return Math.min(...values);
  return statistic === 'Average' ? total(points) / points.length : total(points);
};

/** The values that each have to break the limit: one for the window, or one for each period. */
const valuesOf = (rule: MetricRule, points: readonly Point[]): readonly number[] | 'unknown' => {
  const [newest] = points;
  const [measure] = rule.measures;
  if (newest === undefined || measure === undefined)
    return rule.noData === 'zero' ? [0] : 'unknown';
  if (rule.window.taken === 'together') return [combined(points, measure)];
  const { periods, periodSeconds } = rule.window;
  if (rule.noData === 'unknown') {
    const last = points.slice(0, periods).map(({ value }) => value);
    return last.length < periods ? 'unknown' : last;
  }
  return Array.from({ length: periods }, (_, at) => {
    const atMs = newest.atMs - at * periodSeconds * 1000;
    return points.find((point) => point.atMs === atMs)?.value ?? 0;
  });
};

/** What a value is a share of; undefined when that is not known. */
const wholeOf = (rule: MetricRule, measured: Measured): number | undefined => {
  if (rule.share === undefined) return undefined;
  if ('live' in rule.share) return rule.share.live(measured.target);
  return total(addedUp(rule.share.measures, rule, measured));
};

/** Nothing of nothing is nothing; something of nothing is not known. */
const shareOf = (value: number, whole: number | undefined): number | undefined => {
  if (value === 0) return 0;
  return whole === undefined || whole <= 0 ? undefined : (100 * value) / whole;
};

const isBeyond = ({ limit }: MetricRule, value: number): boolean =>
  limit.is === 'over' ? value > limit.value : value < limit.value;

/** Judges one rule on what was measured. At its limit a rule still holds. */
export const judgeMetric = (rule: MetricRule, measured: Measured): MetricVerdict => {
  if (measured.series === undefined) return 'unknown';
  const values = valuesOf(rule, addedUp(rule.measures, rule, measured));
  if (values === 'unknown') return 'unknown';
  const whole = wholeOf(rule, measured);
  const shares = rule.share === undefined ? values : values.map((value) => shareOf(value, whole));
  const known = shares.filter((value) => value !== undefined);
  const [newest] = known;
  if (newest === undefined || known.length < shares.length) return 'unknown';
  return { isBroken: known.every((value) => isBeyond(rule, value)), value: newest };
};
