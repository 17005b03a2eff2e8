import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bill } from '../../../src/report/cost/bill.ts';
import { gatherOnDemand } from '../../../src/report/cost/gather.ts';
import { parseMoney, type Money } from '../../../src/report/cost/money.ts';
import { daysIn } from '../../../src/report/cost/window.ts';
import { judge } from '../../../src/report/savings/judge.ts';
import { judgeOnDemand, steadyDays } from '../../../src/report/savings/on-demand.ts';
import { Fault } from '../../../src/task/fault.ts';
import { AT, idleInstance, NOW } from './fixtures.ts';

const EC2 = 'Amazon Elastic Compute Cloud - Compute';
const ACCOUNT = '333333333333';
const DAYS = steadyDays(NOW);

const money = (units: number): Money => {
  const parsed = parseMoney(units.toFixed(6));
  if (parsed === undefined) throw new Error(`${units} is no amount`);
  return parsed;
};

const billOf = (usdOf: (at: number) => number, service = EC2): Bill => ({
  currency: 'USD',
  estimatedDays: [],
  lines: daysIn(DAYS).map((day, at) => ({
    day,
    keys: [ACCOUNT, service],
    amount: money(usdOf(at)),
  })),
});

const hourly = (bill: Bill, savings: Parameters<typeof judgeOnDemand>[2] = []): number[] => {
  const judged = judgeOnDemand(bill, DAYS, savings);
  if (!judged.ok) throw new Error(judged.because);
  return judged.value.commitments.map(({ steadyUsdHourly }) => steadyUsdHourly);
};

describe('what was spent on demand', () => {
  it('is of 30 whole days that AWS has told', () => {
    expect(DAYS).toEqual({ from: '2026-10-28', until: '2026-11-27' });
    expect(daysIn(DAYS)).toHaveLength(30);
  });

  it('a bill of nothing or of another currency is compared with nothing', () => {
    const bill = billOf(() => 24);
    expect(judgeOnDemand({ ...bill, lines: [] }, DAYS, [])).toEqual({
      ok: false,
      because: 'Cost Explorer has no on-demand usage of these days',
    });
    expect(judgeOnDemand({ ...bill, currency: 'CNY' }, DAYS, [])).toEqual({
      ok: false,
      because: 'the bill is in CNY, the prices are in USD',
    });
  });

  it.each<readonly [string, Bill, readonly number[]]>([
    ['steady', billOf(() => 24), [1]],
    ['of a service without commitments', billOf(() => 24, 'Amazon Simple Storage Service'), []],
    ['quiet at weekends', billOf((at) => (at % 7 === 5 ? 10 : 24)), []],
    ['too little', billOf(() => 0.9), []],
    ['a day without a line', { ...billOf(() => 24), lines: billOf(() => 24).lines.slice(1) }, []],
  ])('%s', (_name, bill, expected) => {
    expect(hourly(bill)).toEqual(expected);
  });

  it('takes the waste that was found off first, of the same account and service', () => {
    const judged = judge(idleInstance, AT);
    if (judged.verdict !== 'waste') throw new Error(judged.verdict);
    const { saving } = judged;
    const [all, less] = [
      hourly(billOf(() => 24)),
      hourly(
        billOf(() => 24),
        [saving],
      ),
    ];
    expect((all[0] ?? 0) - (less[0] ?? 0)).toBeCloseTo(146 / 730, 9);
    const elsewhere = { ...saving, accountId: '444444444444' as typeof saving.accountId };
    expect(
      hourly(
        billOf(() => 24),
        [elsewhere],
      ),
    ).toEqual(all);
  });

  it('is the sum of its lines', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e7 }), { minLength: 30 }), (cents) => {
        const judged = judgeOnDemand(
          billOf((at) => (cents[at] ?? 0) / 100),
          DAYS,
          [],
        );
        const sum = cents.slice(0, 30).reduce((all, one) => all + one, 0) / 100;
        expect(judged.ok && judged.value.spendUsd).toBeCloseTo(sum, 4);
      }),
    );
  });
});

const page = (next?: string): object => ({
  ResultsByTime: [],
  ...(next === undefined ? {} : { NextPageToken: next }),
});

describe('asking for it', () => {
  const about = { scope: { metric: 'unblended', accounts: [ACCOUNT] }, days: DAYS } as const;

  it('is one request for usage of the accounts, and each page counts', async () => {
    const asked: unknown[] = [];
    const said = await gatherOnDemand(
      async ({ input }) => {
        asked.push(input);
        return { ok: true, output: page(asked.length < 3 ? 'more' : undefined) };
      },
      about,
      50,
    );
    expect(said.requests).toBe(3);
    expect(asked[0]).toMatchObject({
      Granularity: 'DAILY',
      TimePeriod: { Start: '2026-10-28', End: '2026-11-27' },
      Filter: {
        And: [
          { Dimensions: { Key: 'LINKED_ACCOUNT', Values: [ACCOUNT] } },
          { Dimensions: { Key: 'RECORD_TYPE', Values: ['Usage'] } },
        ],
      },
    });
  });

  it('ends at the most that may be asked, and names a fault', async () => {
    const endless = await gatherOnDemand(
      async () => ({ ok: true, output: page('more') }),
      about,
      4,
    );
    expect(endless).toEqual({
      bill: { ok: false, because: 'more than 4 requests would be needed' },
      requests: 4,
    });
    const broken = await gatherOnDemand(
      async () => {
        throw new Fault('timeout', 'no answer');
      },
      about,
      4,
    );
    expect(broken.bill).toEqual({
      ok: false,
      because: 'Cost Explorer did not answer in time',
    });
  });
});
