import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Person } from '../task/issue.ts';

/** How long somebody stays signed in. */
export const SESSION_SECONDS = 3600;

/** How long a sign-in may take. */
export const ATTEMPT_SECONDS = 600;

const session = z.strictObject({
  id: z.int().positive(),
  login: z.string().min(1).max(100),
  until: z.int(),
});
const attempt = z.strictObject({
  state: z.string().min(16),
  verifier: z.string().min(43),
  until: z.int(),
});

type Session = z.output<typeof session>;
export type Attempt = z.output<typeof attempt>;

/** Signs what a browser keeps for us, and believes nothing that is not signed for its purpose. */
export interface Seals {
  readonly sealSession: (person: Person, now: Date) => string;
  readonly openSession: (sealed: string | undefined, now: Date) => Person | undefined;
  readonly sealAttempt: (attempt: Omit<Attempt, 'until'>, now: Date) => string;
  readonly openAttempt: (sealed: string | undefined, now: Date) => Attempt | undefined;
}

const secondsOf = (now: Date): number => Math.floor(now.getTime() / 1000);

const keyFor = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, '', `aws-coworker dashboard ${purpose}`, 32));

const macOf = (key: Buffer, body: string): Buffer =>
  createHmac('sha256', key).update(body).digest();

const seal = (key: Buffer, value: object): string => {
  const body = Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${body}.${macOf(key, body).toString('base64url')}`;
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const unseal = <T extends { readonly until: number }>(
  key: Buffer,
  sealed: string | undefined,
  { shape, now }: { readonly shape: z.ZodType<T>; readonly now: Date },
): T | undefined => {
  const [body, mac, rest] = (sealed ?? '').split('.');
  if (body === undefined || mac === undefined || rest !== undefined) return undefined;
  const given = Buffer.from(mac, 'base64url');
  const wanted = macOf(key, body);
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  const parsed = shape.safeParse(parseJson(Buffer.from(body, 'base64url').toString('utf8')));
  return parsed.success && parsed.data.until > secondsOf(now) ? parsed.data : undefined;
};

/** Keys for each purpose from one secret: a cookie of one purpose is nothing for the other. */
export const createSeals = (secret: string): Seals => {
  const sessions = keyFor(secret, 'session');
  const attempts = keyFor(secret, 'sign-in');
  return {
    sealSession: ({ id, login }, now) =>
      seal(sessions, { id, login, until: secondsOf(now) + SESSION_SECONDS } satisfies Session),
    openSession: (sealed, now) => {
      const opened = unseal(sessions, sealed, { shape: session, now });
      return opened === undefined ? undefined : { id: opened.id, login: opened.login };
    },
    sealAttempt: (given, now) =>
      seal(attempts, { ...given, until: secondsOf(now) + ATTEMPT_SECONDS } satisfies Attempt),
    openAttempt: (sealed, now) => unseal(attempts, sealed, { shape: attempt, now }),
  };
};
