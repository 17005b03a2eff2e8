import { afterEach, describe, expect, it } from 'vitest';
import type { Company } from '../conversations/company.ts';
import type { DriftIssueRow } from '../../src/store/drift-store.ts';
import { Fault } from '../../src/task/fault.ts';
import {
  deleteBucket,
  issues,
  nextDay,
  openDrifting,
  said,
  setVersioning,
  stackNamed,
  stackOf,
  tick,
  type DriftingOptions,
} from './drifting.ts';

const PROD = '222222222222';
const STAGING = '444444444444';
const ORDERS = { bucket: 'orders' };

let company: Company | undefined;
afterEach(async () => {
  await company?.close();
  company = undefined;
});

const open = async (
  buckets: readonly string[],
  options: DriftingOptions = {},
): Promise<Company> => {
  company = await openDrifting(
    buckets.map((bucket) => stackOf(bucket)),
    options,
  );
  return company;
};

const DENIED = { name: 'AccessDenied', httpStatus: 403, message: 'not allowed' };

const detections = ({ world }: Company): number =>
  world.calls.filter(({ operation }) => operation === 'DetectStackDrift').length;

describe('the daily look at drift', () => {
  it('is not made where it is not enabled', async () => {
    const one = await open(['orders'], { drift: { enabled: false } });
    await setVersioning(one, ORDERS, 'Suspended');
    await tick(one);
    expect(detections(one)).toBe(0);
    expect(issues(one)).toEqual([]);
  });

  it('what is in sync has no issue, and it is looked at once a day', async () => {
    const one = await open(['orders']);
    await tick(one, 5);
    expect(detections(one)).toBe(1);
    await nextDay(one);
    expect(detections(one)).toBe(2);
    expect(issues(one)).toEqual([]);
    expect(one.faults).toEqual([]);
  });

  it('a drifted stack has one issue with its evidence, and none again', async () => {
    const one = await open(['orders', 'bills']);
    await setVersioning(one, ORDERS, 'Suspended');
    await tick(one, 3);
    await nextDay(one);
    const [issue, ...others] = issues(one);
    expect(others).toEqual([]);
    expect(issue?.title).toBe(`Drift, notice: ${stackNamed('orders')} in athena-dev us-east-1`);
    expect(issue?.labels).toEqual(['aws-drift', 'drift: notice']);
    expect(issue?.body).toContain(
      '| S3 bucket `Data` (`orders`) | `VersioningConfiguration.Status` | `Enabled` | `Suspended` |',
    );
    expect(issue?.body).toContain('**Next** · `/reconcile`');
    expect(one.faults).toEqual([]);
  });

  it.each([
    [PROD, 'drift: critical', '**Critical** · production has drifted'],
    [STAGING, 'drift: alert', '**Alert** · what is there is not what was reviewed'],
  ])('%s: %s', async (account, label, head) => {
    company = await openDrifting([stackOf('orders', account)]);
    await setVersioning(company, { ...ORDERS, account }, 'Suspended');
    await tick(company, 3);
    const [issue] = issues(company);
    expect(issue?.labels).toEqual(['aws-drift', label]);
    expect(issue?.body.startsWith(head)).toBe(true);
  });

  it('closes itself when in sync again, and opens again when it drifts again', async () => {
    const one = await open(['orders']);
    await setVersioning(one, ORDERS, 'Suspended');
    await tick(one, 3);
    await setVersioning(one, ORDERS, 'Enabled');
    await nextDay(one);
    expect(issues(one).map(({ state }) => state)).toEqual(['closed']);
    expect((await said(one, 1)).at(-1)).toMatch(/^\*\*In sync again\*\*/);
    await setVersioning(one, ORDERS, 'Suspended');
    await nextDay(one);
    expect(issues(one).map(({ state }) => state)).toEqual(['open']);
    expect((await said(one, 1)).at(-1)).toMatch(/^\*\*Again\*\*/);
  });

  it('a further change is written into the same issue, which opens again if it was closed', async () => {
    const one = await open(['orders']);
    await setVersioning(one, ORDERS, 'Suspended');
    await tick(one, 3);
    await one.github.close('maintainer', 1);
    await nextDay(one);
    expect(issues(one).map(({ state }) => state)).toEqual(['closed']);
    await deleteBucket(one, ORDERS);
    await nextDay(one);
    expect(issues(one).map(({ state }) => state)).toEqual(['open']);
    expect(issues(one)[0]?.body).toContain('*(the whole resource)* | is there | **deleted** |');
  });

  it('what nobody could tell closes nothing, and is said in an issue of its own', async () => {
    const one = await open(['orders']);
    await setVersioning(one, ORDERS, 'Suspended');
    await tick(one, 3);
    one.world.fail([{ match: { operation: 'DetectStackDrift' }, error: DENIED }]);
    await nextDay(one);
    expect(issues(one).map(({ title, state }) => [title, state])).toEqual([
      [`Drift, notice: ${stackNamed('orders')} in athena-dev us-east-1`, 'open'],
      ['Drift that nobody could tell', 'open'],
    ]);
    expect(issues(one)[1]?.body).toContain(stackNamed('orders'));
  });

  it('an account that could not be seen is named', async () => {
    const one = await open(['orders'], {
      world: { missingRoles: { [STAGING]: ['AwsCoworkerReader'] } },
    });
    await tick(one, 3);
    expect(issues(one).map(({ title }) => title)).toEqual(['Drift that nobody could tell']);
    expect(issues(one)[0]?.body).toMatch(/^- `.*us-east-1`: /m);
  });

  it('a type that CloudFormation does not compare is named', async () => {
    const one = await open(['orders'], { world: { driftUnsupported: ['AWS::S3::Bucket'] } });
    await tick(one, 3);
    expect(issues(one)[0]?.body).toContain('nothing in it was compared');
  });

  it('an answer of GitHub that was lost makes no second issue', async () => {
    const one = await open(['orders']);
    await setVersioning(one, ORDERS, 'Suspended');
    one.github.meetMishap({
      method: 'POST',
      route: /\/issues$/,
      times: 1,
      status: 502,
      afterwards: true,
    });
    await tick(one, 4);
    expect(issues(one)).toHaveLength(1);
  });

  it('a kill between GitHub and the database makes no second issue and no second comment', async () => {
    const one = await open(['orders']);
    const { store } = one.opened;
    const { saveDriftIssue } = store;
    let kills = 1;
    Object.assign(store, {
      saveDriftIssue: async (row: DriftIssueRow) => {
        kills -= 1;
        if (kills >= 0) throw new Fault('unavailable', 'the process ends here');
        await saveDriftIssue(row);
      },
    });
    await setVersioning(one, ORDERS, 'Suspended');
    await tick(one, 4);
    expect(issues(one)).toHaveLength(1);
    kills = 1;
    await setVersioning(one, ORDERS, 'Enabled');
    await nextDay(one, 4);
    expect(issues(one).map(({ state }) => state)).toEqual(['closed']);
    expect(await said(one, 1)).toHaveLength(1);
    expect(one.faults).toHaveLength(2);
  });

  it('two nodes open one issue', async () => {
    const one = await open(['orders']);
    await setVersioning(one, ORDERS, 'Suspended');
    const twin = await one.startTwin();
    for (let minute = 0; minute < 4; minute += 1) {
      await Promise.all([one.opened.queue.send('drift-due', {}), twin.queue.send('drift-due', {})]);
      await Promise.all([one.opened.queue.drain(), twin.queue.drain()]);
      one.clock.pass(60_000);
    }
    expect(detections(one)).toBe(1);
    expect(issues(one)).toHaveLength(1);
  });

  it('is not posted in a repository that became public', async () => {
    const one = await open(['orders']);
    await setVersioning(one, ORDERS, 'Suspended');
    await one.deliver((await one.github.makePublic('owner')).webhooks);
    await one.settle();
    await tick(one, 3);
    expect(issues(one)).toEqual([]);
  });

  it('fifty at once are written twenty in a minute, and each is written', async () => {
    const buckets = Array.from({ length: 50 }, (_, at) => `bucket-${at}`);
    const one = await open(buckets);
    for (const bucket of buckets) await setVersioning(one, { bucket }, 'Suspended');
    const counts: number[] = [];
    for (let minute = 0; minute < 5; minute += 1) {
      await tick(one, 1);
      counts.push(issues(one).length);
    }
    const grown = counts.map((count, at) => count - (counts[at - 1] ?? 0));
    expect(Math.max(...grown)).toBe(20);
    expect(counts.at(-1)).toBe(50);
  });
});

const comment = async (one: Company, who: string, body: string): Promise<void> => {
  const number = issues(one)[0]?.number ?? 0;
  await one.deliver((await one.github.comment(who, number, body)).webhooks);
  await one.settle();
};

const answers = async (one: Company): Promise<readonly string[]> =>
  (await one.github.listComments(issues(one)[0]?.number ?? 0))
    .filter(({ login }) => login.endsWith('[bot]'))
    .map(({ body }) => body);

const versioning = async ({ world }: Company): Promise<unknown> =>
  (await world.snapshot()).resources.find(({ id }) => id === 'orders')?.properties[
    'VersioningConfiguration'
  ];

const drifted = async (options: DriftingOptions & { readonly account?: string } = {}) => {
  const { account, ...rest } = options;
  company = await openDrifting([stackOf('orders', account)], rest);
  const change = account === undefined ? ORDERS : { ...ORDERS, account };
  await setVersioning(company, change, 'Suspended');
  await tick(company, 2);
  return company;
};

describe('/reconcile', () => {
  it('plans what sets the stack back, is approved as any plan, and closes the issue', async () => {
    const one = await drifted();
    await comment(one, 'developer', '/reconcile');
    const [plan] = await answers(one);
    expect(plan).toContain('## Plan `');
    expect(plan).toContain('is `Suspended` · the stack says `Enabled` · will be `Enabled`');
    expect(plan).toContain('Asked by `developer`');
    one.clock.pass(60_000);
    const digest = /\/approve ([0-9a-f]{12})/.exec(plan ?? '')?.[1] ?? '';
    await comment(one, 'maintainer', `/approve ${digest}`);
    await one.settle();
    expect(await versioning(one)).toEqual({ Status: 'Enabled' });
    expect(issues(one).map(({ state }) => state)).toEqual(['closed']);
    await nextDay(one);
    expect((await answers(one)).at(-1)).toMatch(/^\*\*In sync again\*\*/);
    await comment(one, 'maintainer', '/rollback');
    expect((await answers(one)).at(-1)).toContain('`nothing-to-roll-back`');
    expect(one.faults).toEqual([]);
  });

  it('what was set back and drifts again as before has its issue opened again', async () => {
    const one = await drifted();
    await comment(one, 'developer', '/reconcile');
    one.clock.pass(60_000);
    const digest = /\/approve ([0-9a-f]{12})/.exec((await answers(one))[0] ?? '')?.[1] ?? '';
    await comment(one, 'maintainer', `/approve ${digest}`);
    await tick(one, 3);
    expect(issues(one).map(({ state }) => state)).toEqual(['closed']);
    await setVersioning(one, ORDERS, 'Suspended');
    await tick(one, 3);
    expect(issues(one).map(({ state }) => state)).toEqual(['closed']);
    await nextDay(one);
    expect(issues(one).map(({ state }) => state)).toEqual(['open']);
    expect((await answers(one)).at(-1)).toMatch(/^\*\*Again\*\*/);
  });

  it('who asked does not approve where somebody else has to', async () => {
    const one = await drifted();
    await comment(one, 'maintainer', '/reconcile');
    one.clock.pass(60_000);
    const [plan] = await answers(one);
    const digest = /\/approve ([0-9a-f]{12})/.exec(plan ?? '')?.[1] ?? '';
    await comment(one, 'maintainer', `/approve ${digest}`);
    expect((await answers(one)).at(-1)).toContain('`own-request`');
  });

  it.each([
    [PROD, 'production'],
    [STAGING, 'staging'],
  ])('in %s it says what a person runs, and plans nothing', async (account, tier) => {
    const one = await drifted({ account });
    await comment(one, 'maintainer', '/reconcile');
    const [reply] = await answers(one);
    expect(reply).toContain(`is ${tier}: it is changed by reviewed files alone`);
    expect(reply).toContain('--use-previous-template --deployment-mode REVERT_DRIFT');
    expect(one.world.calls.filter(({ operation }) => operation === 'CreateChangeSet')).toEqual([]);
    expect(await one.github.listPullRequests()).toEqual([]);
  });

  it('where CloudFormation does not compare, nothing is called in sync', async () => {
    const one = await drifted({ world: { hasNoDriftMode: true } });
    await comment(one, 'maintainer', '/reconcile');
    const [reply] = await answers(one);
    expect(reply).toContain('did not compare the stack with what is there');
    expect(reply).not.toContain('Nothing to do');
  });

  it('what was set back by hand meanwhile is nothing to do', async () => {
    const one = await drifted();
    await setVersioning(one, ORDERS, 'Enabled');
    await comment(one, 'maintainer', '/reconcile');
    expect((await answers(one))[0]).toContain('**Nothing to do.**');
  });

  it('/plan makes it anew, and a stranger makes nothing', async () => {
    const one = await drifted();
    await comment(one, 'stranger', '/reconcile');
    expect((await answers(one))[0]).toContain('`may-not-command`');
    await comment(one, 'maintainer', '/plan');
    expect((await answers(one)).at(-1)).toContain('## Plan `');
  });

  it('is nothing on the issue about what nobody could tell', async () => {
    const one = await drifted({ world: { driftUnsupported: ['AWS::S3::Bucket'] } });
    await comment(one, 'maintainer', '/reconcile');
    expect((await answers(one))[0]).toContain('opened about one drifted stack');
  });

  it('is nothing on the issue of a task', async () => {
    const one = await drifted();
    const opened = await one.github.openIssue('requester', {
      title: 'A question',
      body: 'List the buckets in athena-dev.',
      labels: ['aws-task'],
    });
    await one.deliver(opened.webhooks);
    await one.settle();
    await one.deliver(
      (await one.github.comment('maintainer', opened.number, '/reconcile')).webhooks,
    );
    await one.settle();
    const comments = await one.github.listComments(opened.number);
    expect(comments.at(-1)?.body).toContain('is for an issue that this application opened');
  });

  it('a kill after its plan was asked for plans once', async () => {
    const one = await drifted();
    const { store } = one.opened;
    const { saveIssue } = store;
    let kills = 1;
    Object.assign(store, {
      saveIssue: async (...given: Parameters<typeof saveIssue>) => {
        kills -= 1;
        if (kills >= 0) throw new Fault('unavailable', 'the process ends here');
        return saveIssue(...given);
      },
    });
    await comment(one, 'maintainer', '/reconcile');
    one.clock.pass(60_000);
    await one.settle();
    expect((await answers(one)).filter((body) => body.includes('## Plan `'))).toHaveLength(1);
  });
});
