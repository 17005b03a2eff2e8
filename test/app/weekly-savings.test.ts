import pino from 'pino';
import { describe, expect, it } from 'vitest';
import { readWeeklySavings, searchWeekly } from '../../src/app/weekly-savings.ts';
import { Fault } from '../../src/task/fault.ts';
import { accepted, refused } from '../../src/task/refusal.ts';
import { config } from '../approve/fixtures.ts';
import { ACCOUNTS } from '../intake/organization.ts';

const meansOf = (openReader: () => never) => ({
  aws: { openReader: async () => openReader() },
  clock: { now: () => new Date('2026-11-29T10:00:00Z'), sleep: async () => undefined },
  config,
  log: pino({ level: 'silent' }),
  store: { readCache: async () => undefined, writeCache: async () => undefined },
});

describe('the search for savings of a weekly report', () => {
  it('that breaks is named, whatever was thrown', async () => {
    const means = meansOf(() => {
      throw new TypeError('a mistake of ours');
    });
    expect(await searchWeekly(means, accepted(ACCOUNTS))).toEqual({
      gaps: [{ what: 'savings', because: 'the search did not come to its end' }],
    });
  });

  it('names each place that a fault closes, and finds nothing there', async () => {
    const means = meansOf(() => {
      throw new Fault('denied', 'no');
    });
    const { top, gaps } = await searchWeekly(means, accepted(ACCOUNTS));
    expect(gaps).toEqual([]);
    expect(top).toMatchObject({ items: 0, seen: 0 });
    expect(top?.failed[0]?.because).toBe('the read was denied');
  });

  it('is not made where the organization can not be listed', async () => {
    const means = meansOf(() => {
      throw new Error('asked');
    });
    const no = refused({ code: 'no-route', because: 'The role is missing.', next: '' });
    expect(await searchWeekly(means, no)).toEqual({
      gaps: [{ what: 'savings', because: 'The role is missing.' }],
    });
  });

  it('an answer without one is of an older version, another form is a fault', () => {
    expect(readWeeklySavings(undefined)).toEqual({ gaps: [] });
    expect(() => readWeeklySavings({ gaps: 'none' })).toThrow(Fault);
  });
});
