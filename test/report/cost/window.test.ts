import { describe, expect, it } from 'vitest';
import { dayAfter, daysIn, isIn, isoWeekOf, windowAt } from '../../../src/report/cost/window.ts';

describe('ISO weeks', () => {
  it.each([
    ['2026-11-16', '2026-W47'],
    ['2026-11-22', '2026-W47'],
    ['2026-11-23', '2026-W48'],
    ['2026-01-01', '2026-W01'],
    ['2027-01-03', '2026-W53'],
    ['2027-01-04', '2027-W01'],
    ['2024-12-30', '2025-W01'],
    ['2023-01-01', '2022-W52'],
  ])('%s is in %s', (day, week) => {
    expect(isoWeekOf(day)).toBe(week);
  });
});

describe('the window of a report', () => {
  it.each(['2026-11-23T00:00:00Z', '2026-11-23T07:00:00Z', '2026-11-29T23:59:59Z'])(
    'at %s it is the week that ended last',
    (now) => {
      const window = windowAt(new Date(now));
      expect(window).toMatchObject({
        week: '2026-W47',
        days: { from: '2026-11-16', until: '2026-11-23' },
        before: { from: '2026-11-09', until: '2026-11-16' },
        monthBefore: { from: '2026-10-19', until: '2026-10-26' },
      });
    },
  );

  it.each([
    ['in the month', '2026-11-23T07:00:00Z', '2026-11-01', '2026-11-23', '2026-12-01'],
    ['on its first day', '2026-06-01T07:00:00Z', '2026-06-01', '2026-06-01', '2026-07-01'],
    ['on its last day', '2026-08-31T07:00:00Z', '2026-08-01', '2026-08-31', '2026-09-01'],
    ['in December', '2026-12-28T07:00:00Z', '2026-12-01', '2026-12-28', '2027-01-01'],
  ])('%s: what is over, and what is left', (_, now, first, today, end) => {
    const { month, rest } = windowAt(new Date(now));
    expect(month).toEqual({ from: first, until: today });
    expect(rest).toEqual({ from: today, until: end });
  });

  it('counts days over the ends of months and years', () => {
    expect(daysIn({ from: '2026-12-30', until: '2027-01-02' })).toEqual([
      '2026-12-30',
      '2026-12-31',
      '2027-01-01',
    ]);
    expect(daysIn({ from: '2026-12-30', until: '2026-12-30' })).toEqual([]);
    expect(dayAfter('2028-02-28', 1)).toBe('2028-02-29');
    expect(isIn('2026-12-30', { from: '2026-12-30', until: '2026-12-31' })).toBe(true);
    expect(isIn('2026-12-31', { from: '2026-12-30', until: '2026-12-31' })).toBe(false);
  });
});
