import {
  CloudWatchClient,
  GetMetricDataCommand,
  type GetMetricDataCommandInput,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import { describe, expect, it } from 'vitest';
import type { MetricSpec, MetricValues } from '../../sandbox/metrics.ts';
import type { WorldSpec } from '../../sandbox/world-spec.ts';
import { clientOf, DEV, PROD, REGION, reader, refusalOf, stage } from './kit.ts';

const FUNCTION = { FunctionName: 'orders' };

const metric = (values: MetricValues, given: Partial<MetricSpec> = {}): MetricSpec => ({
  account: DEV,
  region: REGION,
  namespace: 'AWS/Lambda',
  metric: 'Errors',
  dimensions: FUNCTION,
  values,
  ...given,
});

const open = async (spec: WorldSpec, account = DEV): Promise<CloudWatchClient> => {
  const at = stage(spec);
  return clientOf(at, CloudWatchClient, { credentials: await reader(at, account) });
};

const query = (given: Partial<MetricDataQuery> = {}, stat: object = {}): MetricDataQuery => ({
  Id: 'q0',
  MetricStat: {
    Metric: {
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Dimensions: Object.entries(FUNCTION).map(([Name, Value]) => ({ Name, Value })),
    },
    Period: 300,
    Stat: 'Sum',
    ...stat,
  },
  ...given,
});

/** The world begins at ten. */
const LAST_QUARTER = {
  StartTime: new Date('2026-01-05T09:45:00Z'),
  EndTime: new Date('2026-01-05T10:00:00Z'),
};

const send = (client: CloudWatchClient, given: Partial<GetMetricDataCommandInput> = {}) =>
  client.send(
    new GetMetricDataCommand({
      MetricDataQueries: [query()],
      ScanBy: 'TimestampAscending',
      ...LAST_QUARTER,
      ...given,
    }),
  );

/** The data points of each result, as `hh:mm value`. */
const ask = async (
  client: CloudWatchClient,
  given: Partial<GetMetricDataCommandInput> = {},
): Promise<readonly (readonly string[])[]> =>
  ((await send(client, given)).MetricDataResults ?? []).map(({ Timestamps = [], Values = [] }) =>
    Timestamps.map((at, i) => `${at.toISOString().slice(11, 16)} ${Values[i]}`),
  );

describe('metrics', () => {
  it('M1 the exact metric of one account and region, or nothing', async () => {
    const spec = { metrics: [metric({ constant: 2 })] };
    const client = await open(spec);
    expect(await ask(client)).toEqual([['09:45 2', '09:50 2', '09:55 2']]);
    expect((await send(client)).MetricDataResults?.[0]).toMatchObject({
      Id: 'q0',
      Label: 'Errors',
      StatusCode: 'Complete',
    });
    expect(await ask(await open(spec, PROD))).toEqual([[]]);
    expect(await ask(await open({}))).toEqual([[]]);
    const fewer = query({}, { Metric: { Namespace: 'AWS/Lambda', MetricName: 'Errors' } });
    expect(await ask(client, { MetricDataQueries: [fewer] })).toEqual([[]]);
    const scps = [
      {
        target: 'Root',
        name: 'no-metrics',
        policy: {
          Version: '2012-10-17' as const,
          Statement: [{ Effect: 'Deny' as const, Action: 'cloudwatch:*', Resource: '*' }],
        },
      },
    ];
    const denied = await refusalOf(ask(await open({ ...spec, scps })));
    expect(denied).toMatchObject({ name: 'AccessDenied', status: 403 });
    expect(denied.message).toContain('cloudwatch:GetMetricData');
  });

  it('M2 stretches, days, statistic sets, and nothing from the future', async () => {
    const stretches = [
      { fromHoursAgo: 0.25, toHoursAgo: 0, value: 1, period: 60 },
      { fromHoursAgo: 0, toHoursAgo: -1, value: 9, period: 60 },
    ];
    const at = stage({ metrics: [metric({ stretches })] });
    const client = clientOf(at, CloudWatchClient, { credentials: await reader(at) });
    const EndTime = new Date('2026-01-05T11:00:00Z');
    expect(await ask(client, { EndTime })).toEqual([['09:45 5', '09:50 5', '09:55 5']]);
    await at.clock.sleep(300_000);
    expect((await ask(client, { EndTime }))[0]?.at(-1)).toBe('10:00 45');
    const set = { sum: 30, minimum: 1, maximum: 20, count: 3 };
    const daily = await open({ metrics: [metric({ daily: [7, null, set] })] });
    const days = (Stat: string): Partial<GetMetricDataCommandInput> => ({
      StartTime: new Date('2026-01-01T00:00:00Z'),
      MetricDataQueries: [query({}, { Period: 86_400, Stat })],
    });
    expect(await ask(daily, days('Sum'))).toEqual([['00:00 7', '00:00 30']]);
    expect(await ask(daily, days('Average'))).toEqual([['00:00 7', '00:00 10']]);
    expect(await ask(daily, days('Maximum'))).toEqual([['00:00 7', '00:00 20']]);
    await expect(
      ask(await open({ metrics: [metric({ constant: 1, period: 0 })] })),
    ).rejects.toThrow('a period of 0 seconds');
  });

  it('M3 statistics of the samples in a period, in the order asked for', async () => {
    const stretches = [
      { fromHoursAgo: 0.25, toHoursAgo: 0.125, value: 2, period: 60 },
      { fromHoursAgo: 0.125, toHoursAgo: 0, value: 6, period: 60 },
    ];
    const client = await open({ metrics: [metric({ stretches })] });
    const of = (Stat: string) =>
      ask(client, { MetricDataQueries: [query({}, { Stat, Period: 900 })] });
    expect(await of('SampleCount')).toEqual([['09:45 15']]);
    expect(await of('Sum')).toEqual([['09:45 58']]);
    expect(await of('Average')).toEqual([[`09:45 ${58 / 15}`]]);
    expect(await of('Minimum')).toEqual([['09:45 2']]);
    expect(await of('Maximum')).toEqual([['09:45 6']]);
    expect(await refusalOf(of('Median'))).toMatchObject({ name: 'ValidationError' });
    await expect(of('p95')).rejects.toThrow('the sandbox does not imitate');
    expect(await ask(client, { ScanBy: 'TimestampDescending' })).toEqual([
      ['09:55 30', '09:50 18', '09:45 10'],
    ]);
  });

  it('M4 a unit leaves out what was measured in another', async () => {
    const client = await open({ metrics: [metric({ constant: 2 }, { unit: 'Count' })] });
    const inUnit = (Unit: string) => ask(client, { MetricDataQueries: [query({}, { Unit })] });
    expect((await inUnit('Count'))[0]).toHaveLength(3);
    expect(await inUnit('Percent')).toEqual([[]]);
  });

  it('M5 from the start rounded down to the minute, without the end', async () => {
    const client = await open({ metrics: [metric({ constant: 1, period: 60 })] });
    const StartTime = new Date('2026-01-05T09:47:34Z');
    const EndTime = new Date('2026-01-05T09:57:00Z');
    expect(await ask(client, { StartTime, EndTime })).toEqual([['09:47 5', '09:52 5']]);
    const long = new Date('2025-12-01T09:47:34Z');
    expect((await ask(client, { StartTime: long }))[0]?.[0]).toBe('09:45 5');
    expect(await refusalOf(ask(client, { EndTime: StartTime, StartTime: EndTime }))).toMatchObject({
      name: 'ValidationError',
      message: 'The parameter StartTime must be less than the parameter EndTime.',
    });
  });

  it('M6 periods, and none that is finer than what is kept', async () => {
    const client = await open({ metrics: [metric({ constant: 1 })] });
    const by = (Period: number, StartTime = LAST_QUARTER.StartTime) =>
      ask(client, { StartTime, MetricDataQueries: [query({}, { Period })] });
    expect(await by(30)).toEqual([['09:45 1', '09:50 1', '09:55 1']]);
    for (const odd of [0, 7, 90, -60]) {
      expect(await refusalOf(by(odd))).toMatchObject({ name: 'ValidationError', status: 400 });
    }
    expect(await by(30, new Date('2026-01-05T06:00:00Z'))).toEqual([[]]);
    expect(await by(60, new Date('2025-12-20T00:00:00Z'))).toEqual([[]]);
    expect(await by(300, new Date('2025-10-01T00:00:00Z'))).toEqual([[]]);
    expect((await by(86_400, new Date('2025-12-22T00:00:00Z')))[0]).toHaveLength(15);
  });

  it('M7 queries that are too many, twice the same or odd', async () => {
    const client = await open({});
    const refused = (queries: readonly unknown[]) =>
      refusalOf(ask(client, { MetricDataQueries: queries as MetricDataQuery[] }));
    const many = Array.from({ length: 501 }, (_, at) => query({ Id: `q${at}` }));
    expect((await refused(many)).message).toContain('a size greater than 500');
    expect((await refused([query(), query()])).message).toContain('not unique');
    expect((await refused([query({ Id: 'Q' })])).name).toBe('ValidationError');
    expect((await refused([{ Id: 'q' }])).message).toContain('either MetricStat or Expression');
    expect((await refused([query({ Expression: 'q0/2' })])).message).toContain('not both');
    expect((await refused([query({}, { Period: 'five' })])).message).toContain('period');
    expect((await refused([{ ...query(), Odd: 1 }])).message).toContain('not a member');
    await expect(
      ask(client, { MetricDataQueries: [{ Id: 'q', Expression: 'SUM(METRICS())' }] }),
    ).rejects.toThrow('the sandbox does not imitate');
  });

  it('M8 pages by results and by data points', async () => {
    const metrics = [metric({ constant: 1 })];
    const queries = [query(), query({ Id: 'q1' }), query({ Id: 'q2', ReturnData: false })];
    const pages = async (spec: WorldSpec, given: Partial<GetMetricDataCommandInput>) => {
      const client = await open({ metrics, ...spec });
      const seen: string[] = [];
      let NextToken: string | undefined;
      do {
        const input = { MetricDataQueries: queries, ...given };
        const page = await send(client, NextToken === undefined ? input : { ...input, NextToken });
        const results = page.MetricDataResults ?? [];
        seen.push(
          results.map((r) => `${r.Id} ${r.StatusCode} ${r.Values?.length ?? 0}`).join(', '),
        );
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
      return seen;
    };
    expect(await pages({}, {})).toEqual(['q0 Complete 3, q1 Complete 3']);
    expect(await pages({ pageSize: 1 }, {})).toEqual(['q0 Complete 3', 'q1 Complete 3']);
    expect(await pages({}, { MaxDatapoints: 4 })).toEqual([
      'q0 Complete 3, q1 PartialData 1',
      'q1 Complete 2',
    ]);
    const refused = refusalOf(send(await open({ metrics }), { NextToken: 'abc' }));
    expect(await refused).toMatchObject({ name: 'InvalidNextToken' });
  });
});
