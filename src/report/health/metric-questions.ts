import type {
  Dimensions,
  HealthRule,
  HealthTarget,
  HealthWindow,
  Measure,
  MetricRule,
  Statistic,
} from '../../services/health-rule.ts';

/** One series to ask CloudWatch for, over the time that a rule looks at. */
export interface MetricQuestion {
  readonly namespace: string;
  readonly metric: string;
  readonly statistic: Statistic;
  readonly dimensions: Dimensions;
  readonly periodSeconds: number;
  readonly startMs: number;
  readonly endMs: number;
}

/** One value of a series, at the beginning of its period. */
export interface Point {
  readonly atMs: number;
  readonly value: number;
}

/** What was measured, by the key of its question. A series without points is an empty list. */
export type SeriesByKey = ReadonlyMap<string, readonly Point[]>;

/** Two questions with one key are one question. */
export const questionKey = (question: MetricQuestion): string =>
  JSON.stringify([
    question.namespace,
    question.metric,
    question.statistic,
    Object.entries(question.dimensions),
    question.periodSeconds,
    question.startMs,
  ]);

/** Periods before the window: the newest ones may not have reached CloudWatch yet. */
const SPARE_PERIODS = 2;

/** When a window begins and ends: at whole periods, the running one left out. */
export const spanOf = (
  { periodSeconds, periods, taken }: HealthWindow,
  nowMs: number,
): { readonly startMs: number; readonly endMs: number } => {
  const periodMs = periodSeconds * 1000;
  const endMs = Math.floor(nowMs / periodMs) * periodMs;
  const asked = taken === 'each' ? periods + SPARE_PERIODS : periods;
  return { startMs: endMs - asked * periodMs, endMs };
};

/** The questions of some measures of one rule about one resource. */
export const questionsFor = (
  measures: readonly Measure[],
  { window }: Pick<MetricRule, 'window'>,
  about: { readonly target: HealthTarget; readonly nowMs: number },
): readonly MetricQuestion[] =>
  measures.flatMap(({ namespace, metric, statistic, dimensions }) =>
    dimensions(about.target).map((own) => ({
      namespace,
      metric,
      statistic,
      dimensions: own,
      periodSeconds: window.periodSeconds,
      ...spanOf(window, about.nowMs),
    })),
  );

/** Everything that the rules of a type ask CloudWatch about one resource. */
export const questionsOf = (
  rules: readonly HealthRule[],
  target: HealthTarget,
  nowMs: number,
): readonly MetricQuestion[] =>
  rules.flatMap((rule) => {
    if (rule.source !== 'metric' || rule.isApplicable?.(target) === false) return [];
    const shared = rule.share !== undefined && 'measures' in rule.share ? rule.share.measures : [];
    return questionsFor([...rule.measures, ...shared], rule, { target, nowMs });
  });
