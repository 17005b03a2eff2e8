import { z } from 'zod';
import type { Known } from './ask.ts';
import { parseMoney, type Money } from './money.ts';

/** What the rest of the month is expected to cost. */
export interface Forecast {
  readonly amount: Money;
  /** Bounds of the interval that was asked for; absent when AWS gave none. */
  readonly low?: Money;
  readonly high?: Money;
  readonly currency: string;
}

/** A rise that AWS finds unusual. */
export interface Anomaly {
  readonly id: string;
  /** First and last day; the last is empty while it goes on. */
  readonly from: string;
  readonly until: string;
  /** What was spent more than expected. */
  readonly impact: Money;
  /** What most likely caused it; empty members are not known. */
  readonly cause: {
    readonly account: string;
    readonly service: string;
    readonly region: string;
    readonly usage: string;
  };
  /** What AWS expected for its days, and saw; absent where it did not tell both. */
  readonly spend?: { readonly expected: Money; readonly actual: Money };
  /** How somebody judged it: `YES`, `NO` or `PLANNED_ACTIVITY`; absent while nobody did. */
  readonly feedback?: string;
}

const UNKNOWN_FORM = 'Cost Explorer answered in an unknown form';

const forecastAnswer = z.object({
  Total: z.object({ Amount: z.string(), Unit: z.string() }),
  ForecastResultsByTime: z
    .array(
      z.object({
        PredictionIntervalLowerBound: z.string().optional(),
        PredictionIntervalUpperBound: z.string().optional(),
      }),
    )
    .default([]),
});

/** Reads a forecast of one month. */
export const parseForecast = (output: unknown): Known<Forecast> => {
  const parsed = forecastAnswer.safeParse(output);
  const amount = parsed.success ? parseMoney(parsed.data.Total.Amount) : undefined;
  if (!parsed.success || amount === undefined) return { ok: false, because: UNKNOWN_FORM };
  const [only] = parsed.data.ForecastResultsByTime;
  const low = parseMoney(only?.PredictionIntervalLowerBound ?? '');
  const high = parseMoney(only?.PredictionIntervalUpperBound ?? '');
  return {
    ok: true,
    value: {
      amount,
      currency: parsed.data.Total.Unit,
      ...(low === undefined || high === undefined ? {} : { low, high }),
    },
  };
};

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

const anomaliesAnswer = z.object({
  Anomalies: z
    .array(
      z.object({
        AnomalyId: z.string(),
        AnomalyStartDate: text,
        AnomalyEndDate: text,
        Impact: z.object({
          TotalImpact: z.number().optional(),
          MaxImpact: z.number(),
          TotalExpectedSpend: z.number().nullish(),
          TotalActualSpend: z.number().nullish(),
        }),
        Feedback: text,
        RootCauses: z
          .array(z.object({ LinkedAccount: text, Service: text, Region: text, UsageType: text }))
          .default([]),
      }),
    )
    .default([]),
  NextPageToken: z.string().optional(),
});

type RawAnomaly = z.output<typeof anomaliesAnswer>['Anomalies'][number];

const spendOf = ({ Impact }: RawAnomaly): Pick<Anomaly, 'spend'> => {
  const [expected, actual] = [Impact.TotalExpectedSpend, Impact.TotalActualSpend].map((usd) =>
    typeof usd === 'number' ? parseMoney(usd.toFixed(6)) : undefined,
  );
  return expected === undefined || actual === undefined ? {} : { spend: { expected, actual } };
};

const anomalyOf = (raw: RawAnomaly): Anomaly => {
  const [first] = raw.RootCauses;
  const impact = parseMoney((raw.Impact.TotalImpact ?? raw.Impact.MaxImpact).toFixed(6));
  return {
    id: raw.AnomalyId,
    from: raw.AnomalyStartDate.slice(0, 10),
    until: raw.AnomalyEndDate.slice(0, 10),
    impact: impact ?? (0n as Money),
    cause: {
      account: first?.LinkedAccount ?? '',
      service: first?.Service ?? '',
      region: first?.Region ?? '',
      usage: first?.UsageType ?? '',
    },
    ...spendOf(raw),
    ...(raw.Feedback === '' ? {} : { feedback: raw.Feedback }),
  };
};

/** Reads one page of anomalies. */
export const parseAnomalies = (
  output: unknown,
): Known<{ readonly anomalies: readonly Anomaly[]; readonly next?: string }> => {
  const parsed = anomaliesAnswer.safeParse(output);
  if (!parsed.success) return { ok: false, because: UNKNOWN_FORM };
  const { NextPageToken: next } = parsed.data;
  return {
    ok: true,
    value: {
      anomalies: parsed.data.Anomalies.map(anomalyOf),
      ...(next === undefined || next === '' ? {} : { next }),
    },
  };
};
