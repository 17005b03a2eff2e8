import { describe, expect, it } from 'vitest';
import {
  foundOf,
  placeKey,
  tallyOf,
  type PlaceFound,
} from '../../../src/report/savings/gather/memory.ts';
import {
  addTally,
  closeTally,
  count,
  emptyTally,
} from '../../../src/report/savings/gather/tally.ts';
import { judge } from '../../../src/report/savings/judge.ts';
import type { AccountId, Region } from '../../../src/task/ids.ts';
import { AT, idleInstance } from './fixtures.ts';

const READ_AT = '2026-11-29T09:00:00.000Z';

const tallyWith = (findings: number) => {
  const tally = emptyTally();
  for (let at = 0; at < findings; at += 1)
    count(tally, 'instances', [idleInstance, judge(idleInstance, AT)]);
  return tally;
};

describe('what is remembered of a place', () => {
  it.each([0, 1, 500])('%i findings are the same again, and say as of when', (findings) => {
    const tally = tallyWith(findings);
    const found = foundOf('instances', tally, READ_AT);
    const again: PlaceFound = JSON.parse(JSON.stringify(found));
    const whole = emptyTally();
    addTally(whole, tallyOf('instances', again));
    expect(closeTally(whole, 1)).toEqual({ ...closeTally(tally, 1), asOf: READ_AT });
  });

  it('more than 500 are read again', () => {
    expect(foundOf('instances', tallyWith(501), READ_AT)).toBeUndefined();
  });

  it('the earliest reading is told', () => {
    const whole = emptyTally();
    const [early, late] = ['2026-11-29T08:00:00.000Z', READ_AT];
    for (const readAt of [late, early]) {
      const found = { readAt, savings: [], kept: [], notJudged: [], looked: 0 };
      addTally(whole, tallyOf('volumes', found));
    }
    expect(closeTally(whole, 2).asOf).toBe(early);
  });

  it('a place is a kind in an account and region', () => {
    const place = { accountId: '333333333333' as AccountId, region: 'us-east-1' as Region };
    expect(placeKey({ ...place, title: 'volumes' })).toBe('savings 333333333333 us-east-1 volumes');
  });
});
