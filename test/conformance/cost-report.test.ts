import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { windowAt, dayAfter } from '../../src/report/cost/window.ts';
import { hasMoto } from './moto.ts';
import { openConformanceStage, type ConformanceStage } from './stage.ts';

const isThere = hasMoto();
if (!isThere) console.info('moto_server is not on PATH: the cost report over HTTP is left out');

const REPORTS = `costReport:
  repository: acme/platform
  at: "00:00"
`;

const COMPUTE = 'Amazon Elastic Compute Cloud - Compute';
const STORAGE = 'Amazon Simple Storage Service';

/** Cents of a day, by account and service: 31.31 dollars in all. */
const DAILY = [
  ['dev', COMPUTE, 1013],
  ['dev', STORAGE, 7],
  ['production', COMPUTE, 2080],
  ['production', STORAGE, 31],
] as const;

const daysOf = ({ from, until }: { from: string; until: string }): readonly string[] => {
  const days: string[] = [];
  for (let day = from; day < until; day = dayAfter(day, 1)) days.push(day);
  return days;
};

type Group = readonly [keys: readonly string[], cents: number];

const result = (from: string, until: string, groups: readonly Group[]) => ({
  TimePeriod: { Start: from, End: until },
  Total: {},
  Groups: groups.map(([Keys, cents]) => ({
    Keys,
    Metrics: { UnblendedCost: { Amount: (cents / 100).toFixed(10), Unit: 'USD' } },
  })),
  Estimated: false,
});

const totalCents = DAILY.reduce((sum, [, , cents]) => sum + cents, 0);

describe.runIf(isThere)('the cost report, between emulate and moto_server over HTTP', () => {
  let stage: ConformanceStage;
  const window = windowAt(new Date());

  /** The answers of Cost Explorer, in the order in which a report asks. */
  const answers = (): readonly object[] => {
    const daily = (days: readonly string[], groups: readonly Group[]) => ({
      ResultsByTime: days.map((day) => result(day, dayAfter(day, 1), groups)),
    });
    const recorded = daysOf({ from: window.monthBefore.from, until: window.rest.from });
    const weeks = daysOf({ from: window.before.from, until: window.days.until });
    const byTag: readonly Group[] = [
      [['CostCenter$platform', 'Application$ledger'], totalCents * 5],
      [['CostCenter$', 'Application$'], totalCents * 2],
    ];
    return [
      daily(recorded, [
        [['Usage'], totalCents],
        [['Credit'], -500],
      ]),
      daily(
        weeks,
        DAILY.map(([who, service, cents]) => [[stage.accounts[who], service], cents]),
      ),
      { ResultsByTime: [result(window.days.from, window.days.until, byTag)] },
    ];
  };

  beforeAll(async () => {
    stage = await openConformanceStage({ 'reports.yml': REPORTS });
    const queued = await fetch(`${stage.aws.url}/moto-api/static/ce/cost-and-usage-results`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account_id: stage.accounts.management, results: answers() }),
    });
    if (!queued.ok) throw new Error(`the answers were not queued: ${queued.status}`);
  }, 120_000);
  afterAll(() => stage?.close());

  it('an answer of Cost Explorer over the wire becomes an issue whose total is its parts', async () => {
    const body = 'List the S3 buckets in all accounts.';
    const issue = { title: 'What is there', body, labels: ['aws-task'] };
    const { number } = await stage.github.openIssue('requester', issue);
    await stage.until(number, /./);
    await stage.github.comment('requester', number, '/cost-report');
    await stage.until(number, /The cost report of \d{4}-W\d\d is being made/);
    const find = async () =>
      (await stage.github.listIssues()).find((one) => one.labels.includes('cost-report'));
    await expect.poll(find, { timeout: 60_000, interval: 300 }).toBeDefined();
    const report = await find();
    const week = `$${((totalCents * 7) / 100).toFixed(2)}`;
    expect(report?.title).toBe(`Cost report ${window.week}: ${week}, ±0 % on the week before`);
    expect(report?.body).toContain('| `apollo-prod` (production) | $147.77 |');
    expect(report?.body).toContain('Credit −$35.00');
    expect(report?.body).toContain('Accounts, services, agents and days each add up to the total');
  });

  it('what that server does not know is named', async () => {
    const report = (await stage.github.listIssues()).find((one) =>
      one.labels.includes('cost-report'),
    );
    expect(report?.body.match(/^- .*: Cost Explorer .*$/gm)).toEqual([
      '- the forecast: Cost Explorer was not available',
      '- anomalies: Cost Explorer was not available',
    ]);
  });
});
