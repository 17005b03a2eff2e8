import { afterEach, describe, expect, it } from 'vitest';
import type { BillSpec } from '../../sandbox/bill.ts';
import type { ResourceSpec } from '../../sandbox/world-spec.ts';
import type { CostReportConfig } from '../../src/config/config.ts';
import type { ReportRow } from '../../src/store/report-store.ts';
import { Fault } from '../../src/task/fault.ts';
import { openCompany, type Company, type CompanyOptions } from '../conversations/company.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let company: Company | undefined;
afterEach(async () => {
  await company?.close();
  company = undefined;
});

const open = async (
  given: { bill?: BillSpec; report?: Partial<CostReportConfig> } & CompanyOptions = {},
): Promise<Company> => {
  const { bill = {}, report = {}, ...options } = given;
  company = await openCompany({
    world: { bill },
    ...options,
    config: (config) => ({
      ...config,
      reports: {
        ...config.reports,
        costReport: {
          ...config.reports.costReport,
          repository: { owner: 'acme', repo: 'platform' },
          ...report,
        },
      },
    }),
  });
  return company;
};

/** A disk that nobody attached since long. */
const volume = (at: number): ResourceSpec => ({
  account: '333333333333',
  region: 'us-east-1',
  type: 'AWS::EC2::Volume',
  id: `vol-0000000000000${String(at).padStart(4, '0')}`,
  properties: { Size: 100 + at, VolumeType: 'gp3', State: 'available' },
});

/** What the schedule does every quarter of an hour. */
const tick = async ({ opened, settle }: Company): Promise<void> => {
  await opened.queue.send('reports', {});
  await settle();
};

const reports = ({ github }: Company) =>
  [...github.world.issues.values()].filter(({ labels }) => labels.includes('cost-report'));

const askedOfBill = ({ world }: Company): number =>
  world.calls.filter(({ client }) => client === 'CostExplorer').length;

describe('the weekly cost report', () => {
  it('is not made where no repository is configured', async () => {
    company = await openCompany();
    await tick(company);
    expect(reports(company)).toEqual([]);
  });

  it('is posted once a week, however often somebody looks', async () => {
    const one = await open({
      bill: { pageSize: 5000 },
      report: { assignees: ['owner'], teams: ['acme/finance'] },
    });
    await tick(one);
    await tick(one);
    const [report, ...others] = reports(one);
    expect(others).toEqual([]);
    expect(report?.title).toMatch(/^Cost report 2026-W46: \$[\d,.]+, [+−±][\d.]+ % on the week/);
    expect(report?.body).toContain('5 requests to Cost Explorer made this report: $0.05.');
    expect(report?.body).toMatch(/^@acme\/finance$/m);
    expect(askedOfBill(one)).toBe(5);
  });

  it('waits for its day and time in its zone', async () => {
    const one = await open({ report: { day: 'saturday', at: '03:00', timeZone: 'Asia/Tokyo' } });
    await tick(one);
    expect(reports(one)).toHaveLength(0);
    one.clock.pass(HOUR_MS);
    await tick(one);
    expect(reports(one)).toHaveLength(1);
  });

  it('the next week closes the one before and links it', async () => {
    const one = await open();
    await tick(one);
    one.clock.pass(7 * DAY_MS);
    await tick(one);
    const [first, second] = reports(one);
    expect([first?.state, second?.state]).toEqual(['closed', 'open']);
    expect(second?.body).toContain(`Previous: #${first?.number}.`);
    expect(second?.title).toContain('2026-W47');
  });

  it('an answer of GitHub that was lost makes no second issue', async () => {
    const one = await open();
    one.github.meetMishap({
      method: 'POST',
      route: /\/issues$/,
      times: 1,
      status: 502,
      afterwards: true,
    });
    await tick(one);
    expect(reports(one)).toHaveLength(1);
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
    await tick(one);
    expect(one.faults).toHaveLength(1);
    expect((await store.readReport('cost unblended all 2026-W46'))?.number).toBe(1);
    await tick(one);
    expect(reports(one)).toHaveLength(1);
  });

  it('is not posted in a repository that became public', async () => {
    const one = await open();
    await one.deliver((await one.github.makePublic('owner')).webhooks);
    await one.settle();
    await tick(one);
    expect(reports(one)).toEqual([]);
  });

  it('finds savings in the same accounts, the ten largest, with a coverage line', async () => {
    const one = await open({
      world: {
        bill: { pageSize: 5000 },
        resources: Array.from({ length: 12 }, (_, at) => volume(at)),
        failures: [
          {
            match: { client: 'RDS', accountId: '222222222222', region: 'us-east-1' },
            error: { name: 'AccessDenied', httpStatus: 403, message: 'not allowed' },
          },
        ],
      },
    });
    await tick(one);
    const body = reports(one)[0]?.body ?? '';
    expect(body).toMatch(/\*\*Savings opportunities\*\* · 14 items · \*\*\$[\d,.]+ a month, \$/);
    expect(body.match(/^\| \d+ \| \*\*unattached volume\*\*/gm)).toHaveLength(10);
    expect(body).toContain('10 of 14 shown.');
    expect(body).toMatch(/\*\*Coverage of this search\*\* · \d+ of \d+ places/);
    expect(body).toContain('databases in apollo-prod us-east-1: the read was denied');
    expect(body).toContain('open an issue that says `Find savings in all accounts.`');
    expect(askedOfBill(one)).toBe(5);
  });

  it('looks for no savings where configuration says so', async () => {
    const one = await open({ report: { savings: false } });
    await tick(one);
    expect(reports(one)[0]?.body).not.toMatch(/savings/i);
    expect(one.world.calls.filter(({ client }) => client === 'RDS')).toEqual([]);
  });

  it('is posted when the search for savings takes too long, and says what it did not see', async () => {
    const one = await open({
      intercept: async ({ clientName }, send) => {
        if (clientName === 'RDSClient') company?.clock.pass(9 * 60_000);
        return send();
      },
    });
    await tick(one);
    const [report] = reports(one);
    expect(report?.title).toMatch(/^Cost report 2026-W46: \$/);
    expect(report?.body).toContain('there was no time left');
    expect(report?.body).toMatch(/Coverage of this search\*\* · \d+ of 252 places/);
  });

  it('says which permission is missing', async () => {
    const one = await open({
      world: {
        failures: [
          {
            match: { client: 'CostExplorer' },
            error: { name: 'AccessDeniedException', httpStatus: 400, message: 'not allowed' },
          },
        ],
      },
    });
    await tick(one);
    const [report] = reports(one);
    expect(report?.title).toBe('Cost report 2026-W46: not known');
    expect(report?.body).toContain('`ce:GetCostAndUsage` is missing');
  });
});

const ask = async (one: Company, who: string, issue: number): Promise<string> => {
  one.clock.pass(HOUR_MS);
  const said = await one.github.comment(who, issue, '/cost-report');
  await one.deliver(said.webhooks);
  await one.settle();
  const comments = await one.github.listComments(issue);
  return comments.findLast(({ login }) => login === 'aws-coworker[bot]')?.body ?? '';
};

describe('/cost-report', () => {
  it('writes the report of the week anew, on the issue of the report', async () => {
    const one = await open();
    await tick(one);
    const number = reports(one)[0]?.number ?? 0;
    expect(await ask(one, 'requester', number)).toContain('being made again');
    expect(reports(one)).toHaveLength(1);
    expect(askedOfBill(one)).toBeGreaterThan(5);
  });

  it('makes the report before it is due', async () => {
    const one = await open({ report: { day: 'sunday' } });
    await tick(one);
    expect(reports(one)).toHaveLength(0);
    const { number } = await one.github.openIssue('requester', {
      title: 'Costs, please',
      body: '',
      labels: ['cost-report'],
    });
    expect(await ask(one, 'maintainer', number)).toContain('is being made');
    expect(reports(one).map(({ title }) => title)).toContainEqual(
      expect.stringMatching(/^Cost report 2026-W46/),
    );
  });

  it('is not for everybody, and asks AWS nothing then', async () => {
    const one = await open();
    await tick(one);
    const asked = askedOfBill(one);
    expect(await ask(one, 'reader', reports(one)[0]?.number ?? 0)).toContain('may-not-ask');
    expect(askedOfBill(one)).toBe(asked);
  });

  it('A29 is not made more than four times an hour', async () => {
    const one = await open();
    await tick(one);
    const number = reports(one)[0]?.number ?? 0;
    for (let n = 0; n < 4; n += 1) {
      const said = await one.github.comment('requester', number, '/cost-report');
      await one.deliver(said.webhooks);
      one.clock.pass(60_000);
    }
    await one.settle();
    const fifth = await one.github.comment('requester', number, '/cost-report');
    await one.deliver(fifth.webhooks);
    await one.settle();
    const comments = await one.github.listComments(number);
    expect(comments.at(-1)?.body).toContain('rate-limited');
  });

  it('says where to name a repository when there is none', async () => {
    company = await openCompany();
    const { number } = await company.github.openIssue('requester', {
      title: 'Costs',
      body: '',
      labels: ['cost-report'],
    });
    expect(await ask(company, 'requester', number)).toContain('config/reports.yml');
  });
});
