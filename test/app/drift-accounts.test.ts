import { afterEach, describe, expect, it } from 'vitest';
import { Fault } from '../../src/task/fault.ts';
import type { Company } from '../conversations/company.ts';
import { DEV } from '../services/samples.ts';
import { issues, openDrifting, setVersioning, stackOf, tick } from './drifting.ts';

const STAGING = '444444444444';
const HOUR_MS = 3_600_000;

let company: Company | undefined;
afterEach(async () => {
  await company?.close();
  company = undefined;
});

const open = async (): Promise<Company> => {
  company = await openDrifting([stackOf('orders'), stackOf('bills', STAGING)]);
  await setVersioning(company, { bucket: 'orders' }, 'Suspended');
  await setVersioning(company, { bucket: 'bills', account: STAGING }, 'Suspended');
  return company;
};

const titles = (one: Company): readonly string[] => issues(one).map(({ title }) => title);

const DRIFT_DEV = 'Drift, notice: aws-coworker-12-orders in athena-dev us-east-1';
const DRIFT_STAGING = 'Drift, alert: aws-coworker-12-bills in delphi-staging us-east-1';

/** The answer of one account never comes. */
const loseAnswerOf = (one: Company, account: string): void => {
  const { store } = one.opened;
  const { finishWork } = store;
  Object.assign(store, {
    finishWork: async (...given: Parameters<typeof finishWork>) => {
      if (given[0].endsWith(account)) throw new Fault('unavailable', 'the process ends here');
      return finishWork(...given);
    },
  });
};

describe('a look at drift in many accounts', () => {
  it('is one job for each account, each with an answer of its own', async () => {
    const one = await open();
    await tick(one, 3);
    expect([...titles(one)].toSorted()).toEqual([DRIFT_STAGING, DRIFT_DEV]);
    for (const account of [DEV, STAGING]) {
      const work = await one.opened.store.readWork(`drift-2026-11-20-5-${account}`);
      expect(work?.output?.['stacks']).toHaveLength(1);
    }
    expect(one.faults).toEqual([]);
  });

  it('waits for an account that is slow, then tells the others and names it', async () => {
    const one = await open();
    loseAnswerOf(one, STAGING);
    await tick(one, 3);
    expect(titles(one)).toEqual([]);
    one.clock.pass(3 * HOUR_MS);
    await tick(one, 2);
    expect(titles(one)).toEqual([DRIFT_DEV, 'Drift that nobody could tell']);
    const unknown = issues(one).find(({ title }) => title.startsWith('Drift that'));
    expect(unknown?.body).toContain('`delphi-staging us-east-1`: it was not looked at in time');
    expect(unknown?.body).not.toContain('athena-dev');
  });

  it('closes nothing of an account that did not answer', async () => {
    const one = await open();
    await tick(one, 3);
    loseAnswerOf(one, STAGING);
    await setVersioning(one, { bucket: 'orders' }, 'Enabled');
    await setVersioning(one, { bucket: 'bills', account: STAGING }, 'Enabled');
    one.clock.pass(24 * HOUR_MS);
    await tick(one, 2);
    one.clock.pass(3 * HOUR_MS);
    await tick(one, 2);
    const states = issues(one).map(({ title, state }) => [title, state]);
    expect(states).toContainEqual([DRIFT_DEV, 'closed']);
    expect(states).toContainEqual([DRIFT_STAGING, 'open']);
  });

  it('two nodes make one look at each account', async () => {
    const one = await open();
    const twin = await one.startTwin();
    for (let minute = 0; minute < 4; minute += 1) {
      await Promise.all([one.opened.queue.send('drift-due', {}), twin.queue.send('drift-due', {})]);
      await Promise.all([one.opened.queue.drain(), twin.queue.drain()]);
      one.clock.pass(60_000);
    }
    const detected = one.world.calls.filter(({ operation }) => operation === 'DetectStackDrift');
    expect(detected).toHaveLength(2);
    expect(titles(one)).toHaveLength(2);
  });
});
