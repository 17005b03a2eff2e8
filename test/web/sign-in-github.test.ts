import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StartRefused } from '../../src/app/knowledge.ts';
import { openGitHubApp } from '../../src/github/app-auth.ts';
import { createSignIn } from '../../src/github/sign-in.ts';
import type { OpenedStore } from '../../src/store/open-store.ts';
import { accessThrough, readDashboardClient } from '../../src/web/open-dashboard.ts';
import { openEmulatedGitHub, type EmulatedGitHub } from '../fakes/emulate-github.ts';
import { openTestStore } from '../fakes/test-store.ts';
import { CONFIG } from '../reply/samples.ts';
import { pageOn, URL_OF_PAGE } from './page-of.ts';

const CLIENT = { id: 'Iv1.test', secret: 'a secret of this test' };
const CALLBACK = `${URL_OF_PAGE}/auth/callback`;

const waiting = {
  now: () => new Date(),
  sleep: (ms: number) => Promise.reject(new Error(`asked to wait ${ms} ms`)),
};

describe('signing in at a GitHub from npm', () => {
  let stage: EmulatedGitHub;
  let opened: OpenedStore;

  beforeAll(async () => {
    opened = await openTestStore();
    stage = await openEmulatedGitHub({
      webhookSecret: 'a-secret-for-tests-only-0123456789',
      people: [
        { login: 'rita-reader', role: 'read' },
        { login: 'sam-stranger', role: 'none' },
      ],
      client: { ...CLIENT, redirectUri: CALLBACK },
    });
  });
  afterAll(async () => {
    await stage.stop();
    await opened.close();
  });

  const page = (clientSecret: string, broken: unknown[] = []) => {
    const { appId, privateKey, webhookSecret, baseUrl } = stage;
    const app = openGitHubApp({
      appId,
      privateKey,
      webhookSecret,
      baseUrl,
      waiting,
      isPaced: false,
    });
    return pageOn(opened, {
      github: accessThrough(app, [stage.idOf('acme')]),
      signIn: createSignIn({ clientId: CLIENT.id, clientSecret, baseUrl }),
      onBreak: (error) => void broken.push(error),
    });
  };

  /** Goes to GitHub, chooses who one is there, comes back, and looks. */
  const visit = async (login: string, clientSecret = CLIENT.secret) => {
    const site = page(clientSecret);
    const left = await site.request(`${URL_OF_PAGE}/auth/login`);
    const cookie = (left.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const asked = new URL(left.headers.get('location') ?? '');
    expect((await fetch(asked)).status).toBe(200);
    const form = new URLSearchParams({
      login,
      scope: '',
      ...Object.fromEntries(asked.searchParams),
    });
    const chosen = await fetch(`${asked.origin}/login/oauth/callback`, {
      method: 'POST',
      body: form,
      redirect: 'manual',
    });
    const back = chosen.headers.get('location') ?? '';
    const returned = await site.request(back, { headers: { cookie } });
    const session = returned.headers
      .getSetCookie()
      .find((one) => one.startsWith('__Host-coworker-session='));
    const seen = await site.request(`${URL_OF_PAGE}/`, {
      headers: { cookie: session?.split(';')[0] ?? '' },
    });
    return { returned: returned.status, status: seen.status, text: await seen.text() };
  };

  it('a reader of the repository sees the page', async () => {
    const { returned, status, text } = await visit('rita-reader');
    expect([returned, status]).toEqual([302, 200]);
    expect(text).toContain('rita-reader');
  });

  it('who has no right to read is signed in, and sees why there is nothing', async () => {
    const { returned, status, text } = await visit('sam-stranger');
    expect([returned, status]).toEqual([302, 403]);
    expect(text).toContain('it is for people who can read acme/platform');
  });

  it('a wrong secret of the application signs nobody in', async () => {
    const { returned, status } = await visit('rita-reader', 'wrong');
    expect([returned, status]).toEqual([400, 401]);
  });
});

describe('starting with a dashboard', () => {
  const config = (enabled: boolean) => ({ ...CONFIG, dashboard: { enabled } });
  const given = { GITHUB_CLIENT_ID: 'Iv1', GITHUB_CLIENT_SECRET: 's' };

  it.each([
    ['off', false, 'all', {}, undefined],
    ['off, with a client', false, 'all', given, undefined],
    ['of a worker that serves none', true, 'reader', {}, undefined],
    ['on', true, 'all', given, { clientId: 'Iv1', clientSecret: 's' }],
    ['on, by itself', true, 'orchestrator', given, { clientId: 'Iv1', clientSecret: 's' }],
  ] as const)('%s', (_, enabled, role, variables, expected) => {
    expect(readDashboardClient({ role, config: config(enabled) }, variables)).toEqual(expected);
  });

  it('on, without a client: says what is missing', () => {
    const start = () =>
      readDashboardClient({ role: 'all', config: config(true) }, { GITHUB_CLIENT_ID: 'Iv1' });
    expect(start).toThrow(StartRefused);
    expect(start).toThrow('environment: GITHUB_CLIENT_SECRET: is not set');
  });
});
