import { type AwsError, SandboxUnsupported, validationError } from '../aws-error.ts';
import { dataPoints, type MetricSpec, type StatisticSet } from '../metrics.ts';
import { list, record, row, text, type Call, type Input, type OperationTable } from './call.ts';
import { boardOperations } from './cloudwatch-boards.ts';
import { pagesOf, type Series } from './metric-pages.ts';

const MOST_QUERIES = 500;
const MOST_DATA_POINTS = 100_800;
const MOST_DIMENSIONS = 30;
const ID = /^[a-z][a-zA-Z0-9_]*$/;
const SHORT_PERIODS = new Set([1, 5, 10, 20, 30]);
const DAY_MS = 86_400_000;

const invalid = (message: string): AwsError => validationError('CloudWatch', message);

const STATISTICS: Readonly<Record<string, (set: StatisticSet) => number>> = {
  Average: ({ sum, count }) => sum / count,
  Sum: ({ sum }) => sum,
  Minimum: ({ minimum }) => minimum,
  Maximum: ({ maximum }) => maximum,
  SampleCount: ({ count }) => count,
};

const EXTENDED = /^(p|tm|tc|ts|wm|PR|TM|TC|TS|WM|IQM)/;

const statisticOf = (name: string): ((set: StatisticSet) => number) => {
  const statistic = STATISTICS[name];
  if (statistic !== undefined) return statistic;
  if (EXTENDED.test(name)) throw new SandboxUnsupported(`the statistic ${name}`);
  throw invalid(`The value ${name} for parameter Stat is not supported.`);
};

/** How finely CloudWatch still knows what was measured so long ago, in seconds. */
const finestPeriod = (agoMs: number): number => {
  if (agoMs > 63 * DAY_MS) return 3600;
  if (agoMs > 15 * DAY_MS) return 300;
  return agoMs > 3 * 3_600_000 ? 60 : 1;
};

interface Asked {
  readonly startMs: number;
  readonly endMs: number;
  readonly isAscending: boolean;
}

const timeOf = (input: Input, name: string): number => {
  const value = input[name];
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.getTime();
  throw invalid(`The parameter ${name} is not valid.`);
};

const askedOf = (call: Call): Asked => {
  const startMs = timeOf(call.input, 'StartTime');
  const endMs = timeOf(call.input, 'EndTime');
  if (startMs >= endMs) {
    throw invalid('The parameter StartTime must be less than the parameter EndTime.');
  }
  const scan = text(call.input, 'ScanBy') || 'TimestampDescending';
  if (!/^Timestamp(Ascending|Descending)$/.test(scan)) throw invalid(`ScanBy ${scan} is not valid`);
  return { startMs, endMs, isAscending: scan === 'TimestampAscending' };
};

const periodOf = (stat: Input): number => {
  const period = Number(stat['Period']);
  if (SHORT_PERIODS.has(period) || (period >= 60 && period % 60 === 0)) return period;
  throw invalid(
    `The value ${period} for parameter Period is not valid: 1, 5, 10, 20, 30 or a multiple of 60.`,
  );
};

const dimensionsOf = (metric: Input): Readonly<Record<string, string>> => {
  const dimensions = list(metric, 'Dimensions').map(record);
  if (dimensions.length > MOST_DIMENSIONS) {
    throw invalid(
      `The collection Dimensions must not have a size greater than ${MOST_DIMENSIONS}.`,
    );
  }
  return Object.fromEntries(dimensions.map((each) => [text(each, 'Name'), text(each, 'Value')]));
};

const isSame = (
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([name, value]) => b[name] === value);

/** The metrics of the caller's own account and region that a query means, dimensions exactly. */
const metricsOf = (call: Call, stat: Input): readonly MetricSpec[] => {
  const metric = record(stat['Metric']);
  const [namespace, name] = [text(metric, 'Namespace'), text(metric, 'MetricName')];
  if (namespace === '' || name === '') throw invalid('Namespace and MetricName are required.');
  const dimensions = dimensionsOf(metric);
  const unit = text(stat, 'Unit');
  return (call.state.spec.metrics ?? []).filter(
    (each) =>
      each.account === call.accountId &&
      each.region === call.region &&
      each.namespace === namespace &&
      each.metric === name &&
      (unit === '' || each.unit === unit) &&
      isSame(each.dimensions, dimensions),
  );
};

const refuseOdd = (call: Call, query: Input): void => {
  if (!ID.test(text(query, 'Id'))) {
    throw invalid(`The value ${text(query, 'Id')} for parameter Id does not match ${ID.source}.`);
  }
  const isStat = query['MetricStat'] !== undefined;
  if (isStat === (query['Expression'] !== undefined)) {
    throw invalid('Each query takes either MetricStat or Expression, and not both.');
  }
  if (!isStat) throw new SandboxUnsupported('expressions over metrics');
  const account = text(query, 'AccountId');
  if (account !== '' && account !== call.accountId) {
    throw new SandboxUnsupported('metrics of another account');
  }
};

/** CloudWatch rounds a start down to what it still knows. */
const startOf = (call: Call, asked: Asked, period: number): number => {
  const finest = finestPeriod(call.state.now.getTime() - asked.startMs);
  const step = Math.max(finest, period < 60 ? period : 60) * 1000;
  return Math.floor(asked.startMs / step) * step;
};

const pointsOf = (call: Call, asked: Asked, stat: Input): Series['points'] => {
  const statistic = statisticOf(text(stat, 'Stat'));
  const period = periodOf(stat);
  const specs = metricsOf(call, stat);
  const nowMs = call.state.now.getTime();
  // A finer period than is kept is answered by nothing, not by an error.
  if (period % finestPeriod(nowMs - asked.startMs) !== 0) return [];
  const window = {
    fromMs: startOf(call, asked, period),
    toMs: Math.min(asked.endMs, nowMs),
    periodMs: period * 1000,
    beganMs: call.state.began.getTime(),
  };
  const points = dataPoints(specs, window).map(({ atMs, set }) => ({
    at: new Date(atMs),
    value: statistic(set),
  }));
  return asked.isAscending ? points : points.toReversed();
};

const queriesOf = (call: Call): readonly Input[] => {
  const queries = list(call.input, 'MetricDataQueries').map(record);
  if (queries.length > MOST_QUERIES) {
    throw invalid(
      `The collection MetricDataQueries must not have a size greater than ${MOST_QUERIES}.`,
    );
  }
  for (const query of queries) refuseOdd(call, query);
  if (new Set(queries.map((query) => text(query, 'Id'))).size < queries.length) {
    throw invalid('The values for parameter Id in MetricDataQueries are not unique.');
  }
  return queries.filter((query) => query['ReturnData'] !== false);
};

const mostOf = (call: Call): number => {
  const most = call.input['MaxDatapoints'];
  return typeof most === 'number' ? Math.min(most, MOST_DATA_POINTS) : MOST_DATA_POINTS;
};

const metricData = (call: Call): unknown => {
  const asked = askedOf(call);
  const series = queriesOf(call).map((query) => {
    const stat = record(query['MetricStat']);
    return {
      id: text(query, 'Id'),
      label: text(query, 'Label') || text(record(stat['Metric']), 'MetricName'),
      points: pointsOf(call, asked, stat),
    };
  });
  const page = pagesOf(series, text(call.input, 'NextToken'), {
    results: call.state.spec.pageSize ?? 20,
    points: mostOf(call),
  });
  return {
    MetricDataResults: page.results,
    Messages: [],
    ...(page.next === undefined ? {} : { NextToken: page.next }),
  };
};

/** CloudWatch: what was measured, and what alarms watch. */
export const cloudWatchOperations: OperationTable = {
  ...boardOperations,
  GetMetricData: row('cloudwatch:GetMetricData', () => '*', metricData),
};
