import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeTimeToRead } from '../fakes/read-time.ts';
import { KNOWN_GAPS, REFUSED } from './known-gaps.ts';
import { hasMoto } from './moto.ts';
import { gapsOf, type Gap } from './receipt.ts';
import { writeRecord } from './record.ts';
import { bucket, table, topic, type Request } from './requests.ts';
import { lineToCopy, openConformanceStage, type ConformanceStage } from './stage.ts';
import { readHolding, type Holding } from './witness.ts';

const isThere = hasMoto();
if (!isThere) console.info('moto_server is not on PATH: the conversations over HTTP are left out');

const BUCKET = 'acme-dev-use1-statements';
const PLAIN = 'acme-dev-use1-plain';
const TOPIC = 'parser-alerts';
const TABLE = 'orders';
const NOTHING: Holding = { buckets: [], topics: [], tables: [], stacks: [] };

describe.runIf(isThere)('npm start, between emulate and moto_server over HTTP', () => {
  let stage: ConformanceStage;
  /** Each difference once, however often it was met. */
  const gaps = new Map<string, Gap>();
  const told: string[] = [];
  const issues = new Map<string, number>();

  beforeAll(async () => {
    stage = await openConformanceStage();
  }, 120_000);
  afterAll(() => stage?.close());

  const holding = (account: 'dev' | 'test' | 'production'): Promise<Holding> =>
    readHolding(stage.aws.url, stage.accounts[account]);

  const ask = async (name: string, request: Request): Promise<number> => {
    const { number } = await stage.github.openIssue('requester', {
      ...request,
      labels: ['aws-task'],
    });
    issues.set(name, number);
    return number;
  };

  /** Leaves an item out of a plan; gives the line of the plan that follows. */
  const planWithout = async (issue: number, plan: string, item: string): Promise<string> => {
    await stage.github.comment('requester', issue, `/skip ${item}`);
    const line = async (): Promise<string> => lineToCopy(await stage.said(issue));
    const others = new Set([lineToCopy(plan), '']);
    await expect.poll(async () => others.has(await line()), { timeout: 60_000 }).toBe(false);
    await takeTimeToRead();
    return line();
  };

  /** From the label to the receipt; the differences that it names are kept. */
  const deploy = async (name: string, request: Request, skip = ''): Promise<void> => {
    const issue = await ask(name, request);
    const plan = await stage.until(issue, /^## Plan /m);
    const line = skip === '' ? lineToCopy(plan) : await planWithout(issue, plan, skip);
    await stage.github.comment('maintainer', issue, line);
    const receipt = await stage.until(issue, /^## Done /m);
    await expect
      .poll(async () => (await stage.github.readIssue(issue)).state, { timeout: 20_000 })
      .toBe('closed');
    for (const gap of gapsOf(receipt)) gaps.set(JSON.stringify(gap), gap);
  };

  const rollBack = async (name: string): Promise<void> => {
    const issue = issues.get(name) ?? 0;
    await stage.github.comment('maintainer', issue, '/rollback');
    const plan = await stage.until(issue, /^## Rollback plan /m);
    await stage.github.comment('maintainer', issue, lineToCopy(plan));
    await stage.until(issue, /1 of 2|^## Undone /m);
    if (!/^## Undone /m.test(await stage.said(issue))) {
      await stage.github.comment('second-maintainer', issue, lineToCopy(plan));
    }
    await stage.until(issue, /^## Undone /m);
  };

  const did = (sentence: string): void => {
    told.push(sentence);
  };

  it('a refused approval makes nothing', async () => {
    const issue = await ask('refused', bucket('athena-dev', 'acme-dev-use1-refused'));
    const plan = await stage.until(issue, /^## Plan /m);
    await stage.github.comment('requester', issue, lineToCopy(plan));
    await stage.until(issue, /may-not-approve/);
    expect((await holding('dev')).buckets).toEqual([]);
    await stage.github.comment('requester', issue, '/cancel');
    did('Approval by somebody without the right: refused, nothing made.');
  }, 120_000);

  it('a bucket is planned, approved, made in its account and in no other, and read back', async () => {
    await deploy(BUCKET, bucket('athena-dev', BUCKET));
    expect((await holding('dev')).buckets).toEqual([BUCKET]);
    expect(await holding('test')).toEqual(NOTHING);
    did('S3 bucket in `athena-dev`: created, approved, read back; absent in `hermes-test`.');
  }, 120_000);

  it('a topic goes into the other account and not into the first', async () => {
    await deploy(TOPIC, topic('hermes-test', TOPIC));
    expect((await holding('test')).topics).toEqual([TOPIC]);
    expect((await holding('dev')).topics).toEqual([]);
    did('SNS topic in `hermes-test`: created, approved, read back; absent in `athena-dev`.');
  }, 120_000);

  it('a table is made and read back', async () => {
    await deploy(TABLE, table('athena-dev', TABLE));
    expect((await holding('dev')).tables).toEqual([TABLE]);
    expect((await holding('test')).tables).toEqual([]);
    did('DynamoDB table in `athena-dev`: created, approved, read back; absent in `hermes-test`.');
  }, 120_000);

  it('a bucket without a policy, by /skip, is made and taken away again', async () => {
    await deploy(PLAIN, bucket('athena-dev', PLAIN), 'S3-05');
    expect((await holding('dev')).buckets).toEqual([PLAIN, BUCKET]);
    await rollBack(PLAIN);
    const { buckets, stacks } = await holding('dev');
    expect(buckets).toEqual([BUCKET]);
    expect(stacks.filter((one) => one.includes(PLAIN))).toEqual([]);
    did('Rollback of a bucket: planned, approved by two, gone by the service’s own read.');
  }, 120_000);

  it('a rollback takes the table away again', async () => {
    await rollBack(TABLE);
    expect((await holding('dev')).tables).toEqual([]);
    did('Rollback of the table: planned, approved by two, gone by the service’s own read.');
  }, 120_000);

  it.each(REFUSED)(
    'a rollback of $made is refused, because $because',
    async ({ made, says }) => {
      const issue = issues.get(made === 'an SNS topic' ? TOPIC : BUCKET) ?? 0;
      const before = await stage.said(issue);
      await stage.github.comment('maintainer', issue, '/rollback');
      await expect
        .poll(async () => (await stage.said(issue)).slice(before.length), { timeout: 60_000 })
        .toContain(says);
      expect((await holding('test')).topics).toEqual([TOPIC]);
      expect((await holding('dev')).buckets).toEqual([BUCKET]);
      did(`Rollback of ${made}: refused, nothing changed.`);
    },
    120_000,
  );

  it('production becomes a pull request, and AWS is left alone', async () => {
    const issue = await ask('production', bucket('apollo-prod', 'acme-prod-use1-statements'));
    await stage.until(issue, /Pull request #\d+/);
    const pulls = await stage.github.listPullRequests();
    expect(pulls).toHaveLength(1);
    expect(pulls[0]?.isMerged).toBe(false);
    await stage.github.comment('maintainer', issue, '/approve');
    await stage.until(issue, /approve-by-pull-request/);
    expect(await holding('production')).toEqual(NOTHING);
    did('S3 bucket for `apollo-prod`: a pull request; nothing in the account, no approval here.');
  }, 120_000);

  it('the server leaves out exactly what is known of it', () => {
    expect([...gaps.values()]).toEqual(KNOWN_GAPS);
    writeRecord({ told, gaps: [...gaps.values()] });
  });
});
