import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Approval } from '../../src/approve/approval.ts';
import type { DriftIssueRow } from '../../src/store/drift-store.ts';
import type { HealthIssueRow } from '../../src/store/health-store.ts';
import type { OpenedStore } from '../../src/store/open-store.ts';
import { verifyLedger } from '../../src/store/ledger.ts';
import type { Delivery, IssueState, PlanRow, ReplyRow } from '../../src/store/store.ts';
import type { ServiceAgent } from '../../src/task/aws-resource.ts';
import {
  parseAccountId,
  parsePlanDigest,
  parsePlanId,
  parseRegion,
  stepId,
  type PlanId,
} from '../../src/task/ids.ts';
import type { IssueRef } from '../../src/task/issue.ts';

const must = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('a fixture is malformed');
  return value;
};

/** Text that a database could choke on. */
const HOSTILE = `a\u0000b\ud800c'; DROP TABLE plans; -- "\\ \u{1F600} {s} $1`;

export const planId = (text: string): PlanId => must(parsePlanId(text));
export const ref = (number: number): IssueRef => ({
  repositoryId: 9_007_199_254_740,
  owner: 'acme',
  repo: 'infra',
  number,
});

export const delivery = (n: number, part: Partial<Delivery> = {}): Delivery => ({
  guid: `guid-${n}`,
  event: 'issues',
  action: 'opened',
  payload: { issue: { number: n, title: HOSTILE }, repository: { id: 1 } },
  bodyHash: `hash-${n}`,
  semanticKey: `issues.opened:I_${n}`,
  ...part,
});

export const planRow = (id: string, number = 1): Omit<PlanRow, 'createdAt'> => ({
  planId: planId(id),
  ref: ref(number),
  digest: must(parsePlanDigest('a'.repeat(64))),
  inputs: { schemaVersion: 1, title: HOSTILE },
  handles: [],
});

export const approval = (id: string, part: Partial<Approval> = {}): Approval => ({
  approvalId: id,
  planId: planId('p1'),
  digest: must(parsePlanDigest('a'.repeat(64))),
  person: { id: 5, login: 'mona' },
  role: 'maintain',
  commentId: 100,
  commentBodyHash: 'b',
  at: '2026-01-01T00:00:00Z',
  ...part,
});

const issue = (number: number, part: Partial<IssueState> = {}): IssueState => ({
  ref: ref(number),
  installationId: 3,
  status: 'Pending',
  requestHash: 'r',
  choices: { skipped: [], added: [] },
  note: HOSTILE,
  ...part,
});

const agent = (part: Partial<ServiceAgent> = {}): ServiceAgent => ({
  name: 'bucket-agent',
  serviceType: 's3-bucket',
  resource: {
    id: 'b',
    arn: 'arn:aws:s3:::b',
    resourceType: 'AWS::S3::Bucket',
    region: must(parseRegion('us-east-1')),
    accountId: must(parseAccountId('333333333333')),
    state: 'Active',
    ownerAgent: 'SteveJobs',
    dependencies: [],
    tags: {},
    metadata: {},
    createdAt: '2026-01-01T00:00:00Z',
    updatedAt: '2026-01-01T00:00:00Z',
  },
  dependencies: [],
  state: 'Active',
  autonomyLevel: 4,
  decisionMaker: 'SteveJobs',
  healthStatus: 'Unknown',
  ...part,
});

/** What every store promises, whatever database is beneath. `open` gives an empty one. */
export const describeStore = (name: string, open: () => Promise<OpenedStore>): void => {
  describe(`${name}: an empty store`, () => {
    let opened: OpenedStore;
    beforeAll(async () => void (opened = await open()));
    afterAll(() => opened.close());

    it('has nothing', async () => {
      const { store } = opened;
      expect(await store.readDelivery('x')).toBeUndefined();
      expect(await store.readIssue(ref(1))).toBeUndefined();
      expect(await store.listOpenIssues()).toEqual([]);
      expect(await store.readPlan(planId('none'))).toBeUndefined();
      expect(await store.listPlans(ref(1))).toEqual([]);
      expect(await store.readShown(planId('none'))).toBeUndefined();
      expect(await store.listApprovals(planId('none'))).toEqual([]);
      expect(await store.readRelease('none')).toBeUndefined();
      expect(await store.readRedemption(planId('none'))).toBeUndefined();
      expect(await store.readCancel(planId('none'))).toBeUndefined();
      expect(await store.read(planId('none'))).toEqual([]);
      expect(await store.readReply(ref(1), 'plan')).toBeUndefined();
      expect(await store.listUnpostedReplies(10)).toEqual([]);
      expect(await store.listServiceAgents()).toEqual([]);
      expect(await store.readCache('x', 60)).toBeUndefined();
      expect(await store.readWork('x')).toBeUndefined();
      expect(verifyLedger(await store.listLedger(0))).toMatchObject({ ok: true, entries: 0 });
      expect(await opened.isReady()).toBe(true);
    });
  });

  describe(`${name}: deliveries`, () => {
    let opened: OpenedStore;
    beforeAll(async () => void (opened = await open()));
    afterAll(() => opened.close());

    it('A74 the first thing a fresh store does may be to receive one, with its job', async () => {
      const { store, queue, readDepth } = opened;
      expect(await store.receiveDelivery(delivery(1))).toBe(true);
      expect(await readDepth()).toEqual([{ queue: 'delivery', state: 'created', jobs: 1 }]);
      const keys: string[] = [];
      await queue.work('delivery', async ({ key }) => void keys.push(String(key)));
      await queue.drain();
      expect(await store.readDelivery(keys[0] ?? '')).toEqual(delivery(1));
    });

    it.each<readonly [string, Partial<Delivery>]>([
      ['the same', {}],
      ['the same under another guid', { guid: 'other', bodyHash: 'other' }],
      ['the same guid and body, read otherwise', { semanticKey: 'other' }],
    ])('A71 %s is received once', async (_name, part) => {
      expect(await opened.store.receiveDelivery(delivery(1, part))).toBe(false);
      expect((await opened.readDepth()).length).toBe(0);
    });

    it('A74 a job that can not be queued leaves no delivery behind', async () => {
      const { store } = opened;
      const circular: Record<string, unknown> = { ...delivery(2) };
      circular['payload'] = { self: circular };
      await expect(store.receiveDelivery(circular as unknown as Delivery)).rejects.toThrow(
        'circular',
      );
      expect(await store.receiveDelivery(delivery(2))).toBe(true);
    });

    it('A71 fifty at once are received once', async () => {
      const all = Array.from({ length: 50 }, (_, n) => delivery(3, { guid: `again-${n}` }));
      const received = await Promise.all(all.map((one) => opened.store.receiveDelivery(one)));
      expect(received.filter(Boolean)).toHaveLength(1);
    });

    it('knows which guids it has', async () => {
      const known = await opened.store.listKnownGuids(['guid-1', 'never']);
      expect([...known]).toEqual(['guid-1']);
    });

    it('a finished delivery can still be read', async () => {
      const { store, queue } = opened;
      const keys: string[] = [];
      await queue.work('delivery', async ({ key }) => void keys.push(String(key)));
      await store.receiveDelivery(delivery(4));
      await queue.drain();
      const key = keys.at(-1) ?? '';
      await store.finishDelivery(key);
      await store.finishDelivery(key);
      expect((await store.readDelivery(key))?.guid).toBe('guid-4');
    });
  });

  describe(`${name}: issues, replies and what is kept for a while`, () => {
    let opened: OpenedStore;
    beforeAll(async () => void (opened = await open()));
    afterAll(() => opened.close());

    it('an issue is saved whole, and saved again', async () => {
      const { store } = opened;
      const first = await store.saveIssue(issue(1));
      expect(first).toEqual({ ...issue(1), version: 1 });
      expect(await store.readIssue(ref(1))).toEqual(first);
      const later = {
        ...first,
        status: 'Planned',
        planId: planId('p1'),
        planCommentId: 9,
      } as const;
      expect(await store.saveIssue(later)).toEqual({ ...later, version: 2 });
      expect(await store.readIssue({ repositoryId: ref(1).repositoryId, number: 1 })).toEqual({
        ...later,
        version: 2,
      });
    });

    it('a state is written over the one it was made from, and over no other', async () => {
      const { store } = opened;
      const first = await store.saveIssue(issue(7));
      const writers = ['a', 'b', 'c', 'd'].map((note) => store.saveIssue({ ...first, note }));
      const written = await Promise.allSettled(writers);
      expect(written.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      await expect(store.saveIssue(issue(7))).rejects.toThrow('was written meanwhile');
      await expect(store.saveIssue({ ...issue(70), version: 1 })).rejects.toThrow('meanwhile');
      const second = await store.readIssue(ref(7));
      expect(second?.version).toBe(2);
      const done = { ...issue(7), ...second, status: 'Completed' as const };
      await store.saveIssue(done);
    });

    it('open issues are those a change can still come of', async () => {
      const { store } = opened;
      const statuses = ['Completed', 'Cancelled', 'RolledBack', 'Failed', 'Expired', 'Blocked'];
      for (const [n, status] of statuses.entries()) {
        await store.saveIssue(issue(10 + n, { status: status as IssueState['status'] }));
      }
      expect((await store.listOpenIssues()).map(({ status }) => status)).toEqual([
        'Planned',
        'Failed',
        'Expired',
        'Blocked',
      ]);
    });

    it('A47 a reply is wanted until it is posted, and wanted again when it changes', async () => {
      const { store } = opened;
      const row = { ref: ref(1), topic: 'plan', wanted: HOSTILE };
      await store.saveReply(row);
      const wishedAt: string = expect.stringMatching(/^20.*Z$/);
      expect(await store.listUnpostedReplies(5)).toEqual<readonly ReplyRow[]>([
        { ...row, isPosted: false, wishedAt },
      ]);
      expect(await store.markReplyPosted(row, 77)).toBe(true);
      await store.saveReply(row);
      expect(await store.listUnpostedReplies(5)).toEqual([]);
      expect(await store.readReply(ref(1), 'plan')).toEqual({
        ...row,
        commentId: 77,
        isPosted: true,
        wishedAt,
      });
      await store.saveReply({ ...row, wanted: 'new' });
      expect(await store.readReply(ref(1), 'plan')).toEqual({
        ...row,
        wanted: 'new',
        commentId: 77,
        isPosted: false,
        wishedAt,
      });
    });

    it('a reply that was posted while another was wished for is not the one that is wanted', async () => {
      const { store } = opened;
      const row = { ref: ref(8), topic: 'plan', wanted: 'first' };
      await store.saveReply(row);
      await store.saveReply({ ...row, wanted: 'second' });
      expect(await store.markReplyPosted(row, 78)).toBe(false);
      const held = await store.readReply(ref(8), 'plan');
      expect(held).toMatchObject({ wanted: 'second', commentId: 78, isPosted: false });
      expect(await store.markReplyPosted({ ...row, wanted: 'second' }, 78)).toBe(true);
    });

    it('unposted replies come oldest first and bounded', async () => {
      const { store } = opened;
      for (const n of [3, 1, 2]) await store.saveReply({ ref: ref(n), topic: 'x', wanted: 'w' });
      const found = await store.listUnpostedReplies(3);
      expect(found.map(({ ref: { number }, topic }) => `${number} ${topic}`)).toEqual([
        '1 plan',
        '3 x',
        '1 x',
      ]);
    });

    it('a service agent is one for each resource', async () => {
      const { store } = opened;
      await store.saveServiceAgent(agent());
      await store.saveServiceAgent(agent({ state: 'Terminated' }));
      const nameless = agent();
      await store.saveServiceAgent({ ...nameless, resource: { ...nameless.resource, arn: '' } });
      expect((await store.listServiceAgents()).map(({ state }) => state).toSorted()).toEqual([
        'Active',
        'Terminated',
      ]);
    });

    it('an agent is replaced only as long as it is what was read', async () => {
      const { store } = opened;
      const resource = { ...agent().resource, arn: 'arn:aws:s3:::replaced' };
      const before = agent({ name: HOSTILE, resource });
      await store.saveServiceAgent(before);
      const after = agent({ resource, state: 'Deleting' });
      expect(await store.replaceServiceAgent(before, after)).toBe(true);
      const late = agent({ resource, state: 'Failed' });
      expect(await store.replaceServiceAgent(before, late)).toBe(false);
      const kept = (await store.listServiceAgents()).find(
        (one) => one.resource.arn === resource.arn,
      );
      expect(kept?.state).toBe('Deleting');
    });

    it('the last answer of a kind is found by how its id begins', async () => {
      const { store } = opened;
      expect(await store.readLastAnswer('kind_')).toBeUndefined();
      await store.insertWork('kind_1', {});
      expect(await store.readLastAnswer('kind_')).toBeUndefined();
      await store.finishWork('kind_1', { n: 1 });
      await store.finishWork('kindX2', { n: 2 });
      expect(await store.readLastAnswer('kind_')).toEqual({ n: 1 });
    });

    it('the first answer to a piece of work stays', async () => {
      const { store } = opened;
      await store.insertWork('w', { title: HOSTILE });
      await store.insertWork('w', { title: 'other' });
      expect(await store.readWork('w')).toEqual({ input: { title: HOSTILE } });
      await store.finishWork('w', { n: 1 });
      await store.finishWork('w', { n: 2 });
      expect(await store.readWork('w')).toEqual({ input: { title: HOSTILE }, output: { n: 1 } });
    });

    it('A29 events of one actor are counted, this one included', async () => {
      const { store } = opened;
      expect(await store.countRecent('plan', 5)).toBe(1);
      expect(await store.countRecent('plan', 5)).toBe(2);
      expect(await store.countRecent('plan', 6)).toBe(1);
      expect(await store.countRecent('other', 5)).toBe(1);
    });
  });

  describe(`${name}: plans and approvals`, () => {
    let opened: OpenedStore;
    beforeAll(async () => void (opened = await open()));
    afterAll(() => opened.close());

    it('a plan is inserted once; another content under its id is a break', async () => {
      const { store } = opened;
      await store.insertPlan(planRow('p1'));
      await store.insertPlan(planRow('p1'));
      await expect(store.insertPlan({ ...planRow('p1'), inputs: {} })).rejects.toThrow(
        'stored with another content',
      );
      await store.insertPlan(planRow('p0'));
      await store.insertPlan(planRow('p2', 2));
      const { createdAt, ...read } = must(await store.readPlan(planId('p1')));
      expect(read).toEqual(planRow('p1'));
      expect(new Date(createdAt).toISOString()).toBe(createdAt);
      const listed = await store.listPlans(ref(1));
      expect(listed.map((row) => row.planId)).toEqual(['p1', 'p0']);
    });

    it('A09 the first showing in a comment stays; a new comment is where it is shown now', async () => {
      const { store } = opened;
      const row = { planId: planId('p1'), commentId: 7, updatedAt: 't1', bodyHash: 'h1' };
      await store.insertShown(row);
      await store.insertShown({ ...row, updatedAt: 't2', bodyHash: 'h2' });
      expect(await store.readShown(planId('p1'))).toEqual(row);
      await store.insertShown({ ...row, commentId: 8, updatedAt: 't3' });
      expect(await store.readShown(planId('p1'))).toMatchObject({ commentId: 8, updatedAt: 't3' });
    });

    it('A16 one comment approves a plan once, a person again in another comment', async () => {
      const { store } = opened;
      const second = approval('a2', { commentId: 101, person: { id: 6, login: 'hubot' } });
      expect(await store.insertApproval(approval('a1'))).toBe(true);
      expect(await store.insertApproval(approval('a1'))).toBe(false);
      expect(await store.insertApproval(approval('a3', { commentId: 102 }))).toBe(true);
      expect(await store.insertApproval(approval('y', { person: { id: 8, login: 'e' } }))).toBe(
        false,
      );
      expect(await store.insertApproval(second)).toBe(true);
      expect(await store.listApprovals(planId('p1'))).toEqual([
        approval('a1'),
        approval('a3', { commentId: 102 }),
        second,
      ]);
    });

    it('a release is read as it was written, until its token is removed', async () => {
      const { store } = opened;
      const release = { releaseId: 'r1', planId: planId('p1'), approvalIds: ['a1', 'a2'] };
      await store.insertRelease({ ...release, token: 'ghs_one' });
      await store.insertRelease({ ...release, token: 'ghs_two' });
      expect(await store.readRelease('r1')).toMatchObject({ ...release, token: 'ghs_one' });
      await store.wipeReleaseToken('r1');
      expect(await store.readRelease('r1')).toMatchObject({ ...release, token: '' });
    });

    it('a release of another plan, or none, redeems nothing', async () => {
      const { store } = opened;
      expect(await store.redeem(planId('p1'), 'none')).toBe(false);
      expect(await store.redeem(planId('p2'), 'r1')).toBe(false);
      expect(await store.readRedemption(planId('p1'))).toBeUndefined();
    });

    it('A14 A16 of thirty who redeem at once exactly one may execute', async () => {
      const { store } = opened;
      const tries = Array.from({ length: 30 }, () => store.redeem(planId('p1'), 'r1'));
      expect((await Promise.all(tries)).filter(Boolean)).toHaveLength(1);
      expect(await store.redeem(planId('p1'), 'r1')).toBe(false);
      expect(await store.readRedemption(planId('p1'))).toMatchObject({ releaseId: 'r1' });
    });

    it('A14 a comment that was used redeems no copy of its plan', async () => {
      const { store } = opened;
      await store.insertPlan(planRow('copy'));
      await store.insertRelease({
        releaseId: 'r-copy',
        planId: planId('copy'),
        approvalIds: ['a1'],
        token: 't',
      });
      expect(await store.redeem(planId('copy'), 'r-copy')).toBe(false);
      expect(await store.redeem(planId('copy'), 'r-copy', [100])).toBe(false);
      const silent = { releaseId: 'r-none', planId: planId('copy'), approvalIds: [], token: 't' };
      await store.insertRelease(silent);
      expect(await store.redeem(planId('copy'), 'r-none', [100, 900])).toBe(false);
      expect(await store.readRedemption(planId('copy'))).toBeUndefined();
      expect(await store.redeem(planId('copy'), 'r-copy', [900])).toBe(true);
    });

    it('A14 an item is used up once, in whichever part of its plan it is', async () => {
      const { store } = opened;
      const menu = planId('menu');
      const use = async (part: string, commentId: number, items: readonly number[]) => {
        const row = { ...planRow(part), partOf: menu };
        await store.insertPlan(row);
        const releaseId = `r-${part}`;
        await store.insertRelease({ releaseId, planId: row.planId, approvalIds: [], token: 't' });
        return store.redeem(row.planId, releaseId, [commentId], { planId: menu, items });
      };
      expect(await use('part-a', 701, [5, 2])).toBe(true);
      expect(await use('part-b', 702, [2, 7])).toBe(false);
      expect(await store.readRedemption(planId('part-b'))).toBeUndefined();
      expect(await use('part-c', 702, [7])).toBe(true);
      const ended = { releaseId: 'r-part-c', planId: planId('part-c'), told: {} };
      await store.insertOutcome(ended);
      expect(await store.listUsedItems(menu)).toEqual([
        { item: 2, partId: 'part-a', hasEnded: false },
        { item: 5, partId: 'part-a', hasEnded: false },
        { item: 7, partId: 'part-c', hasEnded: true },
      ]);
      expect((await store.readPlan(planId('part-a')))?.partOf).toBe(menu);
    });

    it('the first wish to stop stays', async () => {
      const { store } = opened;
      await store.requestCancel(planId('p1'), { id: 5, login: 'mona' });
      await store.requestCancel(planId('p1'), { id: 6, login: 'hubot' });
      expect(await store.readCancel(planId('p1'))).toEqual({ id: 5, login: 'mona' });
    });

    it('A55 the journal is read in the order in which it was written', async () => {
      const { store } = opened;
      const entry = (n: number) => ({
        planId: planId('p1'),
        stepId: stepId(1),
        kind: 'intent' as const,
        what: `${n} ${HOSTILE}`,
        detail: { n },
      });
      for (const n of [1, 2, 3]) await store.append(entry(n));
      expect(await store.read(planId('p1'))).toEqual([entry(1), entry(2), entry(3)]);
    });
  });

  describe(`${name}: health issues`, () => {
    let opened: OpenedStore;
    beforeAll(async () => void (opened = await open()));
    afterAll(() => opened.close());

    const row = (part: Partial<HealthIssueRow> = {}): HealthIssueRow => ({
      repositoryId: 9_007_199_254_740,
      key: 'arn:aws:lambda:us-east-1:333333333333:function:orders',
      kind: 'single',
      accountId: '333333333333',
      number: 7,
      isOpen: true,
      episode: 1,
      openedAt: '2026-01-05T10:00:00.000Z',
      members: [
        {
          id: HOSTILE,
          arn: HOSTILE,
          name: HOSTILE,
          resourceType: 'AWS::Lambda::Function',
          region: 'us-east-1',
          accountId: '333333333333',
          status: 'Unknown',
          evidence: [],
          unknown: [HOSTILE],
        },
      ],
      ...part,
    });

    it('the last writing stays, by repository, and the last minute is counted', async () => {
      const { store } = opened;
      const { repositoryId } = row();
      expect(await store.listHealthIssues(repositoryId)).toEqual([]);
      await store.saveHealthIssue(row());
      await store.saveHealthIssue(row({ isOpen: false, episode: 2, members: [] }));
      await store.saveHealthIssue(row({ key: 'group 333333333333', kind: 'group' }));
      expect(await store.listHealthIssues(repositoryId)).toEqual([
        row({ isOpen: false, episode: 2, members: [] }),
        row({ key: 'group 333333333333', kind: 'group' }),
      ]);
      expect(await store.listHealthIssues(1)).toEqual([]);
      expect(await store.countHealthWrites(repositoryId)).toBe(2);
      expect(await store.countHealthWrites(1)).toBe(0);
    });
  });

  describe(`${name}: issues about drift`, () => {
    let opened: OpenedStore;
    beforeAll(async () => void (opened = await open()));
    afterAll(() => opened.close());

    const row = (part: Partial<DriftIssueRow> = {}): DriftIssueRow => ({
      repositoryId: 9_007_199_254_741,
      key: 'arn:aws:cloudformation:us-east-1:333333333333:stack/aws-coworker-1-data/1',
      number: 7,
      isOpen: true,
      episode: 1,
      stacks: [],
      failed: [{ place: HOSTILE, because: HOSTILE }],
      accounts: [],
      ...part,
    });

    it('the last writing stays, by repository, and the last minute is counted', async () => {
      const { store } = opened;
      const { repositoryId } = row();
      expect(await store.listDriftIssues(repositoryId)).toEqual([]);
      await store.saveDriftIssue(row());
      await store.saveDriftIssue(row({ isOpen: false, episode: 2, failed: [] }));
      await store.saveDriftIssue(row({ key: 'unknown' }));
      expect(await store.listDriftIssues(repositoryId)).toEqual([
        row({ isOpen: false, episode: 2, failed: [] }),
        row({ key: 'unknown' }),
      ]);
      expect(await store.listDriftIssues(1)).toEqual([]);
      expect(await store.countDriftWrites(repositoryId)).toBe(2);
      expect(await store.countDriftWrites(1)).toBe(0);
    });
  });

  describe(`${name}: ledger`, () => {
    let opened: OpenedStore;
    beforeAll(async () => void (opened = await open()));
    afterAll(() => opened.close());

    it('A91 entries written side by side make one chain', async () => {
      const { store } = opened;
      const entries = Array.from({ length: 20 }, (_, n) => ({
        kind: 'plan',
        subject: `${HOSTILE} ${n}`,
        detail: { n, text: HOSTILE },
      }));
      await Promise.all(entries.map((entry) => store.record(entry)));
      // A job that is run again records what it recorded before.
      await Promise.all(entries.map((entry) => store.record(entry)));
      const rows = await store.listLedger(0);
      expect(verifyLedger(rows)).toEqual({ ok: true, entries: 20, head: rows.at(-1)?.hash });
      expect((await store.listLedger(18)).map(({ seq }) => seq)).toEqual([19, 20]);
    });
  });
};
