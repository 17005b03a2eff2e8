import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { html } from 'hono/html';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { SignIn } from '../github/sign-in.ts';
import type { Clock } from '../execute/ports.ts';
import type { Person } from '../task/issue.ts';
import { noticePage } from './page.ts';
import { ATTEMPT_SECONDS, SESSION_SECONDS, type Seals } from './session.ts';

export interface SignInRoutesOptions {
  readonly signIn: SignIn;
  readonly seals: Seals;
  readonly clock: Pick<Clock, 'now'>;
  /** Where people reach the page, without a path. */
  readonly url: string;
  readonly onBreak: (error: unknown) => void;
}

type Asked = Pick<SignInRoutesOptions, 'seals' | 'clock' | 'url'>;

/** A browser takes a cookie of this name over TLS only, for this host only. */
const nameOf = (url: string, name: string): string =>
  url.startsWith('https://') ? `__Host-${name}` : name;

const rulesFor = (url: string, maxAge: number) => ({
  path: '/',
  httpOnly: true,
  secure: url.startsWith('https://'),
  sameSite: 'Lax' as const,
  maxAge,
});

const SESSION = 'coworker-session';
const ATTEMPT = 'coworker-sign-in';

/** Who is signed in; nobody is who brings no cookie of ours, or an old one. */
export const personOf = (context: Context, { seals, clock, url }: Asked): Person | undefined =>
  seals.openSession(getCookie(context, nameOf(url, SESSION)), clock.now());

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const random = (): string => randomBytes(32).toString('base64url');

const begin = (context: Context, options: SignInRoutesOptions): Response => {
  const { url, seals, clock, signIn } = options;
  const attempt = { state: random(), verifier: random() };
  const challenge = createHash('sha256').update(attempt.verifier).digest('base64url');
  const sealed = seals.sealAttempt(attempt, clock.now());
  setCookie(context, nameOf(url, ATTEMPT), sealed, rulesFor(url, ATTEMPT_SECONDS));
  return context.redirect(
    signIn.addressFor({ state: attempt.state, challenge, redirectUri: `${url}/auth/callback` }),
  );
};

const refuse = (context: Context, because: string): Response | Promise<Response> =>
  context.html(
    noticePage(
      'Nobody was signed in',
      html`<p>${because}</p>
        <p><a class="button" href="/auth/login">Sign in with GitHub</a></p>`,
    ),
    400,
  );

const readPerson = async (
  context: Context,
  options: SignInRoutesOptions,
): Promise<Person | undefined> => {
  const { url, seals, clock, signIn } = options;
  const attempt = seals.openAttempt(getCookie(context, nameOf(url, ATTEMPT)), clock.now());
  const [code, state] = [context.req.query('code'), context.req.query('state')];
  if (attempt === undefined || !code || !state || !isSame(state, attempt.state)) return undefined;
  try {
    const redirectUri = `${url}/auth/callback`;
    return await signIn.readPerson({ code, verifier: attempt.verifier, redirectUri });
  } catch (error) {
    options.onBreak(error);
    return undefined;
  }
};

const finish = async (context: Context, options: SignInRoutesOptions): Promise<Response> => {
  const { url, seals, clock } = options;
  const person = await readPerson(context, options);
  // An attempt is good for one answer, whatever it was.
  deleteCookie(context, nameOf(url, ATTEMPT), rulesFor(url, 0));
  if (person === undefined) {
    return refuse(
      context,
      'The sign-in took too long, began elsewhere, or GitHub did not take it.',
    );
  }
  const sealed = seals.sealSession(person, clock.now());
  setCookie(context, nameOf(url, SESSION), sealed, rulesFor(url, SESSION_SECONDS));
  return context.redirect('/');
};

/** A form of another site can not sign anybody out: browsers name where a form comes from. */
const isOwnForm = (context: Context, url: string): boolean =>
  context.req.header('origin') === url || context.req.header('sec-fetch-site') === 'same-origin';

const end = (context: Context, { url }: SignInRoutesOptions): Response | Promise<Response> => {
  if (!isOwnForm(context, url)) return refuse(context, 'Sign out on the page itself.');
  deleteCookie(context, nameOf(url, SESSION), rulesFor(url, 0));
  return context.redirect('/', 303);
};

/** Signs in by GitHub's web flow with state and PKCE; what stays is a signed cookie for an hour. */
export const addSignIn = (app: Hono, options: SignInRoutesOptions): void => {
  app.get('/auth/login', (context) => begin(context, options));
  app.get('/auth/callback', (context) => finish(context, options));
  app.post('/auth/logout', (context) => end(context, options));
};
