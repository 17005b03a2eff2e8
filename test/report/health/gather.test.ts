import { describe, expect, it } from 'vitest';
import { gatherHealth, type HealthAsk } from '../../../src/report/health/gather.ts';
import { placesOf } from '../../../src/report/inventory/gather.ts';
import type { AwsReader, ReadAnswer, ReadCall } from '../../../src/services/aws-reader.ts';
import { lambdaFunction } from '../../../src/services/lambda-function/index.ts';
import { snsTopic } from '../../../src/services/sns-topic/index.ts';
import { accepted } from '../../../src/task/refusal.ts';
import { account, DEV, REGION } from '../../services/samples.ts';
import { NOW_MS } from './measured.ts';

type Answers = Readonly<Record<string, (call: ReadCall) => ReadAnswer>>;

const ok = (output: unknown): ReadAnswer => ({ ok: true, output });
const denied = (): ReadAnswer => ({
  ok: false,
  code: 'AccessDenied',
  httpStatus: 403,
  message: '',
});

const functions = (count: number): ReadAnswer =>
  ok({
    Functions: Array.from({ length: count }, (_, at) => ({
      FunctionName: `f${at}`,
      FunctionArn: `arn:aws:lambda:${REGION}:${DEV}:function:f${at}`,
    })),
  });

interface Query {
  readonly Id: string;
  readonly MetricStat: { readonly Metric: { readonly MetricName: string } };
}

const queriesOf = (call: ReadCall): readonly Query[] =>
  call.input['MetricDataQueries'] as readonly Query[];

/** One point for every query, and the values of the errors in two pages. */
const measured = (call: ReadCall): ReadAnswer => {
  const isSecond = call.input['NextToken'] !== undefined;
  const at = new Date(NOW_MS - 7 * 60_000);
  const rows = queriesOf(call).map(({ Id, MetricStat }) => {
    const name = MetricStat.Metric.MetricName;
    const value = name === 'Errors' ? 1 : name === 'Invocations' ? 20 : 0;
    const own = isSecond && name === 'Errors' ? new Date(at.getTime() - 300_000) : at;
    return { Id, Timestamps: [own], Values: [isSecond && name !== 'Errors' ? 0 : value] };
  });
  return ok({ MetricDataResults: rows, ...(isSecond ? {} : { NextToken: 'more' }) });
};

const USUAL: Answers = {
  ListFunctions: () => functions(2),
  GetFunctionConfiguration: () =>
    ok({ State: 'Active', LastUpdateStatus: 'Successful', Timeout: 10 }),
  GetMetricData: measured,
};

const gather = async (answers: Answers, ask: Partial<HealthAsk> = {}) => {
  const asked: ReadCall[] = [];
  const reader: AwsReader = {
    accountId: DEV,
    read: async (call) => {
      asked.push(call);
      const answer = { ...USUAL, ...answers }[call.operation];
      if (answer === undefined) throw new Error(`nobody answers ${call.operation}`);
      return answer(call);
    },
  };
  const places = placesOf([account()], 'all', [lambdaFunction]);
  const report = await gatherHealth(
    { places, now: new Date(NOW_MS), isWanted: () => true, ...ask },
    async () => accepted(reader),
  );
  return { report, asked };
};

describe('gathering health', () => {
  it('nothing runs: nothing is asked of CloudWatch, and nothing is healthy', async () => {
    const { report, asked } = await gather({ ListFunctions: () => functions(0) });
    expect(asked.map(({ operation }) => operation)).toEqual(['ListFunctions']);
    expect(report).toMatchObject({ judged: [], seen: 1, places: 1, series: 0, failed: [] });
  });

  it('parts of a series on two pages are put together', async () => {
    const { report } = await gather({});
    expect(report.counts).toEqual({ Unhealthy: 2, Degraded: 0, Unknown: 0, Healthy: 0 });
    expect(report.judged[0]?.evidence[0]).toMatchObject({ rule: 'errors', seen: '10 %' });
  });

  it('asks 500 series at a time, each once', async () => {
    const { report, asked } = await gather({ ListFunctions: () => functions(150) });
    const sizes = asked
      .filter(({ operation, input }) => operation === 'GetMetricData' && !input['NextToken'])
      .map((call) => queriesOf(call).length);
    expect(sizes).toEqual([450, 150]);
    expect(report.series).toBe(600);
  });

  it('metrics that are denied leave everything unknown and are named', async () => {
    const { report } = await gather({ GetMetricData: denied });
    expect(report.counts).toEqual({ Unhealthy: 0, Degraded: 0, Unknown: 2, Healthy: 0 });
    expect(report.failed).toEqual([
      {
        place: 'metrics of Lambda function in athena-dev us-east-1',
        because: 'AWS did not answer, or denied the read',
      },
    ]);
  });

  it('a result that CloudWatch forbids is no answer', async () => {
    const forbidden = (call: ReadCall): ReadAnswer =>
      ok({ MetricDataResults: queriesOf(call).map(({ Id }) => ({ Id, StatusCode: 'Forbidden' })) });
    expect((await gather({ GetMetricData: forbidden })).report.counts.Unknown).toBe(2);
  });

  it('configuration that is denied is unknown, and a broken measure still shows', async () => {
    const { report } = await gather({ GetFunctionConfiguration: denied });
    expect(report.counts.Unhealthy).toBe(2);
    expect(report.judged[0]?.unknown).toEqual(['state']);
  });

  it('a place that does not open is named with its reason', async () => {
    const places = placesOf([account()], 'all', [lambdaFunction, snsTopic]);
    const because = 'The role did not open.';
    const report = await gatherHealth(
      { places, now: new Date(NOW_MS), isWanted: () => true },
      async () => ({ ok: false, refusal: { code: 'role-missing', because, next: '' } }),
    );
    expect(report).toMatchObject({ places: 2, seen: 0, judged: [] });
    expect(report.failed).toEqual([
      { place: 'Lambda function in athena-dev us-east-1', because },
      { place: 'SNS topic in athena-dev us-east-1', because },
    ]);
  });

  it('what there was no time for is not seen, and said', async () => {
    const { report, asked } = await gather({}, { mayGoOn: () => false });
    expect(asked).toEqual([]);
    expect(report).toMatchObject({ places: 1, seen: 0, looked: [], judged: [] });
    expect(report.failed).toEqual([
      { place: '1 of the places', because: 'there was no time left' },
    ]);
  });

  it('only what is wanted is read', async () => {
    const { report } = await gather({}, { isWanted: ({ id }) => id === 'f1' });
    expect(report.judged.map(({ id }) => id)).toEqual(['f1']);
  });

  it('keeps the worst of many, counts all, and says so', async () => {
    const { report } = await gather({ ListFunctions: () => functions(900) });
    expect(report.judged).toHaveLength(500);
    expect(report.counts.Unhealthy).toBe(900);
    expect(report.isCut).toBe(true);
  });
});
