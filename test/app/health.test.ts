import { afterEach, describe, expect, it } from 'vitest';
import type { MetricSpec, Stretch } from '../../sandbox/metrics.ts';
import type { ResourceSpec } from '../../sandbox/world-spec.ts';
import type { HealthConfig } from '../../src/config/config.ts';
import type { HealthIssueRow } from '../../src/store/health-store.ts';
import { parseAccountId } from '../../src/task/ids.ts';
import { Fault } from '../../src/task/fault.ts';
import { DEV, REGION, sure } from '../services/samples.ts';
import { AGENT, resource } from '../reply/samples.ts';
import { openCompany, type Company, type CompanyOptions } from '../conversations/company.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let company: Company | undefined;
afterEach(async () => {
  await company?.close();
  company = undefined;
});

const functionOf = (id: string, account: string = DEV): ResourceSpec => ({
  account,
  region: REGION,
  type: 'AWS::Lambda::Function',
  id,
  properties: { FunctionName: id, Runtime: 'nodejs22.x', Timeout: 10, Code: {} },
});

/** Hours from the beginning, 17:00, in which every second invocation fails. */
type Ill = readonly (readonly [from: number, to: number])[];

const metricsOf = (id: string, ill: Ill, account: string = DEV): readonly MetricSpec[] => {
  const base = {
    account,
    region: REGION,
    namespace: 'AWS/Lambda',
    dimensions: { FunctionName: id },
  };
  const stretches = ill.map(([from, to]): Stretch => ({
    fromHoursAgo: -from,
    toHoursAgo: -to,
    value: 1,
    period: 300,
  }));
  return [
    { ...base, metric: 'Invocations', values: { constant: 2 } },
    { ...base, metric: 'Errors', values: { stretches } },
  ];
};

const open = async (
  ill: Readonly<Record<string, Ill>>,
  given: CompanyOptions & { readonly health?: Partial<HealthConfig> } = {},
): Promise<Company> => {
  const { health = {}, ...options } = given;
  company = await openCompany({
    world: {
      replaceResources: true,
      resources: Object.keys(ill).map((id) => functionOf(id)),
      metrics: Object.entries(ill).flatMap(([id, when]) => metricsOf(id, when)),
    },
    ...options,
    config: (config) => ({
      ...config,
      reports: {
        ...config.reports,
        health: {
          enabled: true,
          repository: { owner: 'acme', repo: 'platform' },
          everyHours: 1,
          accounts: [DEV],
          ...health,
        },
      },
    }),
  });
  return company;
};

/** What the schedule does every minute, for some minutes. */
const tick = async (one: Company, minutes = 2): Promise<void> => {
  for (let minute = 0; minute < minutes; minute += 1) {
    await one.opened.queue.send('health-due', {});
    await one.settle();
    one.clock.pass(MINUTE_MS);
  }
};

/** To a few minutes after a full hour, counted from 17:00. */
const passTo = (one: Company, hour: number): void => {
  const start = Date.parse('2026-11-20T17:00:00Z');
  one.clock.pass(start + hour * HOUR_MS + MINUTE_MS - one.clock.now().getTime());
};

const issues = ({ github }: Company) =>
  [...github.world.issues.values()].filter(({ labels }) => labels.includes('aws-health'));

const said = async ({ github }: Company, number: number): Promise<readonly string[]> =>
  (await github.listComments(number)).map(({ body }) => body.split('\n')[0] ?? '');

describe('the standing look at health', () => {
  it('is not made where it is not enabled', async () => {
    const one = await open({ orders: [[-1, 9]] }, { health: { enabled: false } });
    await tick(one);
    expect(one.world.calls.filter(({ client }) => client === 'CloudWatch')).toEqual([]);
    expect(issues(one)).toEqual([]);
  });

  it('opens one issue for what is ill, with evidence and a proposed heal, and none again', async () => {
    const one = await open({ orders: [[-1, 9]], calm: [] });
    await tick(one, 4);
    passTo(one, 1);
    await tick(one, 4);
    const [issue, ...others] = issues(one);
    expect(others).toEqual([]);
    expect(issue?.title).toBe('Unhealthy: orders in athena-dev us-east-1');
    expect(issue?.labels).toEqual(['aws-health', 'health: unhealthy']);
    expect(issue?.body).toContain(
      '- **errors** `50 %`, over 5 % of the invocations in 60 minutes: the function ends in an',
    );
    expect(issue?.body).toContain('### Proposed heal');
    expect(issue?.body).toContain('**Next** · mend it.');
    expect(one.faults).toEqual([]);
  });

  it('who looks after something knows how it is, also when it is well', async () => {
    const one = await open({ orders: [[-1, 1]] });
    const { store } = one.opened;
    const arn = `arn:aws:lambda:us-east-1:${DEV}:function:orders`;
    await store.saveServiceAgent({
      ...AGENT,
      healthStatus: 'Unknown',
      resource: resource({ id: 'orders', arn }),
    });
    const health = async () => (await store.listServiceAgents()).map((each) => each.healthStatus);
    await tick(one, 3);
    expect(await health()).toEqual(['Unhealthy']);
    passTo(one, 3);
    await tick(one, 3);
    expect(await health()).toEqual(['Healthy']);
    passTo(one, 4);
    await tick(one, 3);
    expect(await health()).toEqual(['Healthy']);
  });

  it('a heal that can be asked for stands there as the text of an issue', async () => {
    const duration: MetricSpec = {
      account: DEV,
      region: REGION,
      namespace: 'AWS/Lambda',
      metric: 'Duration',
      dimensions: { FunctionName: 'slow' },
      values: { constant: 9500 },
    };
    const world = {
      replaceResources: true,
      resources: [functionOf('slow')],
      metrics: [duration],
    };
    const one = await open({}, { world });
    await tick(one);
    const [issue] = issues(one);
    expect(issue?.labels).toEqual(['aws-health', 'health: degraded']);
    expect(issue?.body).toContain(
      '```\nSet the timeout of the Lambda function slow in athena-dev, us-east-1 to 20 seconds.\n```',
    );
  });

  it('what becomes worse is written again, with its label and those of people', async () => {
    const slow = metricsOf('slow', [[2, 9]]);
    const duration = { ...sure(slow[0]), metric: 'Duration', values: { constant: 9500 } };
    const world = {
      replaceResources: true,
      resources: [functionOf('slow')],
      metrics: [...slow, duration],
    };
    const one = await open({}, { world });
    await tick(one);
    const [before] = issues(one);
    expect(before?.title).toBe('Degraded: slow in athena-dev us-east-1');
    before?.labels.push('team-a');
    passTo(one, 4);
    await tick(one, 3);
    const [after] = issues(one);
    expect(after?.title).toBe('Unhealthy: slow in athena-dev us-east-1');
    expect(after?.labels).toEqual(['aws-health', 'team-a', 'health: unhealthy']);
    expect(await said(one, 1)).toEqual([]);
  });

  it('closes itself on recovery with a comment, and opens again when it comes back', async () => {
    const one = await open({
      orders: [
        [-1, 1],
        [5, 9],
      ],
    });
    await tick(one);
    passTo(one, 3);
    await tick(one, 3);
    expect(issues(one).map(({ state }) => state)).toEqual(['closed']);
    expect(await said(one, 1)).toEqual([
      '**Healthy again**: every check held at 2026-11-20 20:01 UTC.',
    ]);
    passTo(one, 7);
    await tick(one, 3);
    expect(issues(one).map(({ state }) => state)).toEqual(['open']);
    expect((await said(one, 1)).at(-1)).toMatch(/^\*\*Ill again\*\* at 2026-11-21 00:01 UTC/);
  });

  it('what CloudWatch does not tell closes nothing', async () => {
    const one = await open({ orders: [[-1, 1]] });
    await tick(one);
    one.world.fail([
      {
        match: { client: 'CloudWatch' },
        error: { name: 'AccessDenied', httpStatus: 403, message: 'not allowed' },
      },
    ]);
    passTo(one, 3);
    await tick(one, 3);
    expect(issues(one).map(({ state }) => state)).toEqual(['open']);
    expect(await said(one, 1)).toEqual([]);
  });

  it('an answer of GitHub that was lost makes no second issue', async () => {
    const one = await open({ orders: [[-1, 9]] });
    const lost = { method: 'POST', route: /\/issues$/, times: 1, status: 502, afterwards: true };
    one.github.meetMishap(lost);
    await tick(one, 4);
    expect(issues(one)).toHaveLength(1);
  });

  it('a kill between GitHub and the database makes no second issue and no second comment', async () => {
    const one = await open({ orders: [[-1, 1]] });
    const { store } = one.opened;
    const { saveHealthIssue } = store;
    let kills = 1;
    Object.assign(store, {
      saveHealthIssue: async (row: HealthIssueRow) => {
        kills -= 1;
        if (kills >= 0) throw new Fault('unavailable', 'the process ends here');
        await saveHealthIssue(row);
      },
    });
    await tick(one, 4);
    expect(issues(one)).toHaveLength(1);
    kills = 1;
    passTo(one, 3);
    await tick(one, 4);
    expect(issues(one).map(({ state }) => state)).toEqual(['closed']);
    expect(await said(one, 1)).toHaveLength(1);
    expect(one.faults).toHaveLength(2);
  });

  it('two nodes open one issue', async () => {
    const one = await open({ orders: [[-1, 9]], bills: [[-1, 9]] });
    const twin = await one.startTwin();
    for (let minute = 0; minute < 4; minute += 1) {
      await Promise.all([
        one.opened.queue.send('health-due', {}),
        twin.queue.send('health-due', {}),
      ]);
      await Promise.all([one.opened.queue.drain(), twin.queue.drain()]);
      one.clock.pass(MINUTE_MS);
    }
    expect(
      issues(one)
        .map(({ title }) => title)
        .sort(),
    ).toEqual([
      'Unhealthy: bills in athena-dev us-east-1',
      'Unhealthy: orders in athena-dev us-east-1',
    ]);
  });

  it('is not posted in a repository that became public', async () => {
    const one = await open({ orders: [[-1, 9]] });
    await one.deliver((await one.github.makePublic('owner')).webhooks);
    await one.settle();
    await tick(one, 3);
    expect(issues(one)).toEqual([]);
    expect(one.world.calls.filter(({ client }) => client === 'CloudWatch')).toEqual([]);
  });

  it('an issue that somebody deleted holds up no other', async () => {
    const one = await open({ first: [[-1, 1]], second: [[-1, 1]] });
    await tick(one);
    const [first] = issues(one);
    one.github.world.issues.delete(first?.number ?? 0);
    passTo(one, 3);
    await tick(one, 3);
    expect(issues(one).map(({ state }) => state)).toEqual(['closed']);
    expect(one.logged()).toContain('a health issue was not written');
  });
});

describe('a storm', () => {
  const ACCOUNTS = [
    '222222222222',
    DEV,
    '444444444444',
    '555555555555',
    '666666666666',
    '777777777777',
    '888888888888',
    '999999999999',
  ];
  const MOST_A_MINUTE = 80;
  const CREATES = /\/issues$|\/issues\/\d+\/comments$/;

  /** A GitHub that takes 80 content-creating calls in any 60 seconds and refuses the rest. */
  const strict = (now: () => number, refused: number[]) => {
    const times: number[] = [];
    return (send: typeof fetch): typeof fetch =>
      async (input, init) => {
        const url = new URL(input instanceof Request ? input.url : String(input));
        const method = input instanceof Request ? input.method : (init?.method ?? 'GET');
        if (method !== 'POST' || !CREATES.test(url.pathname)) return send(input, init);
        const at = now();
        if (times.filter((one) => one > at - MINUTE_MS).length >= MOST_A_MINUTE) {
          refused.push(at);
          const message = 'You have exceeded a secondary rate limit.';
          return new Response(JSON.stringify({ message }), { status: 403 });
        }
        times.push(at);
        return send(input, init);
      };
  };

  it('200 at once stay within 80 content writes a minute, ten and one issue an account', async () => {
    const where = ACCOUNTS.flatMap((account) =>
      Array.from({ length: 25 }, (_, at) => ({ id: `f${at}`, account })),
    );
    const refused: number[] = [];
    let now = (): number => 0;
    const one = await open(
      {},
      {
        world: {
          pageSize: 50,
          replaceResources: true,
          resources: where.map(({ id, account }) => functionOf(id, account)),
          metrics: where.flatMap(({ id, account }) => metricsOf(id, [[-1, 1]], account)),
        },
        health: { accounts: ACCOUNTS.map((id) => sure(parseAccountId(id))) },
        hold: strict(() => now(), refused),
      },
    );
    now = () => one.clock.now().getTime();
    await tick(one, 6);
    const all = issues(one);
    expect(all).toHaveLength(ACCOUNTS.length * 11);
    const groups = all.filter(({ title }) => title.includes('more resources'));
    expect(groups).toHaveLength(ACCOUNTS.length);
    for (const { body } of groups) expect(body.match(/^\| Unhealthy /gm)).toHaveLength(15);
    passTo(one, 3);
    await tick(one, 8);
    expect(issues(one).filter(({ state }) => state === 'open')).toEqual([]);
    expect(refused).toEqual([]);
    expect(one.faults).toEqual([]);
  });
});
