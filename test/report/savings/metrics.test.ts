import { describe, expect, it } from 'vitest';
import { sumOfAll, sumOfAny } from '../../../src/report/savings/gather/join-series.ts';
import { readDaily, type Ask } from '../../../src/report/savings/gather/metrics.ts';
import { daysBefore } from '../../../src/report/savings/series.ts';
import type { AwsReader, ReadAnswer, ReadCall } from '../../../src/services/aws-reader.ts';
import type { AccountId, Region } from '../../../src/task/ids.ts';
import { NOW } from './fixtures.ts';

const days = daysBefore(NOW, 3);
const place = { region: 'us-east-1' as Region, days };

const scripted = (answer: (call: ReadCall) => ReadAnswer) => {
  const calls: ReadCall[] = [];
  const reader: AwsReader = {
    accountId: '333333333333' as AccountId,
    read: async (call) => {
      calls.push(call);
      return answer(call);
    },
  };
  return { reader, calls };
};

const asks = (count: number): readonly Ask[] =>
  Array.from({ length: count }, (_, at) => ({
    namespace: 'AWS/EC2',
    metric: 'CPUUtilization',
    stat: 'Average',
    dimensions: { InstanceId: `i-${at}` },
  }));

const result = (Id: string, given: readonly (readonly [string, number])[], StatusCode: string) => ({
  Id,
  Timestamps: given.map(([day]) => new Date(`${day}T00:00:00.000Z`)),
  Values: given.map(([, value]) => value),
  StatusCode,
});

const page = (results: readonly object[], NextToken?: string): ReadAnswer => ({
  ok: true,
  output: { MetricDataResults: results, ...(NextToken === undefined ? {} : { NextToken }) },
});

const queriesOf = ({ input }: ReadCall): readonly { readonly Id: string }[] =>
  input['MetricDataQueries'] as readonly { readonly Id: string }[];

describe('metrics by the day', () => {
  it('are those of whole UTC days, today left out', async () => {
    const { reader, calls } = scripted(() => page([]));
    await readDaily(reader, place, asks(1));
    expect(calls[0]?.input).toEqual({
      StartTime: new Date('2026-11-26T00:00:00.000Z'),
      EndTime: new Date('2026-11-29T00:00:00.000Z'),
      ScanBy: 'TimestampAscending',
      MetricDataQueries: [
        {
          Id: 'm0',
          MetricStat: {
            Metric: {
              Namespace: 'AWS/EC2',
              MetricName: 'CPUUtilization',
              Dimensions: [{ Name: 'InstanceId', Value: 'i-0' }],
            },
            Period: 86_400,
            Stat: 'Average',
          },
        },
      ],
    });
  });

  it('stand on their day; a day without a data point is null', async () => {
    const { reader } = scripted(() =>
      page([
        result('m1', [], 'Complete'),
        result(
          'm0',
          [
            ['2026-11-26', 4],
            ['2026-11-28', 0],
          ],
          'Complete',
        ),
      ]),
    );
    expect(await readDaily(reader, place, asks(2))).toEqual([
      [4, null, 0],
      [null, null, null],
    ]);
  });

  it('are asked for by 500 at once', async () => {
    const { reader, calls } = scripted((call) =>
      page(queriesOf(call).map(({ Id }) => result(Id, [['2026-11-27', 1]], 'Complete'))),
    );
    const read = await readDaily(reader, place, asks(1201));
    expect(calls.map((call) => queriesOf(call).length)).toEqual([500, 500, 201]);
    expect(read).toHaveLength(1201);
    expect(new Set(read.map(String))).toEqual(new Set([',1,']));
  });

  it('that go on on the next page are put together', async () => {
    const { reader } = scripted(({ input }) =>
      input['NextToken'] === undefined
        ? page([result('m0', [['2026-11-26', 1]], 'PartialData')], 'more')
        : page([result('m0', [['2026-11-27', 2]], 'Complete')]),
    );
    expect(await readDaily(reader, place, asks(1))).toEqual([[1, 2, null]]);
  });

  const refusal: ReadAnswer = { ok: false, code: 'AccessDenied', httpStatus: 403, message: 'no' };
  it.each<readonly [string, ReadAnswer]>([
    ['is denied', refusal],
    ['stays partial', page([result('m0', [['2026-11-26', 1]], 'PartialData')])],
    ['is an error of CloudWatch', page([result('m0', [], 'InternalError')])],
    ['is left out of the answer', page([])],
    ['has another shape', { ok: true, output: { MetricDataResults: 'none' } }],
    ['names the same page again', page([result('m0', [], 'Complete')], 'again')],
  ])('are unread, and not empty, when an answer %s', async (_name, answer) => {
    const { reader } = scripted(() => answer);
    expect(await readDaily(reader, place, asks(1))).toEqual(['unread']);
  });

  it('of other batches stay when one is denied', async () => {
    const { reader } = scripted((call) =>
      queriesOf(call).length === 500 ? refusal : page([result('m0', [], 'Complete')]),
    );
    const read = await readDaily(reader, place, asks(501));
    expect(read.filter((one) => one === 'unread')).toHaveLength(500);
    expect(read.at(-1)).toEqual([null, null, null]);
  });
});

describe('series together', () => {
  it('of all have no value on a day that one lacks', () => {
    expect(
      sumOfAll([
        [1, null, 3],
        [1, 2, 3],
      ]),
    ).toEqual([2, null, 6]);
    expect(sumOfAll([[1], 'unread'])).toBe('unread');
    expect(sumOfAll([])).toBe('unread');
  });

  it('of any have a value on a day that one has', () => {
    expect(
      sumOfAny([
        [1, null, null],
        [1, 2, null],
      ]),
    ).toEqual([2, 2, null]);
    expect(sumOfAny([[1], 'unread'])).toBe('unread');
  });
});
