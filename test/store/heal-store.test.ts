import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refuseAgain } from '../../src/approve/standing-approval.ts';
import type { OpenedStore } from '../../src/store/open-store.ts';
import type { PlanId } from '../../src/task/ids.ts';
import { nextSchema, openTestStore } from '../fakes/test-store.ts';
import { createVirtualClock } from '../fakes/virtual-clock.ts';

const clock = createVirtualClock();
let opened: OpenedStore;
beforeAll(async () => void (opened = await openTestStore({ clock, schema: nextSchema() })));
afterAll(() => opened.close());

const plan = (name: string): PlanId => `p1-${name}` as PlanId;

const begin = (name: string, resource = 'a'): Promise<boolean> =>
  opened.store.beginHeal(
    { planId: plan(name), resource },
    (past, now) => refuseAgain(past, { planId: plan(name), now: now.toISOString() }) === undefined,
  );

const MINUTE_MS = 60_000;

describe('what was healed without a person', () => {
  it('one of two at once begins, and again when it is resumed', async () => {
    const both = await Promise.all([begin('one'), begin('two')]);
    expect(both.toSorted()).toEqual([false, true]);
    const [only, ...others] = await opened.store.listHeals('a');
    expect(others).toEqual([]);
    expect(only?.at).toBe(clock.now().toISOString());
    const name = only?.planId === plan('one') ? 'one' : 'two';
    expect(await begin(name)).toBe(true);
    expect(await opened.store.listHeals('a')).toHaveLength(1);
  });

  it('another resource has a history of its own', async () => {
    expect(await begin('other', 'b')).toBe(true);
  });

  it('the fourth of a day does not begin, and the first of the next does', async () => {
    const begun: boolean[] = [];
    for (const name of ['three', 'four', 'five']) {
      clock.pass(30 * MINUTE_MS);
      begun.push(await begin(name));
    }
    expect(begun).toEqual([true, true, false]);
    clock.pass(23 * 60 * MINUTE_MS);
    expect(await begin('six')).toBe(true);
    expect(await opened.store.listHeals('a')).toHaveLength(2);
  });
});
