import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDue, MARKS } from '../../../src/report/receipts/due.ts';
import { didNotCome, observe } from '../../../src/report/receipts/observe.ts';
import type { Receipt } from '../../../src/report/receipts/receipt.ts';
import type { Confidence, Moved } from '../../../src/report/receipts/confidence.ts';
import { looksOf, RECEIPT } from './receipts.ts';

const withLooks = (days: string, more: Partial<Receipt> = {}): Receipt => ({
  ...RECEIPT,
  ...more,
  looks: looksOf(days),
});

describe('when a receipt is looked at', () => {
  it.each<[string, Receipt, string, boolean]>([
    ['not on the day it was carried out', RECEIPT, '2026-11-01', false],
    ['from the day after', RECEIPT, '2026-11-02', true],
    ['once a day', withLooks('h'), '2026-11-02', false],
    ['again the next day', withLooks('h'), '2026-11-03', true],
    ['after days without a look', withLooks('h'), '2026-11-20', true],
    ['to the thirtieth day', RECEIPT, '2026-12-01', true],
    ['and not after it', RECEIPT, '2026-12-02', false],
    ['not once it has ended', { ...RECEIPT, ended: 'rolled back' }, '2026-11-02', false],
  ])('%s', (_, receipt, today, expected) => {
    expect(isDue(receipt, today)).toBe(expected);
  });
});

describe('what is observed after seven days', () => {
  it.each<[string, string, Moved, readonly [number, number, number, Confidence]]>([
    ['nobody looked', '-------', 'fell', [0, 0, 0, 'low']],
    ['held, and the bill fell', 'hhhhhhh', 'fell', [7, 7, 1680, 'high']],
    ['held, and the bill moved little', 'hhhhhhh', 'little', [7, 7, 1680, 'medium']],
    ['held, and the bill is not known', 'hhhhhhh', 'unknown', [7, 7, 1680, 'medium']],
    ['held, and the bill rose', 'hhhhhhh', 'rose', [7, 7, 1680, 'low']],
    ['gone is no less', 'hhggggg', 'fell', [7, 7, 1680, 'high']],
    ['one day unknown', 'hhh?hhh', 'fell', [6, 6, 1440, 'high']],
    ['two days unknown', 'hh?-hhh', 'fell', [5, 5, 1200, 'low']],
    ['undone for a day', 'hhhuhhh', 'fell', [6, 7, 1440, 'low']],
    ['undone at once', 'uuuuuuu', 'fell', [0, 7, 0, 'low']],
    ['later looks do not count', 'hhhhhhhuu', 'fell', [7, 7, 1680, 'high']],
  ])('%s', (_, days, moved, [heldDays, toldDays, observedCents, confidence]) => {
    const seen = observe(withLooks(days), 7, { today: '2026-11-08', moved });
    const expected = {
      after: 7,
      heldDays,
      toldDays,
      observedCents,
      claimedCents: 1680,
      confidence,
    };
    expect(seen).toMatchObject(expected);
  });

  it('nothing before the seventh day', () => {
    const at = { today: '2026-11-07', moved: 'fell' } as const;
    expect(observe(withLooks('hhhhhh'), 7, at)).toBeUndefined();
  });

  it('what has no price is counted in days alone', () => {
    const claim = { ...RECEIPT.claim, worth: { unpriced: 'nobody knows' } };
    const seen = observe(withLooks('hhhhhhh', { claim }), 7, {
      today: '2026-11-08',
      moved: 'unknown',
    });
    expect(seen).toMatchObject({ heldDays: 7, observedCents: 0, claimedCents: 0 });
  });
});

describe('a saving that did not come', () => {
  it.each<[string, Receipt, string, boolean]>([
    ['nothing seen', RECEIPT, '2026-11-08', false],
    ['held', withLooks('hhhhhhh'), '2026-11-08', false],
    ['undone, and a week has passed', withLooks('hhhhuuu'), '2026-11-08', true],
    ['undone, and it has not', withLooks('hhhhuu'), '2026-11-07', false],
    ['undone for a while only', withLooks('hhuuhhh'), '2026-11-08', false],
    ['undone, then not told', withLooks('hhhhuu?'), '2026-11-08', true],
    ['never told', withLooks('???????'), '2026-11-08', false],
    ['undone in the second week', withLooks('hhhhhhhhhu'), '2026-11-11', true],
    ['told already', withLooks('uuuuuuu', { toldAt: '2026-11-08T00:00:00Z' }), '2026-11-09', false],
    ['taken back by a plan', withLooks('uuuuuuu', { ended: 'rolled back' }), '2026-11-09', false],
  ])('%s', (_, receipt, today, expected) => {
    expect(didNotCome(receipt, today)).toBe(expected);
  });
});

describe('laws of observations', () => {
  const days = fc.array(fc.constantFrom('h', 'g', 'u', '?', '-'), { maxLength: 29 });
  const moved = fc.constantFrom<Moved>('fell', 'little', 'rose', 'unknown');

  it('never more is observed than claimed, nor for more days than there were', () => {
    fc.assert(
      fc.property(days, moved, (letters, way) => {
        for (const mark of MARKS) {
          const at = { today: '2026-12-31', moved: way };
          const seen = observe(withLooks(letters.join('')), mark, at);
          expect(seen?.observedCents).toBeLessThanOrEqual(seen?.claimedCents ?? -1);
          expect(seen?.heldDays).toBeLessThanOrEqual(seen?.toldDays ?? -1);
          expect(seen?.toldDays).toBeLessThanOrEqual(mark);
        }
      }),
    );
  });

  it('nobody is sure of what did not hold every day that was told', () => {
    fc.assert(
      fc.property(days, moved, (letters, way) => {
        const at = { today: '2026-12-31', moved: way };
        const seen = observe(withLooks(letters.join('')), 30, at);
        if (seen !== undefined && seen.heldDays < seen.toldDays) {
          expect(seen.confidence).toBe('low');
        }
      }),
    );
  });
});
