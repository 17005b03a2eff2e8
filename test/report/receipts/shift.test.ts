import { describe, expect, it } from 'vitest';
import type { BillLine } from '../../../src/report/cost/bill.ts';
import { parseMoney, type Money } from '../../../src/report/cost/money.ts';
import { dayAfter, daysIn } from '../../../src/report/cost/window.ts';
import type { Moved } from '../../../src/report/receipts/confidence.ts';
import type { Receipt } from '../../../src/report/receipts/receipt.ts';
import {
  billDays,
  billedService,
  movedAt,
  spendOf,
  type ReceiptBill,
} from '../../../src/report/receipts/shift.ts';
import { RECEIPT } from './receipts.ts';

const COMPUTE = 'Amazon Elastic Compute Cloud - Compute';
const OWNER = { accountId: '333333333333', service: COMPUTE };
const DONE = '2026-11-01';

/** So much a day before it was carried out, and so much after. */
const billOf = (before: number, after: number, until = '2026-11-20'): ReceiptBill => {
  const days = { from: dayAfter(DONE, -7), until };
  const usdDaily = Object.fromEntries(
    daysIn(days).map((day) => [day, day < DONE ? before : after]),
  );
  return { days, spend: [{ ...OWNER, usdDaily }] };
};

describe('how the bill moved around a receipt of $2.40 a day', () => {
  it.each<[string, ReceiptBill | undefined, Moved]>([
    ['no bill', undefined, 'unknown'],
    ['no line of that service', { ...billOf(9, 9), spend: [] }, 'unknown'],
    ['no cost at all', { ...billOf(9, 9), spend: [{ ...OWNER, usdDaily: {} }] }, 'unknown'],
    ['fell by all of it', billOf(10, 7.6), 'fell'],
    ['fell by half of it', billOf(10, 8.8), 'fell'],
    ['fell by less', billOf(10, 8.9), 'little'],
    ['rose by less', billOf(10, 12.3), 'little'],
    ['rose by more', billOf(10, 12.5), 'rose'],
    ['the last day of the week is not told yet', billOf(10, 7, '2026-11-08'), 'unknown'],
    ['it is told', billOf(10, 7, '2026-11-09'), 'fell'],
  ])('%s', (_, bill, expected) => {
    const known = { receipts: [RECEIPT], ...(bill === undefined ? {} : { bill }) };
    expect(movedAt(RECEIPT, 7, known)).toBe(expected);
  });

  it('several claims of one account and service are compared together', () => {
    const other: Receipt = { ...RECEIPT, claim: { ...RECEIPT.claim, arn: 'arn:aws:ec2:::i-2' } };
    const bill = billOf(10, 8.8);
    expect(movedAt(RECEIPT, 7, { bill, receipts: [RECEIPT, other] })).toBe('little');
    expect(movedAt(RECEIPT, 7, { bill, receipts: [RECEIPT] })).toBe('fell');
  });

  it('what has no price is compared with nothing', () => {
    const claim = { ...RECEIPT.claim, worth: { unpriced: 'nobody knows' } };
    const unpriced = { ...RECEIPT, claim };
    expect(movedAt(unpriced, 7, { bill: billOf(10, 1), receipts: [unpriced] })).toBe('unknown');
  });
});

describe('the days of the bill', () => {
  it.each([
    ['nothing for none', [], '2026-11-20', undefined],
    ['the week before, to two days ago', [RECEIPT], '2026-11-20', ['2026-10-25', '2026-11-18']],
  ] as const)('%s', (_, receipts, today, expected) => {
    const days = billDays(receipts, today);
    expect(days === undefined ? undefined : [days.from, days.until]).toEqual(expected);
  });
});

describe('a bill by owner', () => {
  const line = (day: string, keys: readonly string[], amount: string): BillLine => ({
    day,
    keys,
    amount: parseMoney(amount) as Money,
  });

  it('keeps what is watched, added up by day', () => {
    const lines = [
      line('2026-11-01', ['333333333333', COMPUTE], '1.25'),
      line('2026-11-01', ['333333333333', COMPUTE], '0.25'),
      line('2026-11-01', ['333333333333', 'AWS Lambda'], '9'),
      line('2026-11-02', ['222222222222', COMPUTE], '9'),
    ];
    const bill = { lines, estimatedDays: [], currency: 'USD' };
    expect(spendOf(bill, [OWNER])).toEqual([{ ...OWNER, usdDaily: { '2026-11-01': 1.5 } }]);
  });

  it('a kind of saving is billed under one service', () => {
    expect(billedService({ kind: 'idle-nat-gateway' })).toBe('EC2 - Other');
    expect(billedService({ kind: 'idle-instance' })).toBe(COMPUTE);
  });
});
