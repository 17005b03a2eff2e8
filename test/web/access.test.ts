import { describe, expect, it } from 'vitest';
import { createAccess, type AccessGitHub } from '../../src/web/access.ts';
import { createVirtualClock } from '../fakes/virtual-clock.ts';
import { EVERYBODY, look, pageOn, READER, URL_OF_PAGE } from './page-of.ts';
import { openTestStore } from '../fakes/test-store.ts';

const REPOSITORY = { owner: 'acme', repo: 'platform' };

const saying = (role: string, userId?: number): AccessGitHub => ({
  ...EVERYBODY,
  readRole: async () => (userId === undefined ? { role } : { role, userId }),
});

const ROWS: readonly (readonly [string, AccessGitHub, string])[] = [
  ['reads', saying('read', 7), 'yes'],
  ['administers', saying('admin', 7), 'yes'],
  ['has no role', saying('none', 7), 'no'],
  ['has a role, and GitHub says no number', saying('read'), 'no'],
  ['has a login that is another person now', saying('admin', 8), 'no'],
  [
    'asks while the application is not installed',
    { ...EVERYBODY, findRepository: async () => undefined },
    'unknown',
  ],
  [
    'reads what everybody reads',
    {
      ...EVERYBODY,
      findRepository: async (name) => {
        const found = await EVERYBODY.findRepository(name);
        return found === undefined ? undefined : { ...found, isPrivate: false };
      },
    },
    'public',
  ],
  [
    'asks while GitHub is away',
    { ...EVERYBODY, readRole: () => Promise.reject(new Error('away')) },
    'unknown',
  ],
];

const options = (github: AccessGitHub, clock = createVirtualClock()) => ({
  github,
  repository: REPOSITORY,
  clock,
  onBreak: () => undefined,
});

describe('who may look', () => {
  it.each(ROWS)('who %s', async (_, github, expected) => {
    expect((await createAccess(options(github))(READER)).kind).toBe(expected);
  });

  it('is asked again after a minute, and an answer that did not come at once', async () => {
    const clock = createVirtualClock();
    const roles = ['read', 'none', 'away', 'read'];
    const github: AccessGitHub = {
      ...EVERYBODY,
      readRole: async (_, { id }) => {
        const role = roles.shift() ?? '';
        if (role === 'away') throw new Error(role);
        return { role, userId: id };
      },
    };
    const mayLook = createAccess(options(github, clock));
    const seen = [(await mayLook(READER)).kind];
    for (const ms of [59_999, 1, 60_000, 0]) {
      clock.pass(ms);
      seen.push((await mayLook(READER)).kind);
    }
    expect(seen).toEqual(['yes', 'yes', 'no', 'unknown', 'yes']);
  });

  it('an answer is for one person', async () => {
    const mayLook = createAccess(options(saying('read', 7)));
    expect((await mayLook(READER)).kind).toBe('yes');
    expect((await mayLook({ id: 8, login: 'reader' })).kind).toBe('no');
  });
});

describe('who may not look', () => {
  it.each(ROWS.filter(([, , kind]) => kind !== 'yes'))('%s: is told why', async (_, github) => {
    const opened = await openTestStore();
    const page = pageOn(opened, { github, onBreak: () => undefined });
    const { status, text } = await look(page);
    expect(status).toBe(403);
    expect(text).toContain('You are signed in as reader, and this page is not shown');
    expect(text).toMatch(/acme\/platform[\s\S]*[Aa]sk (one of )?its admins/);
    expect(text).not.toContain('id="plans"');
    const part = await look(page, '/parts/registry');
    expect([part.status, part.text, part.headers.get('hx-refresh')]).toEqual([403, '', 'true']);
    await opened.close();
  });

  it.each(['/', '/parts/plans', '/parts/registry'])('a stranger at %s', async (path) => {
    const opened = await openTestStore();
    const page = pageOn(opened);
    for (const cookie of ['', '__Host-coworker-session=x.y', 'coworker-session=x.y']) {
      const response = await page.request(`${URL_OF_PAGE}${path}`, { headers: { cookie } });
      expect(response.status).toBe(401);
      expect(await response.text()).not.toContain('id="plans"');
    }
    await opened.close();
  });
});
