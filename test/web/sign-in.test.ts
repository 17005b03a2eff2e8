import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SignIn } from '../../src/github/sign-in.ts';
import { createSignIn, webUrlOf } from '../../src/github/sign-in.ts';
import type { OpenedStore } from '../../src/store/open-store.ts';
import { openTestStore } from '../fakes/test-store.ts';
import { cookieOf, look, pageOn, READER, URL_OF_PAGE } from './page-of.ts';
import { createVirtualClock } from '../fakes/virtual-clock.ts';

let opened: OpenedStore;
beforeAll(async () => {
  opened = await openTestStore();
});
afterAll(() => opened.close());

interface Seen {
  readonly signIn: SignIn;
  readonly asked: Parameters<SignIn['addressFor']>[0][];
  readonly read: Parameters<SignIn['readPerson']>[0][];
}

const seeing = (): Seen => {
  const asked: Seen['asked'] = [];
  const read: Seen['read'] = [];
  return {
    asked,
    read,
    signIn: {
      addressFor: (given) => {
        asked.push(given);
        return 'https://github.com/login/oauth/authorize';
      },
      readPerson: async (given) => {
        read.push(given);
        return given.code === 'right' ? READER : undefined;
      },
    },
  };
};

const begun = async (url = URL_OF_PAGE) => {
  const seen = seeing();
  const page = pageOn(opened, { signIn: seen.signIn, url });
  const response = await page.request(`${url}/auth/login`);
  const cookie = response.headers.get('set-cookie') ?? '';
  const back = (query: string, kept = cookie.split(';')[0] ?? '') =>
    page.request(`${url}/auth/callback?${query}`, { headers: { cookie: kept } });
  return { ...seen, page, cookie, response, back };
};

describe('signing in', () => {
  it('sends people to GitHub with a state and a challenge that only their browser can meet', async () => {
    const { response, cookie, asked, back, read } = await begun();
    expect(response.status).toBe(302);
    expect(cookie).toMatch(
      /^__Host-coworker-sign-in=[\w.-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    const [{ state, challenge, redirectUri } = { state: '', challenge: '', redirectUri: '' }] =
      asked;
    expect(state).toMatch(/^[\w-]{43}$/);
    expect(redirectUri).toBe(`${URL_OF_PAGE}/auth/callback`);
    const answer = await back(`code=right&state=${state}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/']);
    const verifier = read[0]?.verifier ?? '';
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(challenge);
    const [forgotten, session] = answer.headers.getSetCookie();
    expect(forgotten).toMatch(/^__Host-coworker-sign-in=; Max-Age=0/);
    expect(session).toMatch(
      /^__Host-coworker-session=[\w.-]+; Max-Age=3600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  it('on this machine there is no TLS, and no cookie that asks for it', async () => {
    const { cookie } = await begun('http://127.0.0.1:3000');
    expect(cookie).toMatch(/^coworker-sign-in=/);
    expect(cookie).not.toContain('Secure');
  });

  const rows: readonly {
    readonly name: string;
    readonly query: (state: string) => string;
    readonly kept?: string;
  }[] = [
    { name: 'a state of somebody else', query: () => `code=right&state=${'x'.repeat(43)}` },
    { name: 'no state', query: () => 'code=right' },
    { name: 'no code', query: (state) => `state=${state}` },
    { name: 'a code that GitHub does not take', query: (state) => `code=wrong&state=${state}` },
    { name: 'no attempt of this browser', query: (state) => `code=right&state=${state}`, kept: '' },
    {
      name: 'an attempt that is not signed',
      query: (state) => `code=right&state=${state}`,
      kept: '__Host-coworker-sign-in=e30.e30',
    },
    { name: 'the person said no', query: (state) => `error=access_denied&state=${state}` },
  ];
  it.each(rows)('$name signs nobody in', async ({ query, kept }) => {
    const { asked, back } = await begun();
    const answer = await back(query(asked[0]?.state ?? ''), kept);
    expect(answer.status).toBe(400);
    expect(answer.headers.getSetCookie().join('\n')).not.toContain('coworker-session=');
    expect(await answer.text()).toContain('Nobody was signed in');
  });
});

describe('signing out', () => {
  const post = (headers: Readonly<Record<string, string>>) =>
    pageOn(opened).request(`${URL_OF_PAGE}/auth/logout`, {
      method: 'POST',
      headers: { ...cookieOf(READER, createVirtualClock().now()), ...headers },
    });

  it('takes the cookie away', async () => {
    const answer = await post({ origin: URL_OF_PAGE });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('set-cookie')).toMatch(/^__Host-coworker-session=; Max-Age=0/);
  });

  it.each([{}, { origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }])(
    'is not for the form of another site: %o',
    async (headers) => {
      const answer = await post(headers);
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([400, null]);
    },
  );

  it('is no address to follow', async () => {
    expect((await look(pageOn(opened), '/auth/logout')).status).toBe(404);
  });
});

describe('GitHub', () => {
  it.each([
    ['https://api.github.com', 'https://github.com'],
    ['https://ghe.example.com/api/v3', 'https://ghe.example.com'],
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
  ])('whose API is %s is at %s', (api, web) => {
    expect(webUrlOf(api)).toBe(web);
  });

  const answering =
    (...answers: readonly Response[]): typeof fetch =>
    () =>
      Promise.resolve(answers[calls++] ?? new Response(null, { status: 500 }));
  let calls = 0;
  const json = (value: object, status = 200): Response => Response.json(value, { status });
  const token = (): Response => json({ access_token: 't' });

  const rows: readonly (readonly [string, readonly Response[], unknown])[] = [
    ['a person', [token(), json({ id: 7, login: 'reader', type: 'User' })], READER],
    ['a wrong code', [json({ error: 'bad_verification_code' })], undefined],
    ['an application', [token(), json({ id: 7, login: 'x[bot]', type: 'Bot' })], undefined],
    ['somebody without a number', [token(), json({ login: 'reader', type: 'User' })], undefined],
    ['nothing', [json({}, 502)], 'GitHub did not answer a sign-in'],
    ['no JSON', [new Response('<html>')], 'GitHub answered a sign-in with no JSON'],
    ['a token that is not good', [token(), json({}, 401)], 'GitHub did not say who signed in'],
  ];
  it.each(rows)('answers with %s', async (_, answers, expected) => {
    calls = 0;
    const signIn = createSignIn({
      clientId: 'c',
      clientSecret: 's',
      baseUrl: 'https://api.github.com',
      fetch: answering(...answers),
    });
    const read = signIn.readPerson({ code: 'c', verifier: 'v', redirectUri: 'r' });
    if (typeof expected === 'string') await expect(read).rejects.toThrow(expected);
    else expect(await read).toEqual(expected);
  });
});
