import { describe, expect, it } from 'vitest';
import {
  judgeSteadySpend,
  type DailySpend,
} from '../../../src/report/savings/judges/steady-spend.ts';
import type { AccountId } from '../../../src/task/ids.ts';

const month = (usd: number): readonly number[] => Array.from({ length: 30 }, () => usd);

const spend = (more: Partial<DailySpend>): DailySpend => ({
  accountId: '333333333333' as AccountId,
  service: 'Amazon Elastic Compute Cloud - Compute',
  usdDaily: month(24),
  savedUsdDaily: 0,
  ...more,
});

/** 29 days at one amount and one at another, so that the mean is known. */
const withOne = (usd: number, one: number): readonly number[] => [...month(usd).slice(1), one];

describe('steady spend', () => {
  it.each<readonly [string, DailySpend, number | undefined]>([
    ['of 30 even days', spend({}), 1],
    ['of 29 days is not known yet', spend({ usdDaily: month(24).slice(1) }), undefined],
    ['of more days is judged by the last 30', spend({ usdDaily: [0, ...month(24)] }), 1],
    ['with its cheapest day at four fifths', spend({ usdDaily: withOne(30.2, 24.02) }), 1.0008],
    ['with a cheaper day', spend({ usdDaily: withOne(30.2, 23.9) }), undefined],
    ['with a day without any', spend({ usdDaily: withOne(24, 0) }), undefined],
    ['of a dollar a day', spend({ usdDaily: month(1) }), 1 / 24],
    ['of less than a dollar', spend({ usdDaily: month(0.99) }), undefined],
    ['of nothing', spend({ usdDaily: month(0) }), undefined],
    ['without the waste in it', spend({ savedUsdDaily: 12 }), 0.5],
    ['that is all waste', spend({ savedUsdDaily: 23.5 }), undefined],
    ['of a service without plans', spend({ service: 'Amazon Simple Storage Service' }), undefined],
    ['of a service named like a method', spend({ service: 'constructor' }), undefined],
    ['of what is not a number', spend({ usdDaily: month(Number.NaN) }), undefined],
  ])('%s', (_name, given, hourly) => {
    const found = judgeSteadySpend(given)?.steadyUsdHourly;
    if (hourly === undefined) expect(found).toBeUndefined();
    else expect(found).toBeCloseTo(hourly, 3);
  });

  it('is a proposal that claims no saving', () => {
    expect(judgeSteadySpend(spend({ savedUsdDaily: 12 }))).toEqual({
      accountId: '333333333333',
      service: 'Amazon Elastic Compute Cloud - Compute',
      what: 'Compute Savings Plan',
      steadyUsdHourly: 0.5,
      evidence: [
        { what: 'cheapest day', value: '$24.00 of 30 days' },
        { what: 'mean', value: '$24.00 a day' },
        { what: 'taken off', value: '$12.00 a day of waste' },
      ],
    });
  });
});
