import { afterEach, describe, expect, it } from 'vitest';
import type { AnomalySpec } from '../../sandbox/bill.ts';
import type { ReportRow } from '../../src/store/report-store.ts';
import { Fault } from '../../src/task/fault.ts';
import type { Company } from '../conversations/company.ts';
import { DEV } from '../services/samples.ts';
import { openSaving, reports, tick, type SavingOptions } from './saving.ts';

const DAY_MS = 86_400_000;

let company: Company | undefined;
afterEach(async () => {
  await company?.close();
  company = undefined;
});

const PROD = '222222222222';

const ANOMALY: AnomalySpec = {
  from: '2026-11-18',
  impactUsd: 412.5,
  expectedUsd: 100,
  accountId: PROD,
  service: 'Amazon Elastic Compute Cloud - Compute',
  region: 'us-east-1',
  usageType: 'BoxUsage:m5.4xlarge',
};

interface Given extends SavingOptions {
  readonly anomalies?: AnomalySpec[];
}

/** A company whose bill has anomalies; what a test changes in the list, AWS tells from then on. */
const open = async ({ anomalies = [ANOMALY], report = {}, ...options }: Given = {}) => {
  company = await openSaving({
    world: { bill: { anomalies, pageSize: 5000 } },
    report: { accounts: 'all', ...report },
    ...options,
  });
  return company;
};

const issues = ({ github }: Company) =>
  [...github.world.issues.values()].filter(({ labels }) => labels.includes('cost-anomaly'));

const asked = ({ world }: Company): number =>
  world.calls.filter(({ operation }) => operation === 'GetAnomalies').length;

const look = (one: Company) => tick(one, 'anomalies-due');

const nextDay = async (one: Company, days = 1) => {
  one.clock.pass(days * DAY_MS);
  await look(one);
};

describe('the daily look for anomalies', () => {
  it('is not made where it is turned off', async () => {
    const one = await open({ report: { anomalies: { enabled: false, leastUsd: 10 } } });
    await look(one);
    expect(asked(one)).toBe(0);
    expect(issues(one)).toEqual([]);
  });

  it('asks once a day, and opens one issue for an anomaly, and none again', async () => {
    const one = await open();
    await look(one);
    await look(one);
    expect(asked(one)).toBe(1);
    await nextDay(one);
    expect(asked(one)).toBe(2);
    const [issue, ...others] = issues(one);
    expect(others).toEqual([]);
    expect(issue?.title).toBe(
      'Cost anomaly: +$412.50, Amazon Elastic Compute Cloud - Compute in apollo-prod',
    );
    expect(issue?.body).toContain('since 2026-11-18, and goes on');
    expect(issue?.body).toContain('AWS expected $100.00 for these days and saw $512.50 (+413 %).');
    expect(issue?.body).toContain('--anomaly-id anomaly-1 --feedback PLANNED_ACTIVITY`');
    expect(one.faults).toEqual([]);
  });

  it.each<[string, AnomalySpec[], SavingOptions['report']]>([
    ['that cost less than configured', [{ ...ANOMALY, impactUsd: 9.99 }], {}],
    ['of another account', [ANOMALY], { accounts: [DEV] }],
    ['that ended days ago', [{ ...ANOMALY, from: '2026-11-10', until: '2026-11-12' }], {}],
    ['that somebody judged as planned', [{ ...ANOMALY, feedback: 'PLANNED_ACTIVITY' }], {}],
  ])('opens no issue for one %s', async (_, anomalies, report = {}) => {
    const one = await open({ anomalies, report });
    await look(one);
    expect(asked(one)).toBe(1);
    expect(issues(one)).toEqual([]);
  });

  it('is written anew while it grows, and closes itself once it has ended', async () => {
    const anomalies = [ANOMALY];
    const one = await open({ anomalies });
    await look(one);
    anomalies[0] = { ...ANOMALY, impactUsd: 800 };
    await nextDay(one);
    expect(issues(one)[0]?.title).toContain('+$800.00');
    anomalies[0] = { ...ANOMALY, impactUsd: 800, until: '2026-11-21' };
    await nextDay(one, 2);
    expect(issues(one)[0]?.state).toBe('open');
    await nextDay(one);
    expect(issues(one)[0]?.state).toBe('closed');
    const said = await one.github.listComments(issues(one)[0]?.number ?? 0);
    expect(said.map(({ body }) => body.split('\n')[0])).toEqual([
      expect.stringContaining('**Ended** · AWS has counted nothing more'),
    ]);
    await one.github.reopen('maintainer', issues(one)[0]?.number ?? 0);
    await nextDay(one);
    expect(issues(one)[0]?.state).toBe('open');
    expect(one.faults).toEqual([]);
  });

  it('closes what somebody judged as none, and opens none that somebody closed', async () => {
    const anomalies = [ANOMALY, { ...ANOMALY, service: 'AWS Lambda' }];
    const one = await open({ anomalies });
    await look(one);
    expect(issues(one)).toHaveLength(2);
    const lambda = issues(one).find(({ title }) => title.includes('Lambda'))?.number ?? 0;
    await one.github.close('maintainer', lambda);
    anomalies[0] = { ...ANOMALY, feedback: 'NO' };
    await nextDay(one);
    expect(issues(one).map(({ state }) => state)).toEqual(['closed', 'closed']);
    expect(await one.github.listComments(lambda)).toEqual([]);
  });

  it('a kill between GitHub and the database makes no second issue', async () => {
    const one = await open();
    const { store } = one.opened;
    const { insertReport } = store;
    let kills = 1;
    Object.assign(store, {
      insertReport: async (row: ReportRow) => {
        kills -= 1;
        if (kills >= 0) throw new Fault('unavailable', 'the process ends here');
        await insertReport(row);
      },
    });
    await look(one);
    expect(one.faults).toHaveLength(1);
    expect(issues(one)).toHaveLength(1);
    await nextDay(one);
    expect(issues(one)).toHaveLength(1);
  });

  it('two nodes ask once and open one issue', async () => {
    const one = await open();
    const twin = await one.startTwin();
    const queues = [one.opened.queue, twin.queue];
    await Promise.all(queues.map((queue) => queue.send('anomalies-due', {})));
    await Promise.all(queues.map((queue) => queue.drain()));
    await one.settle();
    expect(asked(one)).toBe(1);
    expect(issues(one)).toHaveLength(1);
  });

  it('is not posted, nor paid for, in a repository that became public', async () => {
    const one = await open();
    await one.deliver((await one.github.makePublic('owner')).webhooks);
    await one.settle();
    await look(one);
    expect(asked(one)).toBe(0);
    expect(issues(one)).toEqual([]);
  });

  it('what is denied closes nothing', async () => {
    const one = await open();
    await look(one);
    const error = { name: 'AccessDeniedException', httpStatus: 400, message: 'no' };
    one.world.fail([{ match: { operation: 'GetAnomalies' }, error }]);
    await nextDay(one);
    expect(issues(one).map(({ state }) => state)).toEqual(['open']);
    expect(one.logged()).toContain('cost anomalies could not be asked for');
  });

  it('its requests stand in the weekly report', async () => {
    const one = await open({ report: { savings: false } });
    await look(one);
    await nextDay(one);
    one.clock.pass(2 * DAY_MS);
    await tick(one, 'reports');
    expect(reports(one)[0]?.body).toContain(
      'The daily looks for anomalies made 2 more in seven days: $0.02.',
    );
  });
});
