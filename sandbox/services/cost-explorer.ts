import { AwsError, validationError } from '../aws-error.ts';
import { drawCharges, type AnomalySpec, type Charge } from '../bill.ts';
import { MANAGEMENT_ACCOUNT } from '../defaults.ts';
import { groupCharges, matches, type GroupKey } from './cost-groups.ts';
import { list, record, row, text, texts, type Call, type OperationTable } from './call.ts';

const HISTORY_DAYS = 70;
const PAGE_SIZE = 40;
const DAY = /^\d{4}-\d\d-\d\d$/;

const today = (call: Call): string => call.state.now.toISOString().slice(0, 10);

const billOf = (call: Call) => call.state.spec.bill ?? {};

/** The payer sees every account; any other account sees its own charges only. */
const isPayer = (call: Call): boolean =>
  call.accountId === (call.state.spec.managementAccountId ?? MANAGEMENT_ACCOUNT) ||
  call.accountId === call.state.toolingAccountId;

const chargesOf = (call: Call): readonly Charge[] => {
  const { charges, seed = 'bill', isClosed } = billOf(call);
  if (isClosed === true) throw unavailable();
  const accounts = [...call.state.accounts.values()];
  const about = { seed, today: today(call), days: HISTORY_DAYS };
  const all = charges ?? drawCharges(accounts, about);
  return isPayer(call) ? all : all.filter(({ accountId }) => accountId === call.accountId);
};

const unavailable = (): AwsError =>
  new AwsError('DataUnavailableException', 400, 'Data is not available. Please try later.');

const invalid = (message: string): AwsError => validationError('CostExplorer', message);

interface Span {
  readonly start: string;
  readonly end: string;
}

const spanOf = (call: Call): Span => {
  const period = record(call.input['TimePeriod']);
  const [start, end] = [text(period, 'Start'), text(period, 'End')];
  if (!DAY.test(start) || !DAY.test(end)) throw invalid('Start and End date are not valid.');
  if (start >= end) throw invalid(`Start date (and hour) should be before end date (and hour)`);
  return { start, end };
};

const groupKeys = (call: Call): readonly GroupKey[] => {
  const keys = list(call.input, 'GroupBy').map((each) => {
    const key = record(each);
    return { type: text(key, 'Type'), key: text(key, 'Key') };
  });
  if (keys.length > 2) throw invalid('You can only group by up to two dimensions');
  return keys;
};

/** One whole answer, cut after some groups; a token says where to go on. */
const pageOf = <T>(call: Call, items: readonly T[]): { items: readonly T[]; next?: string } => {
  const size = billOf(call).pageSize ?? PAGE_SIZE;
  const token = text(call.input, 'NextPageToken');
  const from = token === '' ? 0 : Number(Buffer.from(token, 'base64url').toString('utf8'));
  if (!Number.isInteger(from) || from < 0 || from > items.length) {
    throw new AwsError('InvalidNextTokenException', 400, 'Invalid NextToken was provided.');
  }
  const end = from + size;
  return {
    items: items.slice(from, end),
    ...(end < items.length ? { next: Buffer.from(String(end)).toString('base64url') } : {}),
  };
};

const isEstimated = (call: Call, day: string): boolean => {
  const open = Date.parse(`${today(call)}T00:00:00Z`) - (billOf(call).estimatedDays ?? 1) * 864e5;
  return Date.parse(`${day}T00:00:00Z`) >= open;
};

const costAndUsage = (call: Call): unknown => {
  const { start, end } = spanOf(call);
  const granularity = text(call.input, 'Granularity');
  if (granularity !== 'DAILY' && granularity !== 'MONTHLY') throw invalid('Granularity is invalid');
  const metrics = texts(call.input, 'Metrics');
  if (metrics.length === 0) throw invalid('Metrics is required');
  const charges = chargesOf(call).filter(
    (charge) =>
      start <= charge.day && charge.day < end && matches(charge, record(call.input['Filter'])),
  );
  const Unit = billOf(call).currency ?? 'USD';
  const amount = (sum: number) =>
    Object.fromEntries(metrics.map((name) => [name, { Amount: sum.toFixed(10), Unit }]));
  const groups = groupCharges(charges, { keys: groupKeys(call), granularity, start, end });
  const page = pageOf(call, groups);
  const periods = [...new Set(page.items.map(({ period }) => JSON.stringify(period)))];
  const isGrouped = list(call.input, 'GroupBy').length > 0;
  return {
    ...(page.next === undefined ? {} : { NextPageToken: page.next }),
    ResultsByTime: periods.map((period) => {
      const own = page.items.filter((group) => JSON.stringify(group.period) === period);
      const TimePeriod = JSON.parse(period) as { Start: string; End: string };
      const parts = isGrouped
        ? { Total: {}, Groups: own.map(({ keys, sum }) => ({ Keys: keys, Metrics: amount(sum) })) }
        : { Total: amount(own[0]?.sum ?? 0), Groups: [] };
      return { TimePeriod, ...parts, Estimated: isEstimated(call, lastDay(TimePeriod.End)) };
    }),
  };
};

const lastDay = (end: string): string =>
  new Date(Date.parse(`${end}T00:00:00Z`) - 864e5).toISOString().slice(0, 10);

/** The mean of the last two weeks for each day, a tenth to either side. */
const costForecast = (call: Call): unknown => {
  const { start, end } = spanOf(call);
  if (start < today(call)) throw invalid('Start date should be equal to or after the current date');
  const from = new Date(call.state.now.getTime() - 14 * 864e5).toISOString().slice(0, 10);
  const spent = chargesOf(call).filter(
    ({ day, amount }) => day >= from && day < today(call) && amount > 0,
  );
  if (spent.length === 0) throw unavailable();
  const days = (Date.parse(`${end}T00:00:00Z`) - Date.parse(`${start}T00:00:00Z`)) / 864e5;
  const mean = (spent.reduce((sum, { amount }) => sum + amount, 0) / 14) * days;
  return {
    Total: { Amount: mean.toFixed(10), Unit: billOf(call).currency ?? 'USD' },
    ForecastResultsByTime: [
      {
        TimePeriod: { Start: start, End: end },
        MeanValue: mean.toFixed(10),
        PredictionIntervalLowerBound: (mean * 0.9).toFixed(10),
        PredictionIntervalUpperBound: (mean * 1.1).toFixed(10),
      },
    ],
  };
};

const anomalyView = (anomaly: AnomalySpec, at: number): unknown => ({
  AnomalyId: `anomaly-${at + 1}`,
  AnomalyStartDate: `${anomaly.from}T00:00:00Z`,
  ...(anomaly.until === undefined ? {} : { AnomalyEndDate: `${anomaly.until}T00:00:00Z` }),
  AnomalyScore: { MaxScore: 0.9, CurrentScore: 0.9 },
  Impact: {
    MaxImpact: anomaly.impactUsd,
    TotalImpact: anomaly.impactUsd,
    ...(anomaly.expectedUsd === undefined
      ? {}
      : {
          TotalExpectedSpend: anomaly.expectedUsd,
          TotalActualSpend: anomaly.expectedUsd + anomaly.impactUsd,
        }),
  },
  ...(anomaly.feedback === undefined ? {} : { Feedback: anomaly.feedback }),
  MonitorArn: 'arn:aws:ce::111111111111:anomalymonitor/example',
  RootCauses: [
    {
      Service: anomaly.service,
      Region: anomaly.region,
      LinkedAccount: anomaly.accountId,
      UsageType: anomaly.usageType,
    },
  ],
});

const anomalies = (call: Call): unknown => {
  const interval = record(call.input['DateInterval']);
  const [start, end] = [text(interval, 'StartDate'), text(interval, 'EndDate')];
  if (billOf(call).isClosed === true) throw unavailable();
  const own = (billOf(call).anomalies ?? []).filter(
    ({ from, until = from }) => from <= end && until >= start,
  );
  const page = pageOf(call, own.map(anomalyView));
  return {
    Anomalies: page.items,
    ...(page.next === undefined ? {} : { NextPageToken: page.next }),
  };
};

const anything = (): string => '*';

/** Cost Explorer, as the payer account sees it. */
export const costExplorerOperations: OperationTable = {
  GetCostAndUsage: row('ce:GetCostAndUsage', anything, costAndUsage),
  GetCostForecast: row('ce:GetCostForecast', anything, costForecast),
  GetAnomalies: row('ce:GetAnomalies', anything, anomalies),
};
