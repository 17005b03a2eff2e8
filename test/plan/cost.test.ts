import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dailyOf, hourlyOf, MONTH_HOURS, percentOf } from '../../src/plan/cost.ts';
import { estimateCost, type PricedChange } from '../../src/plan/cost-estimate.ts';
import type { PlannedChange } from '../../src/plan/change.ts';

const CHANGE: PlannedChange = {
  action: 'create',
  logicalId: 'R',
  type: 'AWS::S3::Bucket',
  ownerAgent: 'SteveJobs',
  properties: [],
  losesData: false,
  isSensitive: false,
  isConditional: false,
};

const cents = (usd: number): number => Math.round(usd * 100);

const usd = fc.double({ min: 0, max: 100_000, noNaN: true });
const side = fc.option(usd, { nil: undefined });

const changes = fc
  .array(fc.record({ before: side, after: side, isKnown: fc.boolean() }), { maxLength: 30 })
  .map((rows) =>
    rows.map(({ before, after, isKnown }, index): PricedChange => {
      const action: PlannedChange['action'] = before === undefined ? 'create' : 'change';
      const type = isKnown ? 'AWS::S3::Bucket' : 'AWS::Un::Known';
      return {
        change: { ...CHANGE, logicalId: `R${index}`, type, action },
        region: 'us-east-1',
        ...(before === undefined ? {} : { before: { Usd: before } }),
        ...(after === undefined ? {} : { after: { Usd: after } }),
      };
    }),
  );

const estimate = (rows: readonly PricedChange[]) =>
  estimateCost(rows, {
    costOf: (type, properties) =>
      type === 'AWS::S3::Bucket'
        ? { afterUsdMonthly: Number(properties['Usd']), assumptions: [], sources: ['dated'] }
        : { unpriced: 'unknown' },
    pricing: { pricedOn: '2025-06-01' },
  });

describe('an estimate', () => {
  it('is the sum of its lines, and names every change once', () => {
    fc.assert(
      fc.property(changes, (rows) => {
        const cost = estimate(rows);
        const sum = (of: (line: (typeof cost.lines)[number]) => number): number =>
          cost.lines.reduce((total, line) => total + cents(of(line)), 0);
        expect(cents(cost.beforeUsdMonthly)).toBe(sum((line) => line.beforeUsdMonthly));
        expect(cents(cost.afterUsdMonthly)).toBe(sum((line) => line.afterUsdMonthly));
        expect(cents(cost.deltaUsdMonthly)).toBe(
          cents(cost.afterUsdMonthly) - cents(cost.beforeUsdMonthly),
        );
        const named = [...cost.lines, ...cost.unpriced].map((one) => one.logicalId).sort();
        expect(named).toEqual(rows.map((one) => one.change.logicalId).sort());
      }),
    );
  });

  it('of an hour times 730 is that of the month to the cent, and so are 24 of a day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000_000 }), (monthCents) => {
        const month = monthCents / 100;
        expect(cents(hourlyOf(month) * MONTH_HOURS)).toBe(monthCents);
        expect(cents((dailyOf(month) / 24) * MONTH_HOURS)).toBe(monthCents);
      }),
    );
  });

  it.each([
    ['nothing before', 0, 5, undefined],
    ['a third more', 3, 1, 33.3],
    ['all of it gone', 8, -8, -100],
    ['nothing new', 8, 0, 0],
  ])('in percent: %s', (_, beforeUsdMonthly, deltaUsdMonthly, expected) => {
    expect(percentOf({ beforeUsdMonthly, deltaUsdMonthly })).toBe(expected);
  });
});
