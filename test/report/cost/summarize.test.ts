import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BillSpec, Charge } from '../../../sandbox/bill.ts';
import type { AskCosts } from '../../../src/report/cost/ask.ts';
import type { CostReport } from '../../../src/report/cost/cost-report.ts';
import { gatherCosts } from '../../../src/report/cost/gather.ts';
import { centsOf, parseMoney, sumOf, unitsOf, type Money } from '../../../src/report/cost/money.ts';
import type { CostScope } from '../../../src/report/cost/questions.ts';
import { summarizeCosts } from '../../../src/report/cost/summarize.ts';
import { daysIn, windowAt } from '../../../src/report/cost/window.ts';
import { Fault } from '../../../src/task/fault.ts';
import { askBill } from '../../fakes/cost-explorer.ts';

const NOW = new Date('2026-11-23T07:00:00Z');
const WINDOW = windowAt(NOW);
const EVERYTHING: CostScope = { metric: 'unblended' };
const MOST = 1000;

const usd = (text: string): Money => parseMoney(text) as Money;

const charge = (given: Partial<Charge>): Charge => ({
  day: '2026-11-18',
  accountId: '222222222222',
  service: 'AWS Lambda',
  recordType: 'Usage',
  costCenter: 'CC-1000',
  application: 'shop',
  amount: 1,
  ...given,
});

const reportOf = async (
  bill: BillSpec,
  given: { readonly ask?: AskCosts; readonly scope?: CostScope; readonly most?: number } = {},
) => {
  const scope = given.scope ?? EVERYTHING;
  const ask = given.ask ?? askBill(bill, NOW);
  const gathered = await gatherCosts(ask, { scope, window: WINDOW }, given.most ?? MOST);
  const budgets = [{ name: 'everything', limit: usd('100') }];
  return summarizeCosts(gathered, { scope, window: WINDOW, budgets });
};

const wholeReport = async (bill: BillSpec): Promise<CostReport> => {
  const { report, gaps } = await reportOf(bill);
  expect(gaps).toEqual([]);
  if (report === undefined) throw new Error('no report');
  return report;
};

const sum = (parts: readonly { readonly amount: Money }[] = []): Money =>
  sumOf(parts.map(({ amount }) => amount));

describe('a weekly report', () => {
  it('A95 credits and refunds stand by themselves and lower no total', async () => {
    const report = await wholeReport({
      charges: [
        charge({ amount: 10 }),
        charge({ amount: -4, recordType: 'Credit' }),
        charge({ amount: -1, recordType: 'Refund' }),
        charge({ amount: 2, recordType: 'Tax' }),
      ],
    });
    expect(unitsOf(report.total)).toBe(12);
    expect(report.records.map(({ name, amount }) => [name, unitsOf(amount)])).toEqual([
      ['Usage', 10],
      ['Tax', 2],
    ]);
    expect(report.givenBack.map(({ name, amount }) => [name, unitsOf(amount)])).toEqual([
      ['Refund', -1],
      ['Credit', -4],
    ]);
  });

  it('A95 days that AWS still estimates are named', async () => {
    const charges = [charge({ day: '2026-11-21' }), charge({ day: '2026-11-22' })];
    expect((await wholeReport({ charges, estimatedDays: 1 })).estimatedDays).toEqual([
      '2026-11-22',
    ]);
    expect((await wholeReport({ charges, estimatedDays: 0 })).estimatedDays).toEqual([]);
  });

  it('compares with the week before and with the same days four weeks earlier', async () => {
    const report = await wholeReport({
      charges: [
        charge({ day: '2026-11-22', amount: 7 }),
        charge({ day: '2026-11-09', amount: 5 }),
        charge({ day: '2026-10-25', amount: 3 }),
        charge({ day: '2026-10-26', amount: 100 }),
      ],
    });
    expect(
      [report.total, report.before, report.monthBefore].map((one) => unitsOf(one ?? usd('0'))),
    ).toEqual([7, 5, 3]);
  });

  it('names what carries no cost center', async () => {
    const report = await wholeReport({
      charges: [charge({ amount: 3 }), charge({ amount: 1, costCenter: '', application: '' })],
    });
    expect(unitsOf(report.byTag?.untagged ?? usd('0'))).toBe(1);
  });

  it('a budget says what is reached and what will be', async () => {
    const days = daysIn({ from: '2026-11-01', until: '2026-11-23' });
    const report = await wholeReport({ charges: days.map((day) => charge({ day, amount: 4 })) });
    expect(report.budgets).toMatchObject([{ reached: 80, willReach: 120 }]);
    expect(unitsOf(report.budgets[0]?.spent ?? usd('0'))).toBe(88);
  });
});

describe('what can not be said is named', () => {
  it('an organization without Cost Explorer', async () => {
    const { report, gaps } = await reportOf({ isClosed: true });
    expect(report).toBeUndefined();
    expect(gaps.map(({ what }) => what)).toEqual([
      'kinds of record, credits and refunds',
      'accounts and services',
      'cost centers and applications',
      'the forecast',
      'anomalies',
    ]);
    expect(gaps[0]?.because).toContain('open it once in the billing console');
  });

  it.each(['GetCostForecast', 'GetAnomalies'])(
    '%s is denied: the rest is there',
    async (denied) => {
      const bill = { charges: [charge({})] };
      const ask: AskCosts = async (request) =>
        request.operation === denied
          ? { ok: false, code: 'AccessDeniedException', httpStatus: 400, message: 'no' }
          : askBill(bill, NOW)(request);
      const { report, gaps } = await reportOf(bill, { ask });
      expect(gaps.map(({ because }) => because)).toEqual([
        `the permission \`ce:${denied}\` is missing`,
      ]);
      expect(unitsOf(report?.total ?? usd('0'))).toBe(1);
    },
  );

  it.each(['GetCostForecast', 'GetAnomalies'])(
    '%s breaks: the rest is there, and is not paid for again',
    async (broken) => {
      const bill = { charges: [charge({})] };
      const ask: AskCosts = async (request) => {
        if (request.operation === broken) throw new Fault('malformed-answer', 'no JSON');
        return askBill(bill, NOW)(request);
      };
      const { report, gaps } = await reportOf(bill, { ask });
      expect(gaps.map(({ because }) => because)).toEqual([
        'Cost Explorer did not answer as it should',
      ]);
      expect(unitsOf(report?.total ?? usd('0'))).toBe(1);
      expect(report?.requests).toBe(5);
    },
  );

  it('a break of the first question is a break: there would be no total', async () => {
    const ask: AskCosts = async () => {
      throw new Fault('throttled', 'Rate exceeded');
    };
    await expect(reportOf({}, { ask })).rejects.toThrow('Rate exceeded');
  });

  it('more pages than may be paid for are no list at all', async () => {
    const charges = Array.from({ length: 60 }, (_, at) => charge({ service: `service ${at}` }));
    const { report, gaps } = await reportOf({ charges, pageSize: 10 }, { most: 6 });
    expect(report?.breakdown).toBeUndefined();
    expect(gaps[0]).toEqual({
      what: 'accounts and services',
      because: 'more than 6 requests would be needed',
    });
    expect(report?.requests).toBe(6);
  });

  it('A95 parts that do not add up to the total are not shown', async () => {
    const bill = { charges: [charge({ amount: 10 })] };
    const other = { charges: [charge({ amount: 10.02 })] };
    const ask: AskCosts = async (request) =>
      askBill(
        JSON.stringify(request.input['GroupBy'] ?? '').includes('SERVICE') ? other : bill,
        NOW,
      )(request);
    const { report, gaps } = await reportOf(bill, { ask });
    expect(gaps.map(({ what }) => what)).toEqual(['accounts and services']);
    expect(report?.breakdown).toBeUndefined();
    expect(report?.byTag).toBeDefined();
  });

  it('A95 several currencies are never added up', async () => {
    const bill = { charges: [charge({})] };
    const ask: AskCosts = async (request) =>
      askBill(
        { ...bill, currency: request.operation === 'GetCostForecast' ? 'EUR' : 'USD' },
        NOW,
      )(request);
    const { report, gaps } = await reportOf(bill, { ask });
    expect(report).toBeUndefined();
    expect(gaps.at(-1)?.because).toContain('USD, EUR');
  });
});

const anyCharge: fc.Arbitrary<Charge> = fc.record({
  day: fc.constantFrom(...daysIn({ from: '2026-10-19', until: '2026-11-23' })),
  accountId: fc.constantFrom('111111111111', '222222222222', '333333333333'),
  service: fc.constantFrom('AWS Lambda', 'Amazon DynamoDB', 'EC2 - Other', 'Something new'),
  recordType: fc.constantFrom('Usage', 'Usage', 'Usage', 'Tax', 'Credit', 'Refund'),
  costCenter: fc.constantFrom('CC-1000', 'CC-2000', ''),
  application: fc.constantFrom('shop', ''),
  amount: fc.integer({ min: 0, max: 10_000_000 }).map((tenths) => tenths / 1_000_000),
});

const anyBill = fc
  .array(anyCharge, { maxLength: 60 })
  .map((charges) =>
    charges.map((one) =>
      one.recordType === 'Credit' || one.recordType === 'Refund'
        ? { ...one, amount: -one.amount }
        : one,
    ),
  );

describe('laws of the report', () => {
  it('A95 every sum equals its parts, for a thousand bills', async () => {
    await fc.assert(
      fc.asyncProperty(anyBill, fc.integer({ min: 1, max: 9 }), async (charges, pageSize) => {
        const { report, gaps } = await reportOf({ charges, pageSize });
        const lost = gaps.filter(({ what }) => what !== 'the forecast');
        expect(lost).toEqual([]);
        if (report === undefined) throw new Error('no report');
        const parts = [
          report.records,
          report.daily,
          report.breakdown?.accounts,
          report.breakdown?.services,
          report.breakdown?.agents,
          report.byTag?.costCenters,
          report.byTag?.applications,
        ];
        for (const list of parts) expect(centsOf(sum(list))).toBe(centsOf(report.total));
        const isOfWeek = ({ day }: Charge): boolean => day >= '2026-11-16' && day < '2026-11-23';
        const spent = charges.filter((one) => isOfWeek(one) && one.amount > 0);
        expect(unitsOf(report.total)).toBeCloseTo(
          spent.reduce((total, { amount }) => total + amount, 0),
          5,
        );
      }),
      { numRuns: 1000 },
    );
  });
});
