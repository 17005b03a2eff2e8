import { z } from 'zod';
import { Fault } from '../task/fault.ts';
import type { Person } from '../task/issue.ts';
import { boundedFetch } from './request.ts';

/** The web flow of a GitHub App: whom GitHub says somebody is, and nothing else. */
export interface SignIn {
  /** Where to send a person; GitHub sends them back with a code and the same state. */
  readonly addressFor: (asked: {
    readonly state: string;
    readonly challenge: string;
    readonly redirectUri: string;
  }) => string;
  /** Undefined when GitHub does not take the code. The token that it gives is used once. */
  readonly readPerson: (answer: {
    readonly code: string;
    readonly verifier: string;
    readonly redirectUri: string;
  }) => Promise<Person | undefined>;
}

export interface SignInOptions {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Such as `https://api.github.com`. */
  readonly baseUrl: string;
  readonly fetch?: typeof fetch;
}

/** Where people are on a GitHub whose API is here. */
export const webUrlOf = (baseUrl: string): string =>
  baseUrl === 'https://api.github.com'
    ? 'https://github.com'
    : baseUrl.replace(/\/+$/, '').replace(/\/api\/v3$/, '');

/** GitHub answers a wrong code with 200 and an error. */
const tokenAnswer = z.object({ access_token: z.string().min(1) });
const userAnswer = z.object({ id: z.int().positive(), login: z.string().min(1), type: z.string() });

const readJson = async (response: Response): Promise<unknown> => {
  try {
    return await response.json();
  } catch (error) {
    throw new Fault('malformed-answer', 'GitHub answered a sign-in with no JSON', error);
  }
};

const askToken = async (
  send: typeof fetch,
  options: SignInOptions,
  form: Readonly<Record<string, string>>,
): Promise<string | undefined> => {
  const response = await send(`${webUrlOf(options.baseUrl)}/login/oauth/access_token`, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({
      client_id: options.clientId,
      client_secret: options.clientSecret,
      ...form,
    }),
  });
  if (response.status >= 500) throw new Fault('unavailable', 'GitHub did not answer a sign-in');
  const parsed = tokenAnswer.safeParse(await readJson(response));
  return parsed.success ? parsed.data.access_token : undefined;
};

const readUser = async (
  send: typeof fetch,
  baseUrl: string,
  token: string,
): Promise<Person | undefined> => {
  const response = await send(`${baseUrl}/user`, {
    headers: { accept: 'application/vnd.github+json', authorization: `Bearer ${token}` },
  });
  if (!response.ok) throw new Fault('unavailable', 'GitHub did not say who signed in');
  const parsed = userAnswer.safeParse(await readJson(response));
  if (!parsed.success || parsed.data.type !== 'User') return undefined;
  return { id: parsed.data.id, login: parsed.data.login };
};

/** Signs people in through the GitHub App. No token outlives the call that got it. */
export const createSignIn = (options: SignInOptions): SignIn => {
  const send = boundedFetch(options.fetch);
  return {
    addressFor: ({ state, challenge, redirectUri }) =>
      `${webUrlOf(options.baseUrl)}/login/oauth/authorize?${new URLSearchParams({
        client_id: options.clientId,
        redirect_uri: redirectUri,
        state,
        code_challenge: challenge,
        code_challenge_method: 'S256',
        allow_signup: 'false',
      }).toString()}`,
    readPerson: async ({ code, verifier, redirectUri }) => {
      const form = { code, code_verifier: verifier, redirect_uri: redirectUri };
      const token = await askToken(send, options, form);
      return token === undefined ? undefined : readUser(send, options.baseUrl, token);
    },
  };
};
