import { afterEach, describe, expect, it } from 'vitest';
import { Fault } from '../../src/task/fault.ts';
import type { Company } from '../conversations/company.ts';
import {
  carryOut,
  comment,
  IDLE,
  lastSaid,
  openSaving,
  passDays,
  reports,
  startByHand,
  STOP,
  tick,
  type SavingOptions,
} from './saving.ts';

let company: Company | undefined;
afterEach(async () => {
  await company?.close();
  company = undefined;
});

const open = async (options: SavingOptions = {}): Promise<Company> => {
  company = await openSaving(options);
  return company;
};

/** A saving that was found by the weekly report and carried out. */
const carriedOut = async (options: SavingOptions = {}) => {
  const one = await open(options);
  await tick(one, 'reports');
  const number = await carryOut(one, STOP);
  return { one, number };
};

const receipts = ({ opened }: Company) => opened.store.listReceipts(40);

const stateOf = ({ github }: Company, number: number) =>
  [...github.world.issues.values()].find((issue) => issue.number === number)?.state;

describe('a saving that was carried out', () => {
  it('has a receipt: what was found, by which plan and issue', async () => {
    const { one, number } = await carriedOut();
    expect(stateOf(one, number)).toBe('closed');
    const [receipt, ...others] = await receipts(one);
    expect(others).toEqual([]);
    expect(receipt).toMatchObject({
      ref: { number },
      claim: { kind: 'idle-instance', resourceId: IDLE, remedy: { do: 'stop-instance' } },
      looks: [],
    });
    expect(receipt?.claim.worth).toHaveProperty('monthlyUsd');
  });

  it('of a resource that no search found has none', async () => {
    const one = await open();
    await carryOut(one, STOP);
    expect(await receipts(one)).toEqual([]);
  });

  it('is looked at once a day, from the day after', async () => {
    const { one } = await carriedOut();
    await tick(one, 'receipts-due', 'receipts-due');
    await passDays(one, 3);
    await tick(one, 'receipts-due');
    const [receipt] = await receipts(one);
    expect(receipt?.looks.map(({ seen, words }) => [seen, words])).toEqual([
      ['holds', 'stopped'],
      ['holds', 'stopped'],
      ['holds', 'stopped'],
    ]);
    expect(one.faults).toEqual([]);
  });

  it('that did not come opens its issue again, once, and says what was seen', async () => {
    const { one, number } = await carriedOut();
    await passDays(one, 2);
    await startByHand(one);
    await passDays(one, 4);
    expect(stateOf(one, number)).toBe('closed');
    await passDays(one, 1);
    expect(stateOf(one, number)).toBe('open');
    const said = await lastSaid(one, number);
    expect(said).toContain('**This saving did not last**');
    expect(said).toContain('| running | 2 of 7 days |');
    await one.deliver((await one.github.close('maintainer', number)).webhooks);
    await one.settle();
    await passDays(one, 8);
    expect(stateOf(one, number)).toBe('closed');
    expect(await lastSaid(one, number)).toBe(said);
    expect(one.faults).toEqual([]);
  });

  it.each(['saveLooks', 'markReceiptTold'] as const)(
    'that did not come is told once, when a process ends before %s',
    async (method) => {
      const { one, number } = await carriedOut();
      await startByHand(one);
      await passDays(one, 6);
      const { store } = one.opened;
      const write: (...given: never[]) => Promise<void> = store[method];
      let kills = 1;
      Object.assign(store, {
        [method]: async (...given: never[]) => {
          kills -= 1;
          if (kills >= 0) throw new Fault('unavailable', 'the process ends here');
          await write(...given);
        },
      });
      await passDays(one, 2);
      expect(one.faults).toHaveLength(1);
      expect(stateOf(one, number)).toBe('open');
      const comments = await one.github.listComments(number);
      expect(comments.filter(({ body }) => body.includes('did not come'))).toHaveLength(1);
      expect((await receipts(one))[0]?.looks).toHaveLength(8);
    },
  );

  it('two nodes look once', async () => {
    const { one } = await carriedOut();
    const twin = await one.startTwin();
    one.clock.pass(86_400_000);
    const queues = [one.opened.queue, twin.queue];
    await Promise.all(queues.map((queue) => queue.send('receipts-due', {})));
    await Promise.all(queues.map((queue) => queue.drain()));
    await one.settle();
    expect((await receipts(one))[0]?.looks).toHaveLength(1);
  });

  it('that nobody may look at is unknown, and opens nothing', async () => {
    const { one, number } = await carriedOut();
    await startByHand(one);
    const error = { name: 'UnauthorizedOperation', httpStatus: 403, message: 'no' };
    one.world.fail([{ match: { operation: 'DescribeInstances' }, error }]);
    await passDays(one, 8);
    const [receipt] = await receipts(one);
    expect(new Set(receipt?.looks.map(({ seen }) => seen))).toEqual(new Set(['unknown']));
    expect(stateOf(one, number)).toBe('closed');
  });

  it('that did not come is planned again when somebody asks for it', async () => {
    const { one, number } = await carriedOut();
    await startByHand(one);
    await passDays(one, 7);
    expect(stateOf(one, number)).toBe('open');
    await comment(one, number, '/approve');
    expect(await lastSaid(one, number)).toContain('**Not done: `reopened`.**');
    await comment(one, number, '/plan');
    const [receipt] = await receipts(one);
    const state = receipt && (await one.opened.store.readIssue(receipt.ref));
    expect(state?.status).toBe('AwaitingApproval');
    expect(state?.planId).not.toBe(receipt?.planId);
  });

  it('stands in the weekly report: claimed, observed, how sure, and its issue', async () => {
    const { one, number } = await carriedOut({ world: { bill: { pageSize: 5000 } } });
    await passDays(one, 9);
    await tick(one, 'reports');
    const body = reports(one).at(-1)?.body ?? '';
    expect(body).toContain('**Savings receipts** · 1 saving carried out in 37 days');
    const row = body.split('\n').find((line) => line.includes(`#${number} on `)) ?? '';
    expect(row).toMatch(
      /<br>\$140.16 a month \| \$32.26 of \$32.26<br>held 7 of 7 days \|  \|  \| \*\*\w+\*\* · stopped/,
    );
    expect(body).toContain('6 requests to Cost Explorer made this report: $0.06.');
  });

  it('that is rolled back is not missed', async () => {
    const { one, number } = await carriedOut();
    await comment(one, number, '/rollback');
    const digest = /\/approve ([0-9a-f]{12})/.exec(await lastSaid(one, number))?.[1] ?? '';
    await comment(one, number, `/approve ${digest}`);
    expect((await receipts(one))[0]?.ended).toBe('rolled back');
    await passDays(one, 8);
    expect((await receipts(one))[0]?.looks).toEqual([]);
    expect(stateOf(one, number)).toBe('closed');
  });
});
