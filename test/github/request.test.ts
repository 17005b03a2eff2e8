import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openGitHubApp } from '../../src/github/app-auth.ts';
import { openReleaseGitHub } from '../../src/github/release-client.ts';
import type { GitHubRepository, ReleaseGitHub } from '../../src/github/github.ts';
import { Fault } from '../../src/task/fault.ts';
import { createPrivateKey } from '../fakes/fake-github.ts';
import { createTime, type VirtualTime } from './open.ts';

const API = 'https://api.github.test';
const ISSUE = '/repos/acme/platform/issues/7';
const REF = { repositoryId: 1, owner: 'acme', repo: 'platform', number: 7 };

const issueBody = {
  number: 7,
  title: 't',
  body: null,
  user: null,
  labels: ['a', { name: 'b' }, { name: null }],
  state: 'open',
  locked: false,
  created_at: '2026-11-20T17:00:00Z',
};

const commentBody = (body: string, appId?: number): object => ({
  id: 9,
  node_id: 'IC_9',
  body,
  user: { id: 3, login: 'aws-coworker[bot]', type: 'Bot' },
  created_at: '2026-11-20T17:09:01Z',
  updated_at: '2026-11-20T17:09:01Z',
  issue_url: `${API}${ISSUE}`,
  performed_via_github_app: appId === undefined ? null : { id: appId },
});

const openReader = (time: VirtualTime): ReleaseGitHub =>
  openReleaseGitHub({ token: 'ghs_read', baseUrl: API, waiting: time });

const openWriter = (time: VirtualTime): Promise<GitHubRepository> => {
  nock(API)
    .persist()
    .post('/app/installations/77/access_tokens')
    .reply(201, {
      token: 'ghs_write',
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
      permissions: { issues: 'write' },
      repository_selection: 'all',
    });
  const app = openGitHubApp({
    appId: 4711,
    privateKey: createPrivateKey(),
    webhookSecret: 'a-secret-for-tests-only-0123456789',
    baseUrl: API,
    waiting: time,
    isPaced: false,
  });
  return app.forInstallation(77);
};

beforeAll(() => {
  nock.disableNetConnect();
});
afterEach(() => {
  const unasked = nock.pendingMocks();
  nock.cleanAll();
  if (unasked.length > 0) throw new Error(`never asked: ${unasked.join(', ')}`);
});
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});

describe('a call that goes well', () => {
  it('is asked with the token, and everything that may be null is a value', async () => {
    nock(API, { reqheaders: { authorization: 'token ghs_read' } })
      .get(ISSUE)
      .reply(200, issueBody);
    expect(await openReader(createTime()).readIssue(REF)).toEqual({
      ref: REF,
      title: 't',
      body: '',
      labels: ['a', 'b'],
      author: { id: 0, login: 'ghost' },
      state: 'open',
      isLocked: false,
      createdAt: '2026-11-20T17:00:00Z',
    });
  });
});

describe('a call that does not', () => {
  interface Row {
    readonly name: string;
    readonly replies: readonly [status: number, headers: Record<string, string>, message: string][];
    readonly kind?: string;
    readonly waits: readonly number[];
  }
  const now = Date.parse('2026-11-20T17:09:00Z') / 1000;
  const rows: readonly Row[] = [
    { name: '404 is nothing there', replies: [[404, {}, 'Not Found']], waits: [] },
    { name: '410 is nothing there', replies: [[410, {}, 'Gone']], waits: [] },
    { name: '401 is denied at once', replies: [[401, {}, 'Bad']], kind: 'denied', waits: [] },
    { name: '403 is denied at once', replies: [[403, {}, 'No']], kind: 'denied', waits: [] },
    {
      name: '422 is our mistake',
      replies: [[422, {}, 'Validation']],
      kind: 'broken-promise',
      waits: [],
    },
    {
      name: '502 is tried again',
      replies: [
        [502, {}, 'Bad gateway'],
        [200, {}, ''],
      ],
      waits: [1000],
    },
    {
      name: '503 without end is given up after four',
      replies: [
        [503, {}, ''],
        [503, {}, ''],
        [503, {}, ''],
        [503, {}, ''],
      ],
      kind: 'unavailable',
      waits: [1000, 2000, 4000],
    },
    {
      name: '429 waits as long as it is told',
      replies: [
        [429, { 'retry-after': '7' }, ''],
        [200, {}, ''],
      ],
      waits: [7000],
    },
    {
      name: 'the secondary limit is known by its words',
      replies: [
        [403, {}, 'You have exceeded a secondary rate limit.'],
        [200, {}, ''],
      ],
      waits: [1000],
    },
    {
      name: 'the hourly limit waits for its reset when that is near',
      replies: [
        [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${now + 20}` }, 'API rate'],
        [200, {}, ''],
      ],
      waits: [21_000],
    },
    {
      name: 'the hourly limit is left to the queue when its reset is far',
      replies: [
        [403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${now + 2400}` }, 'API rate'],
      ],
      kind: 'throttled',
      waits: [],
    },
  ];

  it.each(rows)('$name', async ({ replies, kind, waits }) => {
    const time = createTime();
    for (const [status, headers, message] of replies) {
      nock(API)
        .get(ISSUE)
        .reply(status, status === 200 ? issueBody : { message }, headers);
    }
    const reading = openReader(time).readIssue(REF);
    if (kind === undefined) {
      const found = await reading;
      expect(found === undefined).toBe(replies.at(-1)?.[0] !== 200);
    } else await expect(reading).rejects.toMatchObject({ name: 'Fault', kind });
    expect(time.slept).toEqual(waits);
  });

  it('no answer at all is unavailable', async () => {
    nock(API).get(ISSUE).times(4).replyWithError('socket hang up');
    const reading = openReader(createTime()).readIssue(REF);
    await expect(reading).rejects.toMatchObject({ kind: 'unavailable' });
  });

  it('an answer of another shape is a fault, never a half-read value', async () => {
    nock(API)
      .get(ISSUE)
      .reply(200, { ...issueBody, state: 'merged' });
    const reading = openReader(createTime()).readIssue(REF);
    await expect(reading).rejects.toMatchObject({ kind: 'malformed-answer' });
  });

  it('A43 a fault names the call and the status, and no token', async () => {
    nock(API).get(ISSUE).reply(401, { message: 'Bad credentials' });
    const fault = await openReader(createTime())
      .readIssue(REF)
      .catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(Fault);
    expect(String(fault)).toContain('401');
    expect(String(fault)).not.toContain('ghs_read');
  });
});

describe('a comment whose answer is lost', () => {
  const COMMENTS = `${ISSUE}/comments`;
  const listed = (comments: readonly object[]): void => {
    nock(API)
      .get(COMMENTS)
      .query((query) => query['since'] === '2026-11-20T17:07:00.000Z')
      .reply(200, comments);
  };

  it('is looked for, and not written twice', async () => {
    const github = await openWriter(createTime());
    nock(API).post(COMMENTS, { body: 'plan' }).reply(502, {});
    listed([commentBody('plan'), commentBody('other', 4711), commentBody('plan', 4711)]);
    expect(await github.createComment(REF, 'plan')).toMatchObject({ viaAppId: 4711, body: 'plan' });
  });

  it('A42 a person’s comment with the same text is not taken for it', async () => {
    const github = await openWriter(createTime());
    nock(API).post(COMMENTS).reply(502, {});
    listed([commentBody('plan'), commentBody('plan', 99)]);
    nock(API).post(COMMENTS, { body: 'plan' }).reply(201, commentBody('plan', 4711));
    expect(await github.createComment(REF, 'plan')).toMatchObject({ viaAppId: 4711 });
  });

  it('A48 a refused one waits, and is written once', async () => {
    const time = createTime();
    const github = await openWriter(time);
    nock(API)
      .post(COMMENTS)
      .reply(403, { message: 'secondary rate limit' }, { 'retry-after': '30' });
    nock(API).post(COMMENTS, { body: 'plan' }).reply(201, commentBody('plan', 4711));
    await github.createComment(REF, 'plan');
    expect(time.slept).toEqual([30_000]);
  });
});

describe('a token for the release', () => {
  const rows = [
    {
      name: 'exactly as asked',
      answer: { permissions: { issues: 'read', metadata: 'read' }, repositories: [{ id: 1 }] },
      isGiven: true,
    },
    {
      name: 'A77 with a write',
      answer: { permissions: { issues: 'write', metadata: 'read' }, repositories: [{ id: 1 }] },
      isGiven: false,
    },
    {
      name: 'A77 with a right more',
      answer: { permissions: { issues: 'read', contents: 'read' }, repositories: [{ id: 1 }] },
      isGiven: false,
    },
    {
      name: 'A77 for another repository',
      answer: { permissions: { issues: 'read' }, repositories: [{ id: 2 }] },
      isGiven: false,
    },
    {
      name: 'A77 for two repositories',
      answer: { permissions: { issues: 'read' }, repositories: [{ id: 1 }, { id: 2 }] },
      isGiven: false,
    },
    { name: 'A77 for all', answer: { permissions: { issues: 'read' } }, isGiven: false },
  ];

  it.each(rows)('$name', async ({ answer, isGiven }) => {
    nock(API)
      .post('/app/installations/77/access_tokens', {
        repository_ids: [1],
        permissions: { issues: 'read', metadata: 'read' },
      })
      .reply(201, { token: 'ghs_release', ...answer });
    const app = openGitHubApp({
      appId: 4711,
      privateKey: createPrivateKey(),
      webhookSecret: 'a-secret-for-tests-only-0123456789',
      baseUrl: API,
      waiting: createTime(),
      isPaced: false,
    });
    const github = await app.forInstallation(77);
    const asked = github.createReleaseToken(REF, { issues: 'read', metadata: 'read' });
    if (isGiven) expect(await asked).toBe('ghs_release');
    else await expect(asked).rejects.toBeInstanceOf(Fault);
  });
});
