import type { CostMetric } from '../../config/config.ts';
import type { CostRequest } from './ask.ts';
import { dayAfter, type Days, type ReportWindow } from './window.ts';

const NAMES: Readonly<Record<CostMetric, { readonly bill: string; readonly forecast: string }>> = {
  unblended: { bill: 'UnblendedCost', forecast: 'UNBLENDED_COST' },
  amortized: { bill: 'AmortizedCost', forecast: 'AMORTIZED_COST' },
  net: { bill: 'NetUnblendedCost', forecast: 'NET_UNBLENDED_COST' },
};

/** The name of a metric in an answer of GetCostAndUsage. */
export const billMetric = (metric: CostMetric): string => NAMES[metric].bill;

/** Record types that give money back: they stand by themselves, and in no sum of costs. */
export const GIVEN_BACK: readonly string[] = ['Credit', 'Refund'];

/** What a report is about. */
export interface CostScope {
  readonly metric: CostMetric;
  /** Undefined for every account of the organization. */
  readonly accounts?: readonly string[];
}

type Filter = Readonly<Record<string, unknown>>;

const of = (Key: string, Values: readonly string[]): Filter => ({ Dimensions: { Key, Values } });

const filterOf = ({ accounts }: CostScope, more: readonly Filter[]): Record<string, Filter> => {
  const parts = [...(accounts === undefined ? [] : [of('LINKED_ACCOUNT', accounts)]), ...more];
  const [only] = parts;
  if (only === undefined) return {};
  return { Filter: parts.length === 1 ? only : { And: parts } };
};

/** Costs without what was given back. */
const SPENT: Filter = { Not: of('RECORD_TYPE', GIVEN_BACK) };

const spanOf = ({ from, until }: Days): Record<string, string> => ({ Start: from, End: until });

const bill = (
  scope: CostScope,
  asked: {
    readonly days: Days;
    readonly granularity: 'DAILY' | 'MONTHLY';
    readonly by: readonly { readonly Type: 'DIMENSION' | 'TAG'; readonly Key: string }[];
    readonly filters: readonly Filter[];
  },
): CostRequest => ({
  operation: 'GetCostAndUsage',
  input: {
    TimePeriod: spanOf(asked.days),
    Granularity: asked.granularity,
    Metrics: [billMetric(scope.metric)],
    GroupBy: asked.by,
    ...filterOf(scope, asked.filters),
  },
});

const earliest = (...days: readonly string[]): string => [...days].sort()[0] ?? '';

/** Costs by account and service, each day of the week and of the one before. */
export const askByAccount = (scope: CostScope, window: ReportWindow): CostRequest =>
  bill(scope, {
    days: { from: window.before.from, until: window.days.until },
    granularity: 'DAILY',
    by: [
      { Type: 'DIMENSION', Key: 'LINKED_ACCOUNT' },
      { Type: 'DIMENSION', Key: 'SERVICE' },
    ],
    filters: [SPENT],
  });

/** Costs of the week by the two tags that say who pays, whatever the days. */
export const askByTag = (scope: CostScope, window: ReportWindow): CostRequest =>
  bill(scope, {
    days: window.days,
    granularity: 'MONTHLY',
    by: [
      { Type: 'TAG', Key: 'CostCenter' },
      { Type: 'TAG', Key: 'Application' },
    ],
    filters: [SPENT],
  });

/**
 * Everything by kind of record, each day from the earliest that is compared with, or from the first
 * of the month, up to yesterday: what was given back is in here.
 */
export const askByRecord = (scope: CostScope, window: ReportWindow): CostRequest =>
  bill(scope, {
    days: {
      from: earliest(window.monthBefore.from, window.month.from),
      until: window.rest.from,
    },
    granularity: 'DAILY',
    by: [{ Type: 'DIMENSION', Key: 'RECORD_TYPE' }],
    filters: [],
  });

/** What was charged on demand by account and service, each day: what a commitment could cover. */
export const askOnDemand = (scope: CostScope, days: Days): CostRequest =>
  bill(scope, {
    days,
    granularity: 'DAILY',
    by: [
      { Type: 'DIMENSION', Key: 'LINKED_ACCOUNT' },
      { Type: 'DIMENSION', Key: 'SERVICE' },
    ],
    filters: [of('RECORD_TYPE', ['Usage'])],
  });

/** How sure a forecast is asked to be, in percent. */
export const FORECAST_LEVEL = 80;

/** The rest of the month, with an interval. */
export const askForecast = (scope: CostScope, window: ReportWindow): CostRequest => ({
  operation: 'GetCostForecast',
  input: {
    TimePeriod: spanOf(window.rest),
    Granularity: 'MONTHLY',
    Metric: NAMES[scope.metric].forecast,
    PredictionIntervalLevel: FORECAST_LEVEL,
    ...filterOf(scope, []),
  },
});

/** Days back that anomalies are asked for every day: one that ended is seen to have ended. */
const ANOMALY_DAYS = 14;

/** Anomalies that AWS saw lately, up to a day. Days of this interval count both ends. */
export const askLateAnomalies = (today: string): CostRequest => ({
  operation: 'GetAnomalies',
  input: {
    DateInterval: { StartDate: dayAfter(today, -ANOMALY_DAYS), EndDate: today },
    MaxResults: 100,
  },
});

/** Anomalies that AWS saw in the week. Days of this interval count both ends. */
export const askAnomalies = (window: ReportWindow): CostRequest => ({
  operation: 'GetAnomalies',
  input: {
    DateInterval: { StartDate: window.days.from, EndDate: dayAfter(window.days.until, -1) },
    MaxResults: 100,
  },
});
