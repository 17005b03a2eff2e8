import { describe, expect, it } from 'vitest';
import { createSeals } from '../../src/web/session.ts';

const NOW = new Date('2026-11-20T17:00:00Z');
const LATER = (seconds: number): Date => new Date(NOW.getTime() + seconds * 1000);
const PERSON = { id: 7, login: 'reader' };

const seals = createSeals('one secret of some length');
const sealed = seals.sealSession(PERSON, NOW);
const [body = '', mac = ''] = sealed.split('.');
const attempt = { state: 's'.repeat(43), verifier: 'v'.repeat(43) };

const forged = (value: object): string =>
  `${Buffer.from(JSON.stringify(value)).toString('base64url')}.${mac}`;

const ROWS: readonly (readonly [string, string | undefined, Date, boolean])[] = [
  ['no cookie', undefined, NOW, false],
  ['an empty one', '', NOW, false],
  ['ours', sealed, NOW, true],
  ['ours, at its last second', sealed, LATER(3599), true],
  ['ours, after its hour', sealed, LATER(3600), false],
  ['without its signature', body, NOW, false],
  ['with an empty signature', `${body}.`, NOW, false],
  ['with half a signature', `${body}.${mac.slice(0, 20)}`, NOW, false],
  ['with more behind it', `${sealed}.x`, NOW, false],
  ['of another person under our signature', forged({ ...PERSON, id: 8, until: 1e12 }), NOW, false],
  ['of a sign-in', seals.sealAttempt(attempt, NOW), NOW, false],
  ['of another secret', createSeals('another secret').sealSession(PERSON, NOW), NOW, false],
];

describe('the cookie of a session', () => {
  it.each(ROWS)('%s', (_, cookie, now, isOpened) => {
    expect(seals.openSession(cookie, now)).toEqual(isOpened ? PERSON : undefined);
  });

  it('holds a login, a number and an end, and nothing else', () => {
    expect(JSON.parse(Buffer.from(body, 'base64url').toString())).toEqual({
      ...PERSON,
      until: NOW.getTime() / 1000 + 3600,
    });
  });

  it('of a sign-in is good for ten minutes, and no session is one', () => {
    const kept = seals.sealAttempt(attempt, NOW);
    expect(seals.openAttempt(kept, LATER(599))).toMatchObject(attempt);
    expect(seals.openAttempt(kept, LATER(600))).toBeUndefined();
    expect(seals.openAttempt(sealed, NOW)).toBeUndefined();
  });
});
